import { type Kysely, sql, type Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { termsOf } from '../text/terms.ts'

/** What of a comment a search finds. */
interface Searched {
  id: number
  name: string
  source: string
}

/** Writes down by which terms some comments are found, in the transaction that writes or has locked them. */
export async function keepTerms(db: Kysely<Database>, comments: readonly Searched[]): Promise<void> {
  if (comments.length === 0) return
  await db
    .insertInto('private.comment_terms')
    .values(
      comments.map(({ id, name, source }) => ({
        comment_id: id,
        status: sql<CommentStatus>`(select status from comments where id = ${id})`,
        terms: sql<string>`array_to_tsvector(${termsOf(`${name}\n${source}`)}::text[])`,
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['comment_id', 'status']).doUpdateSet({ terms: sql<string>`excluded.terms` }),
    )
    .execute()
}

/** Leaves nothing by which comments are found whose words are gone. */
export async function forgetTerms(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .updateTable('private.comment_terms')
    .set({ terms: '' })
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
}

const portion = 500

/**
 * Writes the terms of comments that are older than all that have them: those from before there was a search. Goes from
 * the newest to the oldest, so that what is found first is what a moderator looks for first.
 */
export async function findOlder(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  while (mayGoOn() && (await findSomeOlder(db)) === portion);
}

async function findSomeOlder(db: Kysely<Database>): Promise<number> {
  return db.transaction().execute(async trx => {
    const older = trx
      .selectFrom('comments')
      .select('id')
      .where('id', '<', eb =>
        eb
          .selectFrom('private.comment_terms')
          .select(sql<number>`coalesce(min(comment_id), 9223372036854775807)`.as('first')),
      )
      .orderBy('id', 'desc')
      .limit(portion)
    // What is moved meanwhile would be kept under a state that it no longer has; in the order in which decisions lock.
    const locked = await trx
      .selectFrom('comments')
      .select(['id', 'name', 'source'])
      .where('id', 'in', older)
      .orderBy('id')
      .forShare()
      .execute()
    await keepTerms(trx, locked)
    return locked.length
  })
}
