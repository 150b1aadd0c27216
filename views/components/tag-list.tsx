import type { Messages } from '../../src/i18n/messages.ts'
import type { Named } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'

/** An article's tags, each leading to the other articles that have it. */
export function TagList({ t, tags, language }: { t: Messages; tags: readonly Named[]; language: string }) {
  if (tags.length === 0) return null
  return (
    <ul class="tag-list" aria-label={t.posts.tags} lang={language}>
      {tags.map(tag => (
        <li>
          <a rel="tag" href={urls.tag(tag.slug)}>
            <bdi>{tag.name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}
