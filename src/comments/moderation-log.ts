import { sql, type Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'

/** One step of a comment's life: who moved it from where to where, and why. */
export interface Decision {
  comment: number
  from: CommentStatus | null
  to: CommentStatus
  actor: string
  account?: number | null
  reasons: string[]
  /** What the comment said before, for an edit. */
  sourceBefore?: string
  /** Its own unless it is a part of one. */
  decision?: string
}

/** Writes a step down, in the transaction that takes it. Nothing ever changes or removes one, but
 * for words that are erased. */
export async function logDecision(trx: Transaction<Database>, decision: Decision): Promise<void> {
  await trx
    .insertInto('private.moderation_log')
    .values({
      comment_id: decision.comment,
      from_status: decision.from,
      to_status: decision.to,
      actor: decision.actor,
      account_id: decision.account ?? null,
      reasons: decision.reasons,
      source_before: decision.sourceBefore ?? null,
      ...(decision.decision === undefined ? {} : { decision: decision.decision }),
    })
    .execute()
}

/** Drops what erased comments said before they were edited; that they were stays written. */
export async function forgetWords(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .updateTable('private.moderation_log')
    .set({ source_before: null })
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .where('source_before', 'is not', null)
    .execute()
}
