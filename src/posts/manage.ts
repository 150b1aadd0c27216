import { type Expression, type Kysely, sql, type SqlBool } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { forgetUnusedContacts } from '../readers/contacts.ts'
import { contactsOfPost } from '../readers/personal-data.ts'

/** Every article, whatever its state, newest first. */
export function listAllPosts(db: Kysely<Database>) {
  return db
    .selectFrom('posts')
    .select(['slug', 'title', 'kind', 'status', 'published_at', 'comment_count'])
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
    // Locked: no comment whose contact is not seen here can come meanwhile.
    const post = await trx.selectFrom('posts').select('id').where(condition).forUpdate().executeTakeFirst()
    if (!post) return false
    const contacts = await contactsOfPost(trx, post.id)
    await trx.deleteFrom('posts').where('id', '=', post.id).execute()
    await forgetUnusedContacts(trx, contacts)
    return true
  })
}
