import { may } from '../accounts/roles.ts'
import type { AppContext } from '../http/context.ts'
import { sendPrivatePage } from '../http/answer/send-page.ts'
import { countByStatus, countReported } from '../moderation/counts.ts'
import { hasWriters, listForStaff } from '../posts/list.ts'
import { urls } from '../urls.ts'
import { AdminHomePage } from '../../views/admin/home.tsx'
import { personOf, scopeOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** GET /admin: what waits for this person. For who does not write that is the queue. */
export async function showAdmin(c: AppContext): Promise<Response> {
  const { id, role } = personOf(c)
  if (!may(role, 'write own')) return c.redirect(urls.admin.queue(), 303)
  const { db } = c.var.services
  const few = {
    ...{ search: '', tag: null, author: null, language: null, month: null, before: null },
    zone: c.var.settings.time_zone,
    size: 10,
  }
  const drafts = await listForStaff(db, { ...few, account: id, tab: 'draft' })
  const due = await listForStaff(db, { ...few, account: scopeOf(c)?.author ?? null, tab: 'scheduled' })
  const { pending = 0 } = await countByStatus(db, scopeOf(c))
  const reported = await countReported(db, scopeOf(c))
  const view = (
    <AdminHomePage
      shell={adminShellOf(c)}
      pending={pending}
      reported={reported}
      drafts={drafts.posts}
      due={due.posts}
      isNew={!(await hasWriters(db))}
    />
  )
  return sendPrivatePage(c, view)
}
