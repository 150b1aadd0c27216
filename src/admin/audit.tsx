import { readAudit } from '../accounts/audit-log.ts'
import type { AppContext } from '../http/context.ts'
import { idIn } from '../http/ids.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { AuditPage } from '../../views/admin/audit.tsx'
import { adminShellOf } from './shell.ts'

/** GET /admin/audit: what happened to accounts, settings and personal data. */
export async function showAudit(c: AppContext): Promise<Response> {
  const query = c.req.query('before')
  const before = query === undefined ? null : idIn(query)
  const { entries, next } = await readAudit(c.var.services.db, before, 100)
  return sendPrivatePage(c, <AuditPage shell={adminShellOf(c)} entries={entries} next={next} />)
}
