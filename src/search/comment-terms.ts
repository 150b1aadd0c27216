import { type Kysely, sql, type Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { bitByBit } from '../queue/portions.ts'
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
      comments.map(({ id, ...words }) => ({
        comment_id: id,
        status: sql<CommentStatus>`(select status from comments where id = ${id})`,
        terms: sql<string>`array_to_tsvector(${termsIn(words)}::text[])`,
      })),
    )
    .onConflict(conflict =>
      conflict
        .columns(['comment_id', 'status'])
        .doUpdateSet({ terms: sql<string>`excluded.terms`, is_old: false }),
    )
    .execute()
}

/** The terms by which a comment is found. */
export const termsIn = ({ name, source }: Omit<Searched, 'id'>): string[] => termsOf(`${name}\n${source}`)

/** Leaves nothing by which comments are found whose words are gone. */
export async function forgetTerms(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .updateTable('private.comment_terms')
    .set({ terms: '' })
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
}

/** Of a few, most of the time goes into the transaction. */
const sizes = { fewest: 10, most: 500 }

/**
 * Writes the terms of comments that are older than all that have them, those from before there was a search, and then of
 * those whose terms an earlier version made. Goes from the newest to the oldest, so that what is found first is what a
 * moderator looks for first.
 */
export async function findOlder(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  await bitByBit(size => writeSome(db, trx => withoutTerms(trx).limit(size).execute()), mayGoOn, sizes)
  await bitByBit(size => writeSome(db, trx => withOldTerms(trx).limit(size).execute()), mayGoOn, sizes)
}

const withoutTerms = (db: Kysely<Database>) =>
  db
    .selectFrom('comments')
    .select('id')
    .where('id', '<', eb =>
      eb
        .selectFrom('private.comment_terms')
        .select(sql<number>`coalesce(min(comment_id), 9223372036854775807)`.as('first')),
    )
    .orderBy('id', 'desc')

const withOldTerms = (db: Kysely<Database>) =>
  db
    .selectFrom('private.comment_terms')
    .select('comment_id as id')
    .where('is_old', '=', true)
    .orderBy('comment_id', 'desc')

async function writeSome(
  db: Kysely<Database>,
  named: (trx: Transaction<Database>) => Promise<{ id: number }[]>,
): Promise<number> {
  return transact(db, async trx => {
    const ids = (await named(trx)).map(({ id }) => id)
    // What is moved meanwhile would be kept under a state that it no longer has; in the order in which decisions lock.
    const locked = await trx
      .selectFrom('comments')
      .select(['id', 'name', 'source'])
      .where('id', '=', sql<number>`any(${ids}::bigint[])`)
      .orderBy('id')
      .forShare()
      .execute()
    await keepTerms(trx, locked)
    return locked.length
  })
}
