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

/**
 * Those of some comments that something was learned of, or is to be. What somebody learns at this moment is one or the
 * other: a single statement sees it before or after.
 */
export async function learnedOrDue(
  trx: Transaction<Database>,
  comments: readonly number[],
): Promise<number[]> {
  if (comments.length === 0) return []
  const { rows } = await sql<{ comment: number }>`
    select comment_id as comment from private.spam_decisions where comment_id = any(${[...comments]}::bigint[])
    union
    select comment_id from private.due_lessons where comment_id = any(${[...comments]}::bigint[])`.execute(
    trx,
  )
  return rows.map(({ comment }) => comment)
}

/** Lets nothing be learned of comments as they were; waits for who learns of them now. Comes before the lock of `teach`. */
export async function forgetDue(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('private.due_lessons')
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
}
