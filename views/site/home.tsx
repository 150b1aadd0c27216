import type { PostList } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'
import { Pager } from '../components/pager.tsx'
import { PostSummary } from '../components/post-summary.tsx'
import { Page, type Shell } from '../layouts/page.tsx'

interface HomeProps {
  shell: Shell
  list: PostList
  page: number
  /** Null lists every article. */
  tag: string | null
}

/** The articles, newest first, of all or of one tag. */
export function HomePage({ shell, list, page, tag }: HomeProps) {
  const { t, site } = shell
  const pageUrl = (number: number) => (tag === null ? urls.home(number) : urls.tag(tag, number))
  return (
    <Page
      shell={shell}
      title={tag === null ? null : t.posts.tagged(tag)}
      description={site.tagline}
      canonical={pageUrl(page)}
    >
      <div class="post-list">
        <h1 class={tag === null ? 'visually-hidden' : 'list-title'}>
          {tag === null ? t.posts.latest : t.posts.tagged(tag)}
        </h1>
        {list.posts.map(post => (
          <PostSummary t={t} post={post} />
        ))}
        {list.posts.length === 0 ? (
          <div class="empty">
            <p>{t.posts.none}</p>
            <p class="hint">{t.posts.noneHint}</p>
          </div>
        ) : null}
        <Pager
          label={t.posts.pages}
          previous={page > 1 ? { href: pageUrl(page - 1), text: t.posts.newer } : null}
          next={list.hasMore ? { href: pageUrl(page + 1), text: t.posts.older } : null}
        />
      </div>
    </Page>
  )
}
