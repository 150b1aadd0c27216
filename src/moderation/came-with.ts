import type { Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Reason } from '../spam/judge.ts'

/** Doubts about how a comment came: other words don't dispel them. */
const doubts = ['hidden field', 'many at once', 'no proof of work'] as const satisfies readonly Reason[]

/** Of other words it is asked anew; until it has answered, its doubt stays. */
const akismet: Reason = 'akismet'

/** The doubts that a comment came with. */
export async function cameWith(trx: Transaction<Database>, comment: number): Promise<Reason[]> {
  const first = await trx
    .selectFrom('private.moderation_log')
    .select('reasons')
    .where('comment_id', '=', comment)
    .where('from_status', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const called = await trx
    .selectFrom('private.akismet_answers')
    .select('is_spam')
    .where('comment_id', '=', comment)
    .executeTakeFirst()
  return [...doubts.filter(doubt => first?.reasons.includes(doubt)), ...(called?.is_spam ? [akismet] : [])]
}
