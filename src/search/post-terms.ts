import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { bitByBit } from '../queue/portions.ts'
import { type PostTerms, postTerms } from '../text/post-terms.ts'

/** Writes down by which terms an article is found, in the transaction that saves it. */
export async function keepPostTerms(
  trx: Transaction<Database>,
  post: number,
  { terms, about }: PostTerms,
): Promise<void> {
  const values = {
    terms: sql<string>`array_to_tsvector(${terms}::text[])`,
    about: sql<string>`${about}::tsvector`,
    is_old: false,
    is_learned: false,
  }
  await trx
    .insertInto('private.post_terms')
    .values({ post_id: post, ...values })
    .onConflict(conflict => conflict.column('post_id').doUpdateSet(values))
    .execute()
}

/** Articles of which the terms are written anew at once; one may be long. */
const most = 10

/** Writes the terms of articles that have none yet, or older ones: those from before there was a search, or restored. */
export async function findOlderArticles(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  let after = 0
  const goOn = async (size: number) => {
    const found = await findSome(db, after, size)
    after = found.at(-1)?.id ?? after
    return found.length
  }
  await bitByBit(goOn, mayGoOn, { most })
}

/** Writes those of up to so many articles behind one, and returns which they are. */
async function findSome(db: Kysely<Database>, after: number, size: number): Promise<{ id: number }[]> {
  return transact(db, async trx => {
    // Locked before the names of tags are read: who renames one waits, or has been seen.
    const old = await trx
      .selectFrom('posts as p')
      .leftJoin('private.post_terms as t', 't.post_id', 'p.id')
      .select('p.id')
      .where('p.id', '>', after)
      .where(eb => eb.or([eb('t.post_id', 'is', null), eb('t.is_old', '=', true)]))
      .orderBy('p.id')
      .limit(size)
      .forUpdate('p')
      .execute()
    for (const { id } of old) {
      const post = await trx
        .selectFrom('posts as p')
        .select(['title', 'excerpt', 'html'])
        .select(
          sql<string[]>`array(select t.name from post_tags pt join tags t on t.id = pt.tag_id
            where pt.post_id = p.id order by pt.place)`.as('tags'),
        )
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      await keepPostTerms(trx, id, postTerms(post))
    }
    return old
  })
}

/** Says that the terms of the articles with a tag are to be written anew, which a job does. */
export async function ageTermsOfTag(trx: Transaction<Database>, tag: number): Promise<void> {
  await sql`
    update private.post_terms set is_old = true
    where post_id in (select post_id from post_tags where tag_id = ${tag})`.execute(trx)
}
