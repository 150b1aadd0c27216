import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { fieldLimits } from '../comments/limits.ts'
import { findOwnPlace, isOwn } from '../comments/own.ts'
import { findEditable, revisedText, reviseComment, withdrawComment } from '../comments/revise.ts'
import { clientNetwork } from '../http/client/client-address.ts'
import type { AppContext } from '../http/context.ts'
import { commentToken, tellOnce, voidComment } from '../http/client/cookies.ts'
import { readForm } from '../http/input/form-body.ts'
import { words } from '../http/input/form-limits.ts'
import { pathId } from '../http/input/params.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { acceptedLanguages } from '../i18n/messages.ts'
import { commentHtml } from '../text/comment-html.ts'
import { fieldText } from '../text/field-text.ts'
import { fingerprint } from '../text/fingerprint.ts'
import { urls } from '../urls.ts'
import type { TextNow } from '../../views/components/changed-text.tsx'
import type { NoticeProps } from '../../views/components/notice.tsx'
import { errorText } from '../../views/site/form-errors.ts'
import { ProblemPage } from '../../views/site/problem.tsx'
import { RevisionPage } from '../../views/site/revision.tsx'

/** GET /comments/:id/revision: the comment's text, for its author to change or take back. */
export async function showRevision(c: AppContext): Promise<Response> {
  const id = await ownId(c)
  const comment = await findEditable(c.var.services.db, c.var.settings, id)
  return comment
    ? showForm(c, { id, text: comment.source, seen: fingerprint(comment.source) }, 200)
    : showTooLate(c)
}

/** POST /comments/:id/revision: replaces the text; with `preview`, only shows how it would look. */
export async function postRevision(c: AppContext): Promise<Response> {
  const { services, settings, t } = c.var
  const body = await readForm(c, words)
  const id = body.wait > 0 ? pathId(c) : await ownId(c)
  const [text, seen] = [fieldText(body.field('comment')), body.field('seen')]
  const { wait } = body
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    const notice = { title: t.refusals.tooFast, hint: t.refusals.tooFastHint(wait) }
    return showForm(c, { id, text, seen, notice }, 429)
  }
  const said = body.isTooLarge
    ? ({ error: 'tooLong' } as const)
    : await revisedText(services.db, services.keys, id, text)
  if ('error' in said)
    return showForm(
      c,
      { id, text, seen, error: errorText(t, 'comment', said.error, fieldLimits.comment) },
      422,
    )
  if (body.field('preview') !== '')
    return showForm(
      c,
      { id, text, seen, preview: await commentHtml(said.text, clientNetwork(c.var.ip)) },
      200,
    )

  const revision = await reviseComment(services.db, services.keys, settings, {
    comment: id,
    text: said.text,
    seen,
    client: clientNetwork(c.var.ip),
    reads: [c.var.language, ...acceptedLanguages(c.req.header('accept-language'))],
  })
  if (revision === 'overtaken') return showOvertaken(c, id, text)
  if (revision === 'tooLate') return showTooLate(c)
  const place = await findOwnPlace(services.db, id)
  if (place) tellOnce(c, { deed: 'edited', post: place.post, comment: id })
  return c.redirect(urls.comment(id), 303)
}

/** POST /comments/:id/withdrawal: erases the comment. */
export async function postWithdrawal(c: AppContext): Promise<Response> {
  const { services, settings } = c.var
  await readForm(c)
  const id = await ownId(c)
  const place = await findEditable(services.db, settings, id)
  if (!place || !(await withdrawComment(services.db, settings, id))) return showTooLate(c)
  // The word of it comes from the database as well, a moment later: its author sees it on the very next page.
  services.pages.changed(`comments:${place.post}`)
  voidComment(c, id)
  tellOnce(c, { deed: 'withdrawn', post: place.post, comment: id })
  return c.redirect(`${urls.post(place.slug)}#comments`, 303)
}

/** The comment in the address, if this browser has the key to it; for anyone else there is no such page. */
async function ownId(c: AppContext): Promise<number> {
  const { db, keys } = c.var.services
  const id = pathId(c)
  if (!(await isOwn(db, keys, id, commentToken(c, id)))) throw notFound()
  return id
}

/** Somebody changed the words first: what they wrote, beside what the author did. To send it again is to mean it. */
async function showOvertaken(c: AppContext, id: number, text: string): Promise<Response> {
  const { services, settings, t } = c.var
  const comment = await findEditable(services.db, settings, id)
  if (!comment) return showTooLate(c)
  const { source } = comment
  const overtaken = { title: t.told.ownChanged, hint: t.told.notSaved, source }
  return showForm(c, { id, text, seen: fingerprint(source), overtaken }, 409)
}

interface Shown {
  id: number
  text: string
  seen: string
  error?: string | null
  notice?: NoticeProps
  overtaken?: TextNow
  preview?: string
}

async function showForm(
  c: AppContext,
  { error, notice, overtaken, preview, ...shown }: Shown,
  status: ContentfulStatusCode,
): Promise<Response> {
  const editable = await findEditable(c.var.services.db, c.var.settings, shown.id)
  const view = (
    <RevisionPage
      shell={shellOf(c)}
      {...shown}
      minutes={editable?.minutesLeft ?? 0}
      error={error ?? null}
      notice={notice ?? null}
      overtaken={overtaken ?? null}
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
