import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { forgetUnusedContacts } from '../readers/contacts.ts'
import { contactsOfPost } from '../readers/personal-data.ts'

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
    // Locked: no comment whose contact is not seen here can come meanwhile.
    const post = await trx
      .selectFrom('posts')
      .select('id')
      .where('slug', '=', slug)
      .forUpdate()
      .executeTakeFirst()
    if (!post) return false
    const contacts = await contactsOfPost(trx, post.id)
    await trx.deleteFrom('posts').where('id', '=', post.id).execute()
    await forgetUnusedContacts(trx, contacts)
    return true
  })
}
