import type { AppContext } from '../../http/context.ts'
import { badRequest } from '../../http/answer/problems.ts'
import { readForm } from '../../http/input/form-body.ts'
import { ticks } from '../../http/input/form-limits.ts'
import { fields, readCount } from '../../http/input/params.ts'
import { markComment } from '../../moderation/mark-comment.ts'
import { markings } from '../../moderation/marks.ts'
import { urls } from '../../urls.ts'
import { handOf } from '../guard.ts'
import { commentIn } from './comment.tsx'
import { queryIn, sendQueue } from './queue.tsx'
import { wayBack } from './way-back.ts'

/** POST /admin/comments/:id/mark: pins a comment or closes its conversation, or takes that back (`mark`: what, and the step that was seen). */
export async function postMark(c: AppContext): Promise<Response> {
  const { id } = await commentIn(c)
  const body = await readForm(c, ticks)
  const [first, last = ''] = body.field('mark').split(' ')
  const marking = markings.find(known => known === first)
  const seen = readCount(last)
  if (!marking || seen === null) throw badRequest()
  const outcome = await markComment(c.var.services.db, { comment: id, seen }, marking, handOf(c))
  const { decision, overtaken, missing, isFull } = outcome
  // The word of it comes from the database as well, a moment later: who did it sees it on the very next page.
  for (const { post } of outcome.moved) c.var.services.pages.changed(`comments:${post}`)
  const query = queryIn(fields(body))
  if (isFull || overtaken.length + missing.length > 0)
    return sendQueue(c, query, { overtaken, gone: missing.length, isFull }, 409)
  const back = wayBack(c, body, outcome, 'decided')
  return c.redirect(back ?? urls.admin.queue({ ...query, decided: decision }), 303)
}
