import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { forgetUnusedContacts } from '../readers/contacts.ts'

/** Every article, whatever its state, newest first. */
export function listAllPosts(db: Kysely<Database>) {
  return db
    .selectFrom('posts')
    .select(['slug', 'title', 'status', 'published_at', 'comment_count'])
    .orderBy('published_at', sort => sort.desc().nullsFirst())
    .orderBy('id', 'desc')
    .execute()
}

/** Deletes an article with its comments and where they came from; false if there is none. */
export async function deletePost(db: Kysely<Database>, slug: string): Promise<boolean> {
  return db.transaction().execute(async trx => {
    const deleted = await trx.deleteFrom('posts').where('slug', '=', slug).returning('id').executeTakeFirst()
    await forgetUnusedContacts(trx)
    return deleted !== undefined
  })
}
