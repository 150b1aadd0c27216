import type { JSX } from 'hono/jsx/jsx-runtime'
import { bulkPortion } from '../../moderation/bulk.ts'
import { type Choice, decide } from '../../moderation/decide.ts'
import { type Horizon, snapshotIn } from '../../moderation/horizon.ts'
import { type Decided, nothingSeen, type Outcome } from '../../moderation/states.ts'
import { reverse, stepAlone, stepsOf } from '../../moderation/undo.ts'
import type { CommentStatus } from '../../db/tables.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import type { FormBody } from '../../http/input/form-fields.ts'
import { ticks } from '../../http/input/form-limits.ts'
import { fields, pathId, pathUuid, readCount, readId } from '../../http/input/params.ts'
import { badRequest, notFound } from '../../http/answer/problems.ts'
import type { Messages } from '../../i18n/messages.ts'
import { urls } from '../../urls.ts'
import type { QueueQuery } from '../../../views/admin/comments/queue-query.ts'
import { UndoAll } from '../../../views/admin/comments/queued-actions.tsx'
import { overtakenText } from '../../../views/admin/comments/step-actor.ts'
import { moveAll, reverseAll } from './bulk.tsx'
import { queryIn, sendQueue } from './queue.tsx'
import { htmlById, isForScript, rowsOf } from './rows.tsx'
import { wayBack } from './way-back.ts'
import { handOf } from '../guard.ts'

/** POST /admin/decisions: moves one comment (`one`), all that are ticked (`comment`, `to`), or all that match (`every`). */
export async function postDecision(c: AppContext): Promise<Response> {
  const body = await readForm(c, ticks)
  const { to, choices } = choicesIn(body)
  if (body.field('one') === '' && body.field('every') !== '')
    return moveAll(c, queryOf(body), to, horizonIn(body))
  const outcome = await decide(c.var.services.db, choices, to, handOf(c))
  return answer(c, body, outcome, { nothingSelected: choices.length === 0 })
}

/** POST /admin/decisions/:id/reversal: takes a decision back, all of it, and can be taken back itself. */
export async function postReversal(c: AppContext): Promise<Response> {
  const decision = pathUuid(c)
  const body = await readForm(c, ticks)
  const steps = await stepsOf(c.var.services.db, decision, { limit: bulkPortion + 1 })
  if (steps.length > bulkPortion) return reverseAll(c, decision, queryOf(body))
  return answer(c, body, await reverse(c.var.services.db, steps, handOf(c)), { isUndo: true })
}

/** POST /admin/steps/:id/reversal: takes one step back, of however many its decision took. */
export async function postStepReversal(c: AppContext): Promise<Response> {
  const id = pathId(c)
  const body = await readForm(c, ticks)
  const steps = await stepAlone(c.var.services.db, id)
  if (steps.length === 0) throw notFound()
  return answer(c, body, await reverse(c.var.services.db, steps, handOf(c)), { isUndo: true })
}

const queryOf = (body: FormBody): QueueQuery => queryIn(fields(body))

const statuses: readonly Decided[] = ['approved', 'pending', 'spam', 'trash']

/** A button of one comment says all: where to, which, and what was seen of it. */
function choicesIn(body: FormBody): { to: Decided; choices: Choice[] } {
  const one = body.field('one')
  const [status = '', ...choice] = one === '' ? [body.field('to')] : one.split(' ')
  const to = statuses.find(known => known === status)
  if (!to) throw badRequest()
  const values = one === '' ? body.all('comment') : [choice.join(' ')]
  return { to, choices: values.map(choiceIn) }
}

function choiceIn(text: string): Choice {
  const [first = '', last = '', ...more] = text.split(' ')
  const [comment, seen] = [readId(first), last === '' ? nothingSeen : readCount(last)]
  if (comment === null || seen === null || more.length > 0) throw badRequest()
  return { comment, seen }
}

/** What there was when the page was made; nothing, where its form doesn't say it. */
const horizonIn = (body: FormBody): Horizon => ({
  newest: fields(body).count('newest') ?? 0,
  step: fields(body).count('step') ?? 0,
  snapshot: snapshotIn(body.field('snapshot')),
})

/** What somebody wanted: to take something back, or something of comments that they did not name. */
interface Asked {
  isUndo?: boolean
  nothingSelected?: boolean
}

async function answer(c: AppContext, body: FormBody, outcome: Outcome, asked: Asked): Promise<Response> {
  // The word of it comes from the database as well, a moment later: who decided sees it on the very next page.
  for (const { post } of outcome.moved) c.var.services.pages.changed(`comments:${post}`)
  const query = queryOf(body)
  if (isForScript(c)) return answerScript(c, query, outcome, asked)
  const { decision, overtaken, missing } = outcome
  const told = { decided: decision, overtaken, gone: missing.length, ...asked }
  if (asked.nothingSelected) return sendQueue(c, query, told, 422)
  if (overtaken.length + missing.length > 0) return sendQueue(c, query, told, 409)
  const back = wayBack(c, body, outcome, asked.isUndo ? 'reversed' : 'decided')
  return c.redirect(
    back ?? urls.admin.queue({ ...query, decided: decision, undone: asked.isUndo ? 'yes' : null }),
    303,
  )
}

/** The comments as they are now, row by row, and a sentence that says what happened. */
async function answerScript(
  c: AppContext,
  list: QueueQuery,
  outcome: Outcome,
  asked: Asked,
): Promise<Response> {
  const { t } = c.var
  const moved = new Set(outcome.moved.map(({ comment }) => comment))
  const ids = [...moved, ...outcome.overtaken.map(({ comment }) => comment), ...outcome.unchanged]
  const rows = await rowsOf(c, list, ids, moved)
  const undo = outcome.decision !== null && moved.size > 1 ? await undoAll(t, outcome.decision) : null
  const reversal = outcome.decision === null ? null : urls.admin.reversal(outcome.decision)
  const message = sentenceOf(t, rows, outcome, asked)
  const status = outcome.overtaken.length + outcome.missing.length > 0 ? 409 : 200
  return c.json({ message, undo, reversal, rows: htmlById(rows) }, status)
}

/** Each row has an Undo of its own; this one takes back the whole decision. */
async function undoAll(t: Messages, decision: string): Promise<string> {
  const button: JSX.Element = <UndoAll t={t} decision={decision} />
  return String(await button)
}

function sentenceOf(
  t: Messages,
  comments: readonly { id: number; status: CommentStatus }[],
  { moved, overtaken, missing }: Outcome,
  { isUndo = false, nothingSelected = false }: Asked,
): string {
  if (nothingSelected) return t.admin.noneSelected
  const statuses = new Set(
    comments.filter(({ id }) => moved.some(({ comment }) => comment === id)).map(({ status }) => status),
  )
  const [status] = statuses
  const sentences = [
    ...(status === undefined
      ? []
      : [
          statuses.size === 1
            ? (isUndo ? t.admin.undone : t.admin.decided)(moved.length, t.admin.statuses[status])
            : t.admin.reversed(moved.length),
        ]),
    ...(overtaken.length > 0 ? [t.admin.overtaken(overtaken.length)] : []),
    ...overtaken.map(one => overtakenText(t, one)),
    ...(missing.length > 0 ? [t.told.gone(missing.length)] : []),
  ]
  return sentences.join(' ')
}
