import type { Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'

/** One step of a comment's life: who moved it from where to where, and why. */
export interface Decision {
  comment: number
  from: CommentStatus | null
  to: CommentStatus
  actor: string
  account?: number | null
  reasons: string[]
}

/** Writes a step down, in the transaction that takes it. Nothing ever changes or removes one. */
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
    })
    .execute()
}
