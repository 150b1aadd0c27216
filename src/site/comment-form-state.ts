import type { TypedComment } from '../comments/form.ts'
import { fieldLimits } from '../comments/limits.ts'
import { findComment } from '../comments/place.ts'
import type { AppContext } from '../http/context.ts'
import { remembered } from '../http/client/cookies.ts'
import { shortened } from '../text/cut.ts'
import { textOfHtml } from '../text/html.ts'
import type { FormState } from '../../views/site/comment-form.tsx'

/** The comment form as a reader first sees it: empty, but for what this browser was asked to remember. */
export function emptyForm(c: AppContext): FormState {
  const known = remembered(c)
  const { name, email, website } = known ?? { name: '', email: '', website: '' }
  return formWith(c, { comment: '', name, email, website }, known !== null)
}

/** The form as it is shown to who would answer in a conversation that takes no more replies. */
export function formOfClosed(c: AppContext): FormState {
  const { refusals, conversation } = c.get('t')
  return { ...emptyForm(c), notice: { title: refusals.conversationClosed, hint: conversation.ofItsOwn } }
}

/** The form with what was typed still in it. */
export function formWith(c: AppContext, typed: TypedComment, remember: boolean): FormState {
  return {
    typed,
    remember,
    errors: {},
    required: c.get('settings').name_email_required,
    limits: fieldLimits,
    staff: c.get('person')?.name ?? null,
    replyTo: null,
    conversation: null,
    parent: null,
    under: null,
    notice: null,
    preview: null,
  }
}

/** Whom a form answers, and whether nothing more may be said there. */
type ReplyTarget = NonNullable<FormState['replyTo']> & { isClosed: boolean }

/** Whom a form answers, with the beginning of what they said; null when that is not public, or of another article. */
export async function replyTarget(c: AppContext, post: number, id: number): Promise<ReplyTarget | null> {
  const comment = await findComment(c.get('services').publicDb, id)
  if (comment?.post !== post) return null
  const { name, html, isClosed } = comment
  return { id, name, quote: shortTextOf(html), isClosed }
}

/** The beginning of what a comment says. */
export const shortTextOf = (html: string): string =>
  shortened(textOfHtml(html).replace(/\s+/g, ' ').trim(), 160)
