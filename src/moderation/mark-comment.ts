import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { StepActor } from './actor.ts'
import type { Choice } from './decide.ts'
import { passGate } from './gate.ts'
import { asMarked, isFullFor } from './marks.ts'
import type { Current, Marking, Outcome, Scope } from './states.ts'

/**
 * Pins a comment that begins a conversation, closes a conversation by a comment of it, or takes that back: a step in the
 * log like any decision. `isFull`: as many are pinned under the article as may be.
 */
export async function markComment(
  db: Kysely<Database>,
  { comment, seen }: Choice,
  marking: Marking,
  { by, scope }: { by: StepActor; scope: Scope },
): Promise<Outcome & { isFull: boolean }> {
  let isFull = false
  const outcome = await transact(db, trx => {
    isFull = false
    const becomes = async (current: Current) => {
      isFull = marking === 'pinned' && (await isFullFor(trx, current))
      return asMarked(trx, current, marking)
    }
    return passGate(trx, { by, scope, changes: [{ comment, seen, becomes }] })
  })
  return { ...outcome, isFull }
}
