import type { NewComment } from '../comments/newest.ts'
import type { Messages } from '../i18n/messages.ts'
import { absoluteHtml } from '../text/absolute-html.ts'
import { excerptOf } from '../text/excerpt.ts'
import { urls } from '../urls.ts'
import type { FeedEntry } from './feed.ts'

/** Returns comments as the entries of a feed, whole: each says under which article it stands and what it answers. */
export function commentEntries(
  comments: readonly NewComment[],
  { base, t }: { base: string; t: Messages },
): FeedEntry[] {
  const address = (comment: number) => base + urls.comment(comment)
  return comments.map(comment => ({
    id: address(comment.id),
    page: address(comment.id),
    canonical: null,
    title: t.feeds.commentBy(comment.name || t.comments.anonymous, comment.title),
    language: comment.language,
    authors: [{ name: comment.name || t.comments.anonymous, page: comment.website }],
    published: comment.created_at,
    updated: comment.edited_at ?? comment.created_at,
    summary: excerptOf(comment.html),
    html: absoluteHtml(comment.html, base + urls.post(comment.slug)),
    tags: [],
    picture: null,
    conversation: null,
    answers:
      comment.parent_id === null
        ? { id: base + urls.permalink(comment.post_id), page: base + urls.post(comment.slug) }
        : { id: address(comment.parent_id), page: address(comment.parent_id) },
  }))
}
