import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { deleteComment } from '../../moderation/erase.ts'
import { type QueuedComment, readQueued } from '../../moderation/queue.ts'
import { rewriteComment } from '../../moderation/rewrite.ts'
import { nothingSeen, type Overtaken } from '../../moderation/states.ts'
import { fieldLimits } from '../../comments/limits.ts'
import { revisedText } from '../../comments/revise.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import type { FormBody } from '../../http/input/form-fields.ts'
import { words } from '../../http/input/form-limits.ts'
import { fields, pathId, query } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { fieldText } from '../../text/field-text.ts'
import { urls } from '../../urls.ts'
import { backTo, CommentTextPage } from '../../../views/admin/comments/comment-text.tsx'
import { CommentErasurePage } from '../../../views/admin/comments/comment-erasure.tsx'
import { overtakenText } from '../../../views/admin/comments/step-actor.ts'
import type { TextNow } from '../../../views/components/changed-text.tsx'
import { errorText } from '../../../views/site/form-errors.ts'
import type { QueueQuery } from '../../../views/admin/comments/queue-query.ts'
import { listIn } from './queue.tsx'
import { isForScript, sendRows } from './rows.tsx'
import { handOf, scopeOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/comments/:id/text: the words of a comment, for a moderator to mend. */
export async function showCommentText(c: AppContext): Promise<Response> {
  const { id, source, step } = await commentIn(c)
  return showText(c, { id, text: source, seen: step, list: listIn(query(c)) }, 200)
}

/** POST /admin/comments/:id/text */
export async function postCommentText(c: AppContext): Promise<Response> {
  const { id } = await commentIn(c)
  const body = await readForm(c, words)
  const text = fieldText(body.field('comment'))
  const seen = seenIn(body)
  const list = listIn(fields(body))
  const { refusals } = c.var.t
  if (body.wait > 0) {
    c.header('Retry-After', String(body.wait))
    const error = `${refusals.tooFast} ${refusals.tooFastHint(body.wait)}`
    return showText(c, { id, text, seen, list, error }, 429)
  }
  const { db, keys } = c.var.services
  const said = await revisedText(db, keys, id, text)
  if ('error' in said) {
    const error = errorText(c.var.t, 'comment', said.error, fieldLimits.comment)
    return showText(c, { id, text, seen, list, error }, 422)
  }
  const rewriting = { comment: id, seen, text: said.text }
  const outcome = await rewriteComment(db, rewriting, handOf(c))
  const [first] = outcome.overtaken
  if (first) return showTextNow(c, { text, list }, first)
  if (isForScript(c)) return sendRows(c, list, outcome, c.var.t.queue.saved)
  return c.redirect(backTo(id, list), 303)
}

/** Somebody was first: who, and what they wrote, beside what this moderator did. To send it again is to mean it. */
async function showTextNow(
  c: AppContext,
  { text, list }: Pick<ShownText, 'text' | 'list'>,
  first: Overtaken,
): Promise<Response> {
  const { t } = c.var
  const { id, source, step } = await commentIn(c)
  const hint = `${overtakenText(t, first)}. ${t.told.notSaved}`
  return showText(
    c,
    { id, text, list, seen: step, overtaken: { title: t.told.changedMeanwhile, hint, source } },
    409,
  )
}

interface ShownText {
  id: number
  text: string
  seen: number
  list: QueueQuery | null
  error?: string | null
  overtaken?: TextNow
}

function showText(
  c: AppContext,
  { error, overtaken, ...shown }: ShownText,
  status: ContentfulStatusCode,
): Promise<Response> {
  const page = (
    <CommentTextPage
      shell={adminShellOf(c)}
      {...shown}
      limit={fieldLimits.comment}
      error={error ?? null}
      overtaken={overtaken ?? null}
    />
  )
  return sendPrivatePage(c, page, status)
}

/** GET /admin/comments/:id/erasure: the one step that can't be taken back asks first. */
export async function showCommentErasure(c: AppContext): Promise<Response> {
  const page = <CommentErasurePage shell={adminShellOf(c)} comment={await commentIn(c)} notice={null} />
  return sendPrivatePage(c, page)
}

/** POST /admin/comments/:id/erasure: deletes a comment for good, if it is still what was looked at. */
export async function postCommentErasure(c: AppContext): Promise<Response> {
  const { t, services } = c.var
  const choice = { comment: pathId(c), seen: seenIn(await readForm(c)) }
  const { moved, overtaken } = await deleteComment(services.db, choice, handOf(c))
  if (overtaken[0]) {
    const notice = { title: t.told.nothingDeleted, hint: overtakenText(t, overtaken[0]) }
    const page = <CommentErasurePage shell={adminShellOf(c)} comment={await commentIn(c)} notice={notice} />
    return sendPrivatePage(c, page, 409)
  }
  if (moved.length === 0) throw notFound()
  return c.redirect(urls.admin.queue({ status: 'trash' }), 303)
}

/** Which step of a comment a form's page showed; none that there is, where a form doesn't say it. */
export const seenIn = (body: FormBody): number => fields(body).count('seen') ?? nothingSeen

/** The comment that an address names, if this moderator may decide on it. Throws notFound. */
export async function commentIn(c: AppContext): Promise<QueuedComment> {
  const id = pathId(c)
  const [comment] = await readQueued(c.var.services.db, [id], scopeOf(c))
  if (!comment) throw notFound()
  return comment
}
