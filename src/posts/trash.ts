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
  /** When, in microseconds as the row has it: by it one throwing is told from another. */
  at: number
}

export interface Restored {
  restored: number
  /** Left as they are: they were not in the trash any more, or were thrown there anew. */
  left: number
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
    const thrown: Thrown[] = []
    for (const { id, slug, status, published_at } of posts) {
      if (status === 'trash') continue
      const { at } = await trx
        .updateTable('posts')
        .set({ status: 'trash', trashed_at: sql<Date>`now()` })
        .where('id', '=', id)
        .returning(thrownAt.as('at'))
        .executeTakeFirstOrThrow()
      if (published_at !== null) await sayGone(trx, id, urls.post(slug))
      thrown.push({ id, was: status, at })
    }
    return thrown
  })
}

const thrownAt = sql<number>`(extract(epoch from trashed_at) * 1000000)::bigint`

/**
 * Takes articles out of the trash, as drafts: nothing becomes public by it. Where a throwing is taken back (`thrown`),
 * they are what they were until it; but one that was restored since, or thrown away once more, is left as it is.
 */
export function restorePosts(
  db: Kysely<Database>,
  writer: Writer,
  ids: readonly number[],
  thrown: readonly Thrown[] = [],
): Promise<Restored> {
  return transact(db, async trx => {
    const found = await theirs(trx, writer)
      .select(['p.id', 'p.slug', 'p.published_at', thrownAt.as('at')])
      .where('p.id', 'in', [...ids])
      .where('p.status', '=', 'trash')
      .orderBy('p.id')
      .forUpdate('p')
      .execute()
    const takenBack = new Map(thrown.map(one => [one.id, one]))
    const posts = found.filter(({ id, at }) => (takenBack.get(id)?.at ?? at) === at)
    for (const post of posts) {
      const was = takenBack.get(post.id)?.was ?? 'draft'
      // What never was published was not checked for it.
      const status = was === 'published' && post.published_at === null ? 'draft' : was
      await trx.updateTable('posts').set({ status, trashed_at: null }).where('id', '=', post.id).execute()
      await sayBack(trx, post.id, urls.post(post.slug))
    }
    const restored = new Set(posts.map(({ id }) => id))
    const left = ids.filter(id => takenBack.has(id) && !restored.has(id))
    return { restored: posts.length, left: new Set(left).size }
  })
}

/** Deletes for good what has been in the trash for its time. Those that are left over are for the next turn. */
export async function emptyTrash(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  const old = await db.selectFrom('posts').select('id').where(isOld).execute()
  // Somebody may restore one meanwhile, and give its address to another.
  for (const { id } of old) if (mayGoOn()) await deleteWhere(db, sql<boolean>`id = ${id} and ${isOld}`)
}

const isOld = sql<boolean>`status = 'trash' and trashed_at < now() - make_interval(days => ${sql.lit(trashDays)})`
