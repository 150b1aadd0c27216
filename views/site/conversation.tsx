import type { HtmlEscapedString } from 'hono/utils/html'
import type { CommentNode } from '../../src/comments/tree.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { commentAnchor, urls } from '../../src/urls.ts'
import { html } from '../html.ts'
import { type AnsweredPost, commentView } from './comment.tsx'
import type { FormState } from './comment-form.tsx'
import type { Moderation } from './comment-moderation.tsx'
import type { ToldProps } from './told.tsx'
import type { Marks, ViewedComment } from './viewed-comment.ts'

/** The comments of a conversation that a page does not show. */
export interface Rest {
  count: number
  /** The first of them; null where it is no longer known. */
  from: number | null
}

interface ConversationProps {
  t: Messages
  post: AnsweredPost
  node: CommentNode<ViewedComment>
  marks: Marks
  /** What of it is on a page of its own; null where all is here. */
  rest: Rest | null
  form: FormState | null
  /** Null for readers. */
  moderation: Moderation | null
  told: ToldProps | null
}

/** One conversation: a comment with all that answers it, and the way to the rest. */
export function conversationView({ rest, ...shown }: ConversationProps): HtmlEscapedString {
  const { t, post, node } = shown
  const more =
    rest !== null &&
    html`<p class="more-replies"><a href="${restOf(post.slug, node.id, rest)}">${t.comments.moreReplies(rest.count)}</a></p>`
  return commentView({ ...shown, children: more })
}

/** Leads to the first that was not seen. */
const restOf = (slug: string, thread: number, { from }: Rest) =>
  from === null ? urls.thread(slug, thread) : `${urls.thread(slug, thread, from)}#${commentAnchor(from)}`
