import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { isPublished } from '../posts/published.ts'
import type { Settings } from '../settings/settings.ts'
import type { ShownComment } from './thread.ts'

/** A comment shown to who wrote it, whatever its state. */
export interface OwnComment extends ShownComment {
  /** Whether its time to edit or withdraw it still runs. */
  editable: boolean
}

/**
 * The comments of one article that a browser has shown to be its own, by their ids. Spam and trash are shown to
 * their author as pending: a spammer learns nothing, and nobody is told off by a machine.
 */
export async function findOwnComments(
  db: Kysely<Database>,
  settings: Settings,
  post: number,
  ids: readonly number[],
): Promise<OwnComment[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('comments')
    .select([
      'id',
      'thread_id',
      'parent_id',
      'path',
      'status',
      'name',
      'website',
      'html',
      'language',
      'avatar',
    ])
    .select(['created_at', 'edited_at', 'is_staff'])
    .select(sql<boolean>`created_at > now() - make_interval(mins => ${settings.edit_minutes})`.as('editable'))
    .where('post_id', '=', post)
    .where('id', 'in', [...ids])
    .where('status', '<>', 'withdrawn')
    .execute()
  return rows.map(({ status, editable, ...row }) => ({
    ...row,
    pending: status !== 'approved',
    editable: editable && status !== 'trash',
  }))
}

/** Where a browser's own comment stands, public or not; undefined when it is gone. */
export function findOwnPlace(db: Kysely<Database>, id: number) {
  return db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.post_id as post', 'p.slug', 'c.thread_id as thread', 'c.path'])
    .where('c.id', '=', id)
    .where(isPublished)
    .executeTakeFirst()
}
