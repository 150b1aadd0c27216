import { closeOtherSessions, endSession } from '../../accounts/sessions.ts'
import type { AppContext } from '../../http/context.ts'
import { pathId } from '../../http/input/params.ts'
import { keepDevice } from '../../sign-in/session-cookie.ts'
import { urls } from '../../urls.ts'
import { personOf } from '../guard.ts'

/** POST /admin/sessions/:id/end */
export async function postSessionEnd(c: AppContext): Promise<Response> {
  await endSession(c.var.services.db, personOf(c), pathId(c))
  return c.redirect(urls.admin.account('session'), 303)
}

/** POST /admin/sessions/others/end: signs out everywhere else. */
export async function postOtherSessionsEnd(c: AppContext): Promise<Response> {
  await closeOtherSessions(c.var.services.db, personOf(c))
  await keepDevice(c, personOf(c).id)
  return c.redirect(urls.admin.account('session'), 303)
}
