import { readAudit } from '../../accounts/audit-log.ts'
import type { AppContext } from '../../http/context.ts'
import { query } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { AuditPage } from '../../../views/admin/system/audit.tsx'
import { adminShellOf } from '../shell.ts'

/** GET /admin/audit: what happened to accounts, settings and personal data. */
export async function showAudit(c: AppContext): Promise<Response> {
  const before = query(c).id('before')
  const { entries, next } = await readAudit(c.var.services.db, before, 100)
  return sendPrivatePage(c, <AuditPage shell={adminShellOf(c)} entries={entries} next={next} />)
}
