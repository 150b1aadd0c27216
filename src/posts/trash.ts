import { type Kysely, sql } from 'kysely'
import { sayBack, sayGone } from '../addresses/addresses.ts'
import type { PostStatus } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { urls } from '../urls.ts'
import { type Writer, theirs } from './writer.ts'
import { deleteWhere } from './manage.ts'

/** After so many days in the trash an article is deleted for good. */
export const trashDays = 30

/** An article that was thrown away, and what it was until then. */
export interface Thrown {
  id: number
  was: Exclude<PostStatus, 'trash'>
}

/** Throws articles away that somebody may write; where readers knew one, they are told that it is gone. Returns which. */
export function trashPosts(db: Kysely<Database>, writer: Writer, ids: readonly number[]): Promise<Thrown[]> {
  return transact(db, async trx => {
    const posts = await theirs(trx, writer)
      .select(['p.id', 'p.slug', 'p.status', 'p.published_at'])
      .where('p.id', 'in', [...ids])
      .where('p.status', '<>', 'trash')
      .orderBy('p.id')
      .forUpdate('p')
      .execute()
    for (const post of posts) {
      await trx
        .updateTable('posts')
        .set({ status: 'trash', trashed_at: sql<Date>`now()` })
        .where('id', '=', post.id)
        .execute()
      if (post.published_at !== null) await sayGone(trx, post.id, urls.post(post.slug))
    }
    return posts.flatMap(({ id, status }) => (status === 'trash' ? [] : { id, was: status }))
  })
}

/**
 * Takes articles out of the trash, as drafts: nothing becomes public by it, but for what was until a moment ago and is
 * taken back (`thrown`). Returns how many.
 */
export function restorePosts(
  db: Kysely<Database>,
  writer: Writer,
  ids: readonly number[],
  thrown: readonly Thrown[] = [],
): Promise<number> {
  return transact(db, async trx => {
    const posts = await theirs(trx, writer)
      .select(['p.id', 'p.slug', 'p.published_at'])
      .where('p.id', 'in', [...ids])
      .where('p.status', '=', 'trash')
      .orderBy('p.id')
      .forUpdate('p')
      .execute()
    for (const post of posts) {
      const was = thrown.find(({ id }) => id === post.id)?.was ?? 'draft'
      // What never was published was not checked for it.
      const status = was === 'published' && post.published_at === null ? 'draft' : was
      await trx.updateTable('posts').set({ status, trashed_at: null }).where('id', '=', post.id).execute()
      await sayBack(trx, post.id, urls.post(post.slug))
    }
    return posts.length
  })
}

/** Deletes for good what has been in the trash for its time. Those that are left over are for the next turn. */
export async function emptyTrash(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  const old = await db.selectFrom('posts').select('id').where(isOld).execute()
  // Somebody may restore one meanwhile, and give its address to another.
  for (const { id } of old) if (mayGoOn()) await deleteWhere(db, sql<boolean>`id = ${id} and ${isOld}`)
}

const isOld = sql<boolean>`status = 'trash' and trashed_at < now() - make_interval(days => ${sql.lit(trashDays)})`
