import { deskFigures } from '../../moderation/desk-figures.ts'
import type { AppContext } from '../../http/context.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { DeskFiguresPage } from '../../../views/admin/comments/desk-figures.tsx'
import { scopeOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/figures: how long comments waited, how many came and were decided on each day, and why they waited. */
export async function showDeskFigures(c: AppContext): Promise<Response> {
  const { services, settings } = c.var
  const figures = await deskFigures(services.db, settings.time_zone, scopeOf(c))
  return sendPrivatePage(c, <DeskFiguresPage shell={adminShellOf(c)} figures={figures} />)
}
