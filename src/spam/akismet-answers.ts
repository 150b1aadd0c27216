import { sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'

/** Keeps what Akismet takes a comment for: as it answered, or as it was told since. */
export async function keepAnswer(
  trx: Transaction<Database>,
  comment: number,
  is_spam: boolean,
): Promise<void> {
  await trx
    .insertInto('private.akismet_answers')
    .values({ comment_id: comment, is_spam })
    .onConflict(conflict => conflict.column('comment_id').doUpdateSet({ is_spam, at: sql<Date>`now()` }))
    .execute()
}

/** Forgets what it said of comments that are erased. */
export async function forgetAnswers(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('private.akismet_answers')
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
}
