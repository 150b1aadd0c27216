import { sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'

/**
 * Takes some comments out of those that something is to be learned of, the first of them, in the transaction that learns
 * it. A comment may be among them several times.
 */
export async function takeDue(trx: Transaction<Database>, most: number): Promise<number[]> {
  const taken = await trx
    .deleteFrom('private.due_lessons')
    .where('id', 'in', due =>
      due.selectFrom('private.due_lessons').select('id').orderBy('id').limit(most).forUpdate().skipLocked(),
    )
    .returning('comment_id as comment')
    .execute()
  return taken.map(({ comment }) => comment)
}

/** Whether something is to be learned of any comment; also what somebody learns at this moment. */
export async function anyDue(trx: Transaction<Database>): Promise<boolean> {
  const some = await trx.selectFrom('private.due_lessons').select('id').limit(1).executeTakeFirst()
  return some !== undefined
}

/** Lets nothing be learned of comments as they were; waits for who learns of them now. Comes before the lock of `teach`. */
export async function forgetDue(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('private.due_lessons')
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
}
