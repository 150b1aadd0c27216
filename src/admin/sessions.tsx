import { closeOtherSessions, closeSession, listSessions } from '../accounts/sessions.ts'
import type { AppContext } from '../http/context.ts'
import { idIn } from '../http/ids.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { urls } from '../urls.ts'
import { SessionsPage } from '../../views/admin/sessions.tsx'
import { personOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** GET /admin/sessions: one's own. */
export async function showSessions(c: AppContext): Promise<Response> {
  const person = personOf(c)
  const sessions = await listSessions(c.var.services.db, person.id)
  return sendPrivatePage(
    c,
    <SessionsPage shell={adminShellOf(c)} sessions={sessions} current={person.session} />,
  )
}

/** POST /admin/sessions/:id/end */
export async function postSessionEnd(c: AppContext): Promise<Response> {
  await closeSession(c.var.services.db, personOf(c).id, idIn(c.req.param('id') ?? ''))
  return c.redirect(urls.admin.sessions, 303)
}

/** POST /admin/sessions/others/end: signs out everywhere else. */
export async function postOtherSessionsEnd(c: AppContext): Promise<Response> {
  await closeOtherSessions(c.var.services.db, personOf(c))
  return c.redirect(urls.admin.sessions, 303)
}
