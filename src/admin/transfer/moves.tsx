import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { rules } from '../../http/input/form-limits.ts'
import { fields, pathId } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { readAddressMap } from '../../transfer/address-map.ts'
import { toldReport } from '../../transfer/losses.ts'
import { findMove, lookAgain, type Move, startMove, stopMove } from '../../transfer/moves/moves.ts'
import { systems } from '../../transfer/systems.ts'
import { urls } from '../../urls.ts'
import { MovePage } from '../../../views/admin/transfer/move.tsx'
import { adminShellOf } from '../shell.ts'

/** GET /admin/imports/files/:id: what was found in a file, or how far it has come; its report once it is in. */
export async function showMove(c: AppContext): Promise<Response> {
  const move = await findMove(c.var.services.db, pathId(c))
  if (!move) throw notFound()
  if (move.state === 'ended' && move.importId !== null)
    return c.redirect(urls.admin.pastImport(move.importId), 303)
  return sendPrivatePage(
    c,
    <MovePage shell={adminShellOf(c)} move={told(c, move)} systems={systems} wrong={null} />,
  )
}

/** A move whose report is in the language of who looks. */
const told = (c: AppContext, move: Move): Move => ({
  ...move,
  looked: move.looked && toldReport(c.var.t.moving, move.looked),
})

/** POST /admin/imports/files/:id/choice: takes the file for another system, means another of its sites, or says where its articles are now. */
export async function postMoveChoice(c: AppContext): Promise<Response> {
  const id = pathId(c)
  const { db } = c.var.services
  const body = await readForm(c, rules)
  if (body.all('map').length > 0) {
    const map = body.field('map').replaceAll('\r\n', '\n').replace(/^\n/, '')
    const [wrong] = readAddressMap(map).wrong
    const move = wrong === undefined ? null : await findMove(db, id)
    if (move && wrong !== undefined) {
      const page = (
        <MovePage shell={adminShellOf(c)} move={told(c, { ...move, map })} systems={systems} wrong={wrong} />
      )
      return sendPrivatePage(c, page, 422)
    }
    await lookAgain(db, id, { map })
    return c.redirect(urls.admin.move(id), 303)
  }
  const system = fields(body).oneOf(
    'system',
    systems.map(({ name }) => name),
  )
  const site = fields(body).words('site', 500) || null
  await lookAgain(db, id, { system, site })
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
