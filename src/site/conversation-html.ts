import { type Conversation, sizeOfHtml } from '../comments/conversations.ts'
import type { AppContext } from '../http/context.ts'
import type { Messages } from '../i18n/messages.ts'
import { arrange } from '../comments/tree.ts'
import { commentsIn } from '../comments/written.ts'
import { conversationView, type Rest } from '../../views/site/conversation.tsx'
import type { FormState } from '../../views/site/comment-form.tsx'
import type { Moderation } from '../../views/site/comment-moderation.tsx'
import type { AnsweredPost } from '../../views/site/comment.tsx'
import type { ToldProps } from '../../views/site/told.tsx'
import type { Marks, ViewedComment } from '../../views/site/viewed-comment.ts'

/** What of a page all its conversations share. */
export interface Around {
  t: Messages
  /** How many levels are shown. */
  depth: number
  post: AnsweredPost
  moderation: Moderation | null
}

/** What this reader alone sees of a conversation, and what of it is elsewhere. */
interface Seen {
  marks: Marks
  rest: Rest | null
  form: FormState | null
  told: ToldProps | null
}

/**
 * The HTML of one conversation, as bytes: a text that is kept, and then put into a page, the collector would carry about, and
 * the page would be copied twice before it is bytes.
 */
export function conversationHtml(
  comments: readonly ViewedComment[],
  { t, depth, post, moderation }: Around,
  { marks, rest, form, told }: Seen,
): Buffer {
  const parts = arrange(comments, depth).map(node =>
    conversationView({ t, post, node, marks, rest, form, moderation, told }),
  )
  return Buffer.from(parts.join(''))
}

/** Whatever a conversation's HTML depends on but its comments. */
function variantOf(c: AppContext, { depth, post, moderation }: Around): string {
  const { time_zone, date_format } = c.get('settings')
  return JSON.stringify([
    ...[c.get('language'), time_zone, date_format, depth],
    ...[post.slug, post.comments_open, moderation?.returnTo ?? null],
  ])
}

/** Who gets the same HTML as long as a conversation and the settings stay what they are. */
const audienceOf = (c: AppContext, { post, moderation }: Around): string =>
  `${c.get('language')} ${moderation ? 'moderates' : post.comments_open ? 'answers' : 'reads'}`

/**
 * Returns the function that makes conversations as everyone sees them, made once for all who ask alike. What is outdated
 * goes when its like is made anew, so that no more is held than languages and ways to look at it; `grew` is told how much.
 */
export function keptHtml(c: AppContext, around: Around, grew: (bytes: number) => void) {
  const audience = audienceOf(c, around)
  const variant = variantOf(c, around)
  return (conversation: Conversation, rest: Rest | null, marks: Marks): Buffer => {
    const { html } = conversation
    const of = JSON.stringify([rest, marks, variant])
    const known = html.get(audience)
    if (known?.of === of) return known.bytes
    const bytes = conversationHtml(commentsIn(conversation), around, { marks, rest, form: null, told: null })
    const made = { bytes, of }
    html.set(audience, made)
    grew(sizeOfHtml(made) - (known ? sizeOfHtml(known) : 0))
    return bytes
  }
}
