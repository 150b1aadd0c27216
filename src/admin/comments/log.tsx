import { readLog } from '../../moderation/decisions.ts'
import type { AppContext } from '../../http/context.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { query } from '../../http/input/params.ts'
import { differenceOf } from '../../text/difference.ts'
import { LogPage } from '../../../views/admin/comments/log.tsx'
import { scopeOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

const stepsPerPage = 100

/** GET /admin/log */
export async function showLog(c: AppContext): Promise<Response> {
  const before = query(c).id('before')
  const { steps, next } = await readLog(c.var.services.db, { before, size: stepsPerPage, scope: scopeOf(c) })
  const shown = steps.map(({ edit, ...step }) => ({
    ...step,
    changes: edit && differenceOf(edit.before, edit.after),
  }))
  return sendPrivatePage(c, <LogPage shell={adminShellOf(c)} steps={shown} next={next} />)
}
