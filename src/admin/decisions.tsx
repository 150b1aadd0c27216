import type { JSX } from 'hono/jsx/jsx-runtime'
import { bulkPortion } from '../comments/bulk.ts'
import { type Choice, decide, type Outcome, reverse, stepsOf } from '../comments/decide.ts'
import type { Decided } from '../comments/moves.ts'
import { isRewriting, reverseRewriting } from '../comments/rewrite.ts'
import { readQueued } from '../comments/queue.ts'
import type { CommentStatus } from '../db/tables.ts'
import type { AppContext } from '../http/context.ts'
import { type FormBody, readForm } from '../http/form-body.ts'
import { badRequest } from '../http/problems.ts'
import type { Messages } from '../i18n/messages.ts'
import { backgroundsOf } from '../readers/background.ts'
import { safeReturnPath, urls } from '../urls.ts'
import { asLink, type QueueQuery } from '../../views/admin/queue-query.ts'
import { QueuedComment } from '../../views/admin/queued-comment.tsx'
import { decisionIn, moveAll, reverseAll } from './bulk.tsx'
import { queryIn, sendQueue } from './comments.tsx'
import { actorOf, scopeOf } from './guard.ts'

/** POST /admin/decisions: moves one comment (`one`), all that are ticked (`comment`, `to`), or all that match (`every`). */
export async function postDecision(c: AppContext): Promise<Response> {
  const body = await readForm(c)
  const { to, choices } = choicesIn(body)
  if (body.field('one') === '' && body.field('every') !== '')
    return moveAll(c, queryOf(body), to, newestIn(body))
  const outcome = await decide(c.var.services.db, choices, to, actorOf(c), scopeOf(c))
  return answer(c, body, outcome, choices.length === 0)
}

/** POST /admin/decisions/:id/reversal: takes a decision back, and can be taken back itself. */
export async function postReversal(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const decision = decisionIn(c.req.param('id'))
  if (decision === null) throw badRequest()
  const body = await readForm(c)
  const steps = await stepsOf(db, decision, { limit: bulkPortion + 1 })
  if (steps.length > bulkPortion) return reverseAll(c, decision, queryOf(body))
  const [step] = steps
  const outcome = isRewriting(step)
    ? await reverseRewriting(db, step, actorOf(c), scopeOf(c))
    : await reverse(db, steps, actorOf(c), scopeOf(c))
  return answer(c, body, outcome, false)
}

const queryOf = (body: FormBody): QueueQuery => queryIn(name => body.field(name) || undefined)

/** The newest comment that the page of a form knew of: what came after it was not meant. */
function newestIn(body: FormBody): number | null {
  const text = body.field('newest')
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

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
  const [, comment, seen] = text.match(/^([1-9]\d{0,14}) ([1-9]\d{0,14})?$/) ?? []
  if (comment === undefined) throw badRequest()
  return { comment: Number(comment), seen: seen === undefined ? null : Number(seen) }
}

async function answer(
  c: AppContext,
  body: FormBody,
  outcome: Outcome,
  nothingSelected: boolean,
): Promise<Response> {
  // The word of it comes from the database as well, a moment later: who decided sees it on the very next page.
  for (const { post } of outcome.moved) c.var.services.pages.changed(`comments:${post}`)
  const query = queryOf(body)
  if (c.req.header('accept') === 'application/json') return answerScript(c, query, outcome, nothingSelected)
  const { decision, overtaken } = outcome
  if (overtaken.length > 0 || nothingSelected)
    return sendQueue(c, query, { decided: decision, overtaken, nothingSelected }, nothingSelected ? 422 : 409)
  const returnTo = body.field('return')
  if (returnTo !== '') return c.redirect(safeReturnPath(returnTo), 303)
  return c.redirect(urls.admin.queue(asLink({ ...query, decided: decision ?? '' })), 303)
}

/** The comments as they are now, row by row, and a sentence that says what happened. */
async function answerScript(
  c: AppContext,
  query: QueueQuery,
  outcome: Outcome,
  nothingSelected: boolean,
): Promise<Response> {
  const { t, services } = c.var
  const moved = new Set(outcome.moved.map(({ comment }) => comment))
  const ids = [...moved, ...outcome.overtaken.map(({ comment }) => comment), ...outcome.unchanged]
  const comments = await readQueued(services.db, ids, scopeOf(c))
  const backgrounds = await backgroundsOf(services.db, services.keys, ids)
  const rows: Record<string, string> = {}
  for (const comment of comments) {
    const row: JSX.Element = (
      <QueuedComment
        t={t}
        comment={comment}
        background={backgrounds.get(comment.id) ?? null}
        query={query}
        decision={moved.has(comment.id) && isOutOfPlace(comment.status, query) ? outcome.decision : null}
      />
    )
    rows[comment.id] = String(await row)
  }
  const status = outcome.overtaken.length > 0 ? 409 : 200
  return c.json({ message: sentenceOf(t, comments, outcome, nothingSelected), rows }, status)
}

/** One that is where the list wants it, as after taking a decision back, can be decided on again. */
const isOutOfPlace = (status: CommentStatus, query: QueueQuery) =>
  query.status !== 'all' && status !== query.status

function sentenceOf(
  t: Messages,
  comments: readonly { id: number; status: CommentStatus }[],
  { moved, overtaken }: Outcome,
  nothingSelected: boolean,
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
            ? t.admin.decided(moved.length, t.admin.statuses[status])
            : t.admin.reversed(moved.length),
        ]),
    ...(overtaken.length > 0 ? [t.admin.overtaken(overtaken.length)] : []),
    ...overtaken.map(({ actor, status, at }) =>
      t.admin.overtakenBy(actor, t.admin.statuses[status], t.dateTime(at)),
    ),
  ]
  return sentences.join(' ')
}
