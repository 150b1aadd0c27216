import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { findComment } from '../comments/place.ts'
import { clientNetwork } from '../http/client/client-address.ts'
import { browserMark, keepBrowserMark, tellOnce } from '../http/client/cookies.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/input/form-body.ts'
import { fields, pathId } from '../http/input/params.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { reportComment, reportReasons, takeReport } from '../moderation/reports.ts'
import { urls } from '../urls.ts'
import type { NoticeProps } from '../../views/components/notice.tsx'
import { ReportPage } from '../../views/site/report.tsx'
import { shortTextOf } from './comment-form-state.ts'

/** GET /comments/:id/report: asks what is wrong with a comment that anyone may see. */
export function showReport(c: AppContext): Promise<Response> {
  // By it the browser is known when it sends the form: it reports a comment once.
  const browser = browserMark(c)
  if (browser.isNew) keepBrowserMark(c, browser.mark)
  return show(c, null, 200)
}

/** POST /comments/:id/report: brings a comment before those who moderate, and leads back to it. */
export async function postReport(c: AppContext): Promise<Response> {
  const { services, t } = c.var
  const id = pathId(c)
  const body = await readForm(c)
  const found = await findComment(services.publicDb, id)
  if (!found) throw notFound()
  const reason = fields(body).oneOf('reason', reportReasons)
  if (body.wait === 0 && reason === null) return show(c, { title: t.reports.missing, hint: '' }, 422)
  const wait = body.wait || (await takeReport(services.db, services.keys.current, clientNetwork(c.var.ip)))
  if (wait > 0 || reason === null) {
    c.header('Retry-After', String(wait))
    return show(c, { title: t.refusals.tooFast, hint: t.reports.wait(wait) }, 429)
  }
  await reportComment(services.db, { comment: id, reason, browser: senderOf(c) })
  tellOnce(c, { deed: 'reported', post: found.post, comment: id })
  return c.redirect(urls.comment(id), 303)
}

/** Who keeps no cookies is known by their network. */
function senderOf(c: AppContext): string {
  const { hash, isNew } = browserMark(c)
  const { current } = c.var.services.keys
  return isNew ? current.sign('browser', 'network', clientNetwork(c.var.ip)).toString('base64url') : hash
}

async function show(c: AppContext, notice: NoticeProps | null, status: ContentfulStatusCode) {
  const comment = await findComment(c.var.services.publicDb, pathId(c))
  if (!comment) throw notFound()
  const { id, name, html } = comment
  const view = (
    <ReportPage
      shell={shellOf(c)}
      comment={{ id, name, quote: shortTextOf(html) }}
      reasons={reportReasons}
      notice={notice}
    />
  )
  return sendPrivatePage(c, view, status)
}
