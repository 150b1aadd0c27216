import type { NewPost } from '../posts/newest.ts'
import type { Settings } from '../settings/declared.ts'
import { absoluteHtml } from '../text/absolute-html.ts'
import { urls } from '../urls.ts'
import { escapeHtml } from '../text/html.ts'
import { sharedCopy } from '../text/pictures.ts'
import type { FeedEntry, FeedFormat } from './feed.ts'

/** Returns articles as the entries of a feed in a format, with their whole text or its beginning, as the site says. */
export function articleEntries(
  posts: readonly NewPost[],
  { base, format, content }: { base: string; format: FeedFormat; content: Settings['feed_content'] },
): FeedEntry[] {
  return posts.map(post => {
    const page = base + urls.post(post.slug)
    const picture = pictureOf(post, base)
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
      html: content === 'whole' ? shown(picture) + absoluteHtml(post.html, page) : null,
      picture,
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

function pictureOf({ cover }: NewPost, base: string): FeedEntry['picture'] {
  const path = cover && sharedCopy(cover.address)
  return path === null ? null : { address: base + path, alt: cover?.alt ?? '' }
}

/** As its page has it: many readers show no other picture of an entry than those of its text. */
const shown = (picture: FeedEntry['picture']) =>
  picture ? `<p><img src="${escapeHtml(picture.address)}" alt="${escapeHtml(picture.alt)}"></p>\n` : ''
