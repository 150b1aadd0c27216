import type { NewPost } from '../posts/newest.ts'
import type { Settings } from '../settings/declared.ts'
import { absoluteHtml } from '../text/absolute-html.ts'
import { urls } from '../urls.ts'
import type { FeedEntry, FeedFormat } from './feed.ts'

/** Returns articles as the entries of a feed in a format, with their whole text or its beginning, as the site says. */
export function articleEntries(
  posts: readonly NewPost[],
  { base, format, content }: { base: string; format: FeedFormat; content: Settings['feed_content'] },
): FeedEntry[] {
  return posts.map(post => {
    const page = base + urls.post(post.slug)
    const published = post.published_at ?? post.updated_at
    return {
      id: base + urls.permalink(post.id),
      page,
      canonical: post.canonical,
      title: post.title,
      language: post.language,
      authors: post.authors.map(({ name, links }) => ({ name, page: links[0] ?? null })),
      published,
      updated: new Date(Math.max(published.getTime(), post.updated_at.getTime())),
      summary: post.excerpt,
      html: content === 'whole' ? absoluteHtml(post.html, page) : null,
      tags: post.tags.map(({ name }) => name),
      conversation: {
        count: post.comment_count,
        page: `${page}#comments`,
        feed: base + urls.postFeed(post.slug, format === 'json' ? 'atom' : format),
      },
      answers: null,
    }
  })
}
