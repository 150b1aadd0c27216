import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { teach } from './learn.ts'

/** As many are forgotten in one transaction. */
const portion = 40

/**
 * Takes back what was learned from comments that are gone with their articles, whoever deleted those. What was learned
 * from spam stays, as it does where spam is emptied.
 */
export async function forgetLessonsOfGone(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  while (mayGoOn()) {
    const gone = await db
      .selectFrom('private.spam_decisions as d')
      .select('d.comment_id as comment')
      .where('d.is_spam', '=', false)
      .where(sql<boolean>`not exists (select from public.comments c where c.id = d.comment_id)`)
      .orderBy('d.id')
      .limit(portion)
      .execute()
    await transact(db, trx =>
      teach(
        trx,
        gone.map(({ comment }) => ({ comment, lesson: null })),
      ),
    )
    if (gone.length < portion) return
  }
}
