import { type BulkDecision, beginBulk, readBulk } from '../../moderation/bulk.ts'
import type { Horizon } from '../../moderation/horizon.ts'
import type { Decided } from '../../moderation/states.ts'
import type { BulkTask } from '../../db/tables.ts'
import type { AppContext } from '../../http/context.ts'
import { pathUuid } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { urls } from '../../urls.ts'
import { BulkDecisionPage } from '../../../views/admin/comments/bulk-decision.tsx'
import type { QueueQuery } from '../../../views/admin/comments/queue-query.ts'
import { filterOf } from './queue.tsx'
import { actorOf, personOf, scopeOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** Moves all comments that a query asks for, as they were when its page was made. */
export async function moveAll(c: AppContext, query: QueueQuery, to: Decided, horizon: Horizon) {
  return begin(c, { kind: 'move', filter: await filterOf(c, query), ...horizon, to }, query)
}

/** Takes a decision back that is too large for one go. */
export const reverseAll = (c: AppContext, decision: string, query: QueueQuery): Promise<Response> =>
  begin(c, { kind: 'reverse', decision, scope: scopeOf(c) }, query)

/** What fits into one portion is done before the answer; a page tells how far the rest is, and what was left alone. */
async function begin(c: AppContext, task: BulkTask, query: QueueQuery): Promise<Response> {
  const { db } = c.var.services
  const decision = await beginBulk(db, task, actorOf(c))
  const bulk = await readBulk(db, decision)
  const isAllSaid = bulk?.hasEnded && bulk.overtaken === 0
  return c.redirect(
    isAllSaid
      ? urls.admin.queue({
          ...query,
          before: null,
          decided: decision,
          undone: task.kind === 'reverse' ? 'yes' : null,
        })
      : urls.admin.decision(decision),
    303,
  )
}

/** GET /admin/decisions/:id: how far a decision about many comments has come. */
export async function showBulk(c: AppContext): Promise<Response> {
  const bulk = await bulkIn(c)
  return sendPrivatePage(c, <BulkDecisionPage shell={adminShellOf(c)} bulk={bulk} />)
}

async function bulkIn(c: AppContext): Promise<BulkDecision> {
  const bulk = await readBulk(c.var.services.db, pathUuid(c))
  if (!bulk || (scopeOf(c) !== null && bulk.account !== personOf(c).id)) throw notFound()
  return bulk
}
