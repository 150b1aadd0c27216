import { type BulkDecision, beginBulk, finishBulk, readBulk } from '../comments/bulk.ts'
import { newestComment } from '../comments/queue.ts'
import type { Decided } from '../comments/moves.ts'
import { isUnavailable } from '../db/unavailable.ts'
import type { BulkTask } from '../db/tables.ts'
import type { AppContext } from '../http/context.ts'
import { notFound } from '../http/problems.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { errorFacts } from '../log.ts'
import { urls } from '../urls.ts'
import { BulkDecisionPage } from '../../views/admin/bulk-decision.tsx'
import { asLink, type QueueQuery } from '../../views/admin/queue-query.ts'
import { filterOf } from './comments.tsx'
import { actorOf, personOf, scopeOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** Moves all comments that a query asks for and that were there when its page was made. */
export async function moveAll(c: AppContext, query: QueueQuery, to: Decided, seen: number | null) {
  const filter = await filterOf(c, query)
  const newest = seen ?? (await newestComment(c.var.services.db))
  return begin(c, { kind: 'move', filter, newest, to }, query)
}

/** Takes a decision back that is too large for one go. */
export const reverseAll = (c: AppContext, decision: string, query: QueueQuery): Promise<Response> =>
  begin(c, { kind: 'reverse', decision, scope: scopeOf(c) }, query)

/** What fits into one portion is done before the answer; more goes on behind a page that tells how far it is. */
async function begin(c: AppContext, task: BulkTask, query: QueueQuery): Promise<Response> {
  const { services } = c.var
  const { db, announcements, log } = services
  const decision = await beginBulk(db, task, actorOf(c))
  if ((await readBulk(db, decision))?.hasEnded)
    return c.redirect(urls.admin.queue(asLink({ ...query, before: '', decided: decision })), 303)

  finishBulk(db, decision, () => !announcements.hasEnded()).catch((error: unknown) => {
    // A node goes on with it once the database is back.
    if (!isUnavailable(error)) log.error({ work: 'finishBulk', ...errorFacts(error) })
  })
  return c.redirect(urls.admin.decision(decision), 303)
}

/** GET /admin/decisions/:id: how far a decision about many comments has come. */
export async function showBulk(c: AppContext): Promise<Response> {
  const bulk = await bulkIn(c)
  return sendPrivatePage(c, <BulkDecisionPage shell={adminShellOf(c)} bulk={bulk} />)
}

async function bulkIn(c: AppContext): Promise<BulkDecision> {
  const decision = decisionIn(c.req.param('id'))
  const bulk = decision === null ? null : await readBulk(c.var.services.db, decision)
  if (!bulk || (scopeOf(c) !== null && bulk.account !== personOf(c).id)) throw notFound()
  return bulk
}

/** A decision's name (a UUID); null for any other text. */
export const decisionIn = (text: string | undefined): string | null =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text ?? '') ? (text ?? null) : null
