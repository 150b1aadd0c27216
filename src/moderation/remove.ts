import { sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { StepActor } from './actor.ts'
import { passGate } from './gate.ts'

/**
 * Removes comments as if they had never come. Those that others answer are left as places without words, so that the
 * answers keep where they stand; returns how many those are.
 */
export async function removeComments(
  trx: Transaction<Database>,
  ids: readonly number[],
  by: StepActor,
): Promise<number> {
  // The gate forgets what else is known of them.
  await passGate(trx, {
    by,
    changes: ids.map(comment => ({ comment, seen: 'anything', becomes: 'erased' })),
  })
  const these = sql<number>`any(${[...ids]}::bigint[])`
  let left = ids.length
  // Those that answer others of them first.
  for (let gone = -1; gone !== 0; ) {
    const removed = await trx
      .deleteFrom('comments as c')
      .where('c.id', '=', these)
      .where(eb =>
        eb.not(
          eb.exists(
            eb.selectFrom('comments as answer').select('answer.id').whereRef('answer.parent_id', '=', 'c.id'),
          ),
        ),
      )
      .executeTakeFirst()
    gone = Number(removed.numDeletedRows)
    left -= gone
  }
  await trx
    .deleteFrom('threads as t')
    .where('t.id', '=', these)
    .where(eb =>
      eb.not(eb.exists(eb.selectFrom('comments as c').select('c.id').whereRef('c.thread_id', '=', 't.id'))),
    )
    .execute()
  return left
}
