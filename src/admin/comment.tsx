import { deleteComment } from '../comments/erase.ts'
import { type QueuedComment, readQueued } from '../comments/queue.ts'
import { rewriteComment } from '../comments/rewrite.ts'
import { textError } from '../comments/form.ts'
import { fieldLimits } from '../comments/limits.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/form-body.ts'
import { idIn } from '../http/ids.ts'
import { notFound } from '../http/problems.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { maskAddresses } from '../text/addresses.ts'
import { fieldText } from '../text/field-text.ts'
import { urls } from '../urls.ts'
import { CommentTextPage } from '../../views/admin/comment-text.tsx'
import { CommentErasurePage } from '../../views/admin/comment-erasure.tsx'
import { errorText } from '../../views/site/form-errors.ts'
import { actorOf, scopeOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** GET /admin/comments/:id/text: the words of a comment, for a moderator to mend. */
export async function showCommentText(c: AppContext): Promise<Response> {
  const { id, source } = await commentIn(c)
  return sendPrivatePage(
    c,
    <CommentTextPage
      shell={adminShellOf(c)}
      id={id}
      text={source}
      limit={fieldLimits.comment}
      error={null}
    />,
  )
}

/** POST /admin/comments/:id/text */
export async function postCommentText(c: AppContext): Promise<Response> {
  const { id } = await commentIn(c)
  const text = fieldText((await readForm(c)).field('comment'))
  const problem = textError(text)
  if (problem !== null) {
    const error = errorText(c.var.t, 'comment', problem, fieldLimits.comment)
    const page = (
      <CommentTextPage
        shell={adminShellOf(c)}
        id={id}
        text={text}
        limit={fieldLimits.comment}
        error={error}
      />
    )
    return sendPrivatePage(c, page, 422)
  }
  await rewriteComment(c.var.services.db, id, maskAddresses(text).trim(), actorOf(c), scopeOf(c))
  return c.redirect(urls.admin.comment(id), 303)
}

/** GET /admin/comments/:id/erasure: the one step that can't be taken back asks first. */
export async function showCommentErasure(c: AppContext): Promise<Response> {
  const comment = await commentIn(c)
  return sendPrivatePage(c, <CommentErasurePage shell={adminShellOf(c)} comment={comment} />)
}

/** POST /admin/comments/:id/erasure: deletes a comment for good. */
export async function postCommentErasure(c: AppContext): Promise<Response> {
  const id = idIn(c.req.param('id') ?? '')
  if (!(await deleteComment(c.var.services.db, id, actorOf(c), scopeOf(c)))) throw notFound()
  return c.redirect(urls.admin.queue({ status: 'trash' }), 303)
}

/** The comment that an address names, if this moderator may decide on it. Throws notFound. */
export async function commentIn(c: AppContext): Promise<QueuedComment> {
  const id = idIn(c.req.param('id') ?? '')
  const [comment] = await readQueued(c.var.services.db, [id], scopeOf(c))
  if (!comment) throw notFound()
  return comment
}
