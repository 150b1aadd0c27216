import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { textError } from '../comments/form.ts'
import { fieldLimits } from '../comments/limits.ts'
import { findEditable, reviseComment, withdrawComment } from '../comments/revise.ts'
import { takeAttempt } from '../http/attempts.ts'
import type { AppContext } from '../http/context.ts'
import { dropComment, ownsComment } from '../http/cookies.ts'
import { readForm } from '../http/form-body.ts'
import { notFound } from '../http/problems.ts'
import { sendPrivatePage, shellOf } from '../http/send-page.ts'
import { maskAddresses } from '../text/addresses.ts'
import { commentHtml } from '../text/comment-html.ts'
import { fieldText } from '../text/field-text.ts'
import { urls } from '../urls.ts'
import type { NoticeProps } from '../../views/components/notice.tsx'
import { errorText } from '../../views/site/form-errors.ts'
import { ProblemPage } from '../../views/site/problem.tsx'
import { RevisionPage } from '../../views/site/revision.tsx'
import { idIn } from '../http/ids.ts'

/** GET /comments/:id/revision: the comment's text, for its author to change or take back. */
export async function showRevision(c: AppContext): Promise<Response> {
  const id = ownId(c)
  const comment = await findEditable(c.var.services.db, c.var.settings, id)
  return comment ? showForm(c, { id, text: comment.source }, 200) : showTooLate(c)
}

/** POST /comments/:id/revision: replaces the text; with `preview`, only shows how it would look. */
export async function postRevision(c: AppContext): Promise<Response> {
  const { services, settings, t } = c.var
  const id = ownId(c)
  const body = await readForm(c)
  const text = fieldText(body.field('comment'))
  const error = body.isTooLarge ? 'tooLong' : textError(text)
  if (error !== null)
    return showForm(c, { id, text, error: errorText(t, 'comment', error, fieldLimits.comment) }, 422)
  const wait = takeAttempt(c)
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    const notice = { title: t.refusals.tooFast, hint: t.refusals.tooFastHint(wait) }
    return showForm(c, { id, text, notice }, 429)
  }
  if (body.field('preview') !== '')
    return showForm(c, { id, text, preview: await commentHtml(text.trim()) }, 200)

  const revision = await reviseComment(services.db, services.keys, settings, id, maskAddresses(text).trim())
  if (revision === 'tooLate') return showTooLate(c)
  if (revision === 'alreadySaid') {
    const notice = { title: t.refusals.alreadySaid, hint: t.refusals.alreadySaidHint }
    return showForm(c, { id, text, notice }, 409)
  }
  return c.redirect(urls.comment(id), 303)
}

/** POST /comments/:id/withdrawal: erases the comment. */
export async function postWithdrawal(c: AppContext): Promise<Response> {
  const { services, settings } = c.var
  const id = ownId(c)
  const place = await findEditable(services.db, settings, id)
  if (!place || !(await withdrawComment(services.db, settings, id))) return showTooLate(c)
  dropComment(c, id)
  return c.redirect(`${urls.post(place.slug)}#comments`, 303)
}

/** The comment in the address, if this browser has the key to it; for anyone else there is no such page. */
function ownId(c: AppContext): number {
  const id = idIn(c.req.param('id') ?? '')
  if (!ownsComment(c, id)) throw notFound()
  return id
}

interface Shown {
  id: number
  text: string
  error?: string | null
  notice?: NoticeProps
  preview?: string
}

function showForm(
  c: AppContext,
  { id, text, error, notice, preview }: Shown,
  status: ContentfulStatusCode,
): Promise<Response> {
  const view = (
    <RevisionPage
      shell={shellOf(c)}
      id={id}
      text={text}
      limit={fieldLimits.comment}
      minutes={c.var.settings.edit_minutes}
      error={error ?? null}
      notice={notice ?? null}
      preview={preview ?? null}
    />
  )
  return sendPrivatePage(c, view, status)
}

function showTooLate(c: AppContext): Promise<Response> {
  const { edit } = c.var.t
  const hint = edit.tooLateHint(c.var.settings.edit_minutes)
  return sendPrivatePage(c, <ProblemPage shell={shellOf(c)} title={edit.tooLate} hint={hint} />, 403)
}
