import { closeOtherSessions, endSession } from '../accounts/sessions.ts'
import type { AppContext } from '../http/context.ts'
import { idIn } from '../http/ids.ts'
import { urls } from '../urls.ts'
import { personOf } from './guard.ts'

/** POST /admin/sessions/:id/end */
export async function postSessionEnd(c: AppContext): Promise<Response> {
  await endSession(c.var.services.db, personOf(c), idIn(c.req.param('id') ?? ''))
  return c.redirect(urls.admin.account('session'), 303)
}

/** POST /admin/sessions/others/end: signs out everywhere else. */
export async function postOtherSessionsEnd(c: AppContext): Promise<Response> {
  await closeOtherSessions(c.var.services.db, personOf(c))
  return c.redirect(urls.admin.account('session'), 303)
}
