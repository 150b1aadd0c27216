import { readLog } from '../comments/decisions.ts'
import type { AppContext } from '../http/context.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { idIn } from '../http/ids.ts'
import { LogPage } from '../../views/admin/log.tsx'
import { scopeOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

const stepsPerPage = 100

/** GET /admin/log */
export async function showLog(c: AppContext): Promise<Response> {
  const query = c.req.query('before')
  const before = query === undefined ? null : idIn(query)
  const { steps, next } = await readLog(c.var.services.db, { before, size: stepsPerPage, scope: scopeOf(c) })
  return sendPrivatePage(c, <LogPage shell={adminShellOf(c)} steps={steps} next={next} />)
}
