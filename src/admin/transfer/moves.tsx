import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields, pathId } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { findMove, lookAgain, startMove, stopMove, systems } from '../../transfer/moves/moves.ts'
import { urls } from '../../urls.ts'
import { MovePage } from '../../../views/admin/transfer/move.tsx'
import { adminShellOf } from '../shell.ts'

/** GET /admin/imports/files/:id: what was found in a file, or how far it has come; its report once it is in. */
export async function showMove(c: AppContext): Promise<Response> {
  const move = await findMove(c.var.services.db, pathId(c))
  if (!move) throw notFound()
  if (move.state === 'ended' && move.importId !== null)
    return c.redirect(urls.admin.pastImport(move.importId), 303)
  return sendPrivatePage(c, <MovePage shell={adminShellOf(c)} move={move} systems={systems} />)
}

/** POST /admin/imports/files/:id/choice: takes the file for another system, or means another of its sites. */
export async function postMoveChoice(c: AppContext): Promise<Response> {
  const id = pathId(c)
  const body = await readForm(c)
  const system = fields(body).oneOf(
    'system',
    systems.map(({ name }) => name),
  )
  const site = fields(body).words('site', 500) || null
  await lookAgain(c.var.services.db, id, { system, site })
  return c.redirect(urls.admin.move(id), 303)
}

/** POST /admin/imports/files/:id/start: brings it in. */
export async function postMoveStart(c: AppContext): Promise<Response> {
  const id = pathId(c)
  const body = await readForm(c)
  await startMove(c.var.services.db, id, fields(body).isThere('files'))
  return c.redirect(urls.admin.move(id), 303)
}

/** POST /admin/imports/files/:id/end: stops it, or forgets it before it has begun. */
export async function postMoveEnd(c: AppContext): Promise<Response> {
  const id = pathId(c)
  await readForm(c)
  const became = await stopMove(c.var.services.db, id)
  return c.redirect(
    became === 'forgotten' ? urls.admin.imports({ done: 'forgotten' }) : urls.admin.move(id),
    303,
  )
}
