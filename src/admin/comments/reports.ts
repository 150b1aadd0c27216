import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { ticks } from '../../http/input/form-limits.ts'
import { fields } from '../../http/input/params.ts'
import { settleReports } from '../../moderation/reports.ts'
import { urls } from '../../urls.ts'
import { personOf } from '../guard.ts'
import { commentIn } from './comment.tsx'
import { queryIn } from './queue.tsx'
import { isForScript, sendRows } from './rows.tsx'

/** POST /admin/comments/:id/reports/settlement: leaves a reported comment as it is; what was reported up to `seen` is dealt with. */
export async function postReportSettlement(c: AppContext): Promise<Response> {
  const { id } = await commentIn(c)
  const body = await readForm(c, ticks)
  // a form that says nothing has seen nothing
  const last = fields(body).count('seen') ?? 0
  await settleReports(c.var.services.db, { comment: id, last }, personOf(c).name)
  const list = queryIn(fields(body))
  if (isForScript(c)) {
    const settled = { moved: [{ comment: id }], decision: null }
    return sendRows(c, list, settled, c.var.t.reports.settle)
  }
  return c.redirect(urls.admin.queue(list), 303)
}
