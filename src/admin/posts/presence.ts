import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields, pathId } from '../../http/input/params.ts'
import { badRequest, notFound } from '../../http/answer/problems.ts'
import { mayWrite } from '../../posts/writer.ts'
import { beThere, leave } from '../../posts/presence.ts'
import { personOf } from '../guard.ts'
import { writerOf } from './writer.ts'

/** POST /admin/posts/:id/presence: that a window is open on an article, or with `gone` no longer; who else has it open. */
export async function postPresence(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const id = pathId(c)
  const body = await readForm(c)
  const mark = fields(body).uuid('mark')
  if (mark === null) throw badRequest()
  if (!(await mayWrite(db, writerOf(c), id))) throw notFound()
  c.header('Cache-Control', 'private, no-store')
  if (body.field('gone') === '') return c.json({ others: await othersAt(c, id, mark) })
  await leave(db, id, mark)
  return c.json({ others: '' })
}

/**
 * Who else has an article open, in words; empty where nobody has. A page that is opened can't tell a window of the same
 * person from itself before it was loaded again: it says so once its script asks.
 */
export async function othersAt(
  c: AppContext,
  post: number,
  mark: string,
  { isOpening = false }: { isOpening?: boolean } = {},
): Promise<string> {
  const { t, services } = c.var
  const others = await beThere(services.db, { post, mark, account: personOf(c).id })
  const names = others.filter(({ isSelf }) => !isSelf).map(({ name }) => name)
  if (names.length > 0) return t.presence.others(t.list(names))
  return others.length > 0 && !isOpening ? t.presence.self : ''
}
