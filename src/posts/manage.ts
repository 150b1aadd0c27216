import { type Expression, type Kysely, sql, type SqlBool, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { forgetWriters, writersOfPost } from '../readers/origins.ts'
import { commentCount } from './list.ts'

/** Every article, whatever its state, newest first. */
export function listAllPosts(db: Kysely<Database>) {
  return db
    .selectFrom('posts as p')
    .select(['slug', 'title', 'kind', 'status', 'published_at', commentCount])
    .select(sql<boolean>`status = 'published' and published_at > now()`.as('isScheduled'))
    .orderBy('published_at', sort => sort.desc().nullsFirst())
    .orderBy('id', 'desc')
    .execute()
}

/** Deletes an article with its comments and where they came from; false if there is none. */
export const deletePost = (db: Kysely<Database>, slug: string): Promise<boolean> =>
  deleteWhere(db, sql<boolean>`slug = ${slug}`)

/**
 * The same of the article that a condition holds of. It is asked as the article is locked: whatever somebody did with it
 * until then counts.
 */
export function deleteWhere(db: Kysely<Database>, condition: Expression<SqlBool>): Promise<boolean> {
  return transact(db, async trx => {
    // Locked: no comment whose author is not seen here can come meanwhile.
    const post = await trx.selectFrom('posts').select('id').where(condition).forUpdate().executeTakeFirst()
    if (!post) return false
    const writers = await writersOfPost(trx, post.id)
    await trx.deleteFrom('posts').where('id', '=', post.id).execute()
    await forgetWriters(trx, writers)
    return true
  })
}

/** Removes an article without comments as if it had never come: its old addresses too, and authors known by it alone. */
export async function removePost(trx: Transaction<Database>, id: number): Promise<void> {
  const authors = await trx.selectFrom('post_authors').select('author_id').where('post_id', '=', id).execute()
  await trx.deleteFrom('addresses').where('post_id', '=', id).execute()
  await trx.deleteFrom('posts').where('id', '=', id).execute()
  const theirs = authors.map(({ author_id }) => author_id)
  if (theirs.length === 0) return
  await trx
    .deleteFrom('authors')
    .where('authors.id', 'in', theirs)
    .where('line', '=', '')
    .where(sql<boolean>`links = '{}'`)
    .where(eb =>
      eb.not(
        eb.exists(
          eb.selectFrom('post_authors as p').select('p.post_id').whereRef('p.author_id', '=', 'authors.id'),
        ),
      ),
    )
    .where(eb =>
      eb.not(
        eb.exists(
          eb.selectFrom('private.accounts as a').select('a.id').whereRef('a.author_id', '=', 'authors.id'),
        ),
      ),
    )
    .execute()
}
