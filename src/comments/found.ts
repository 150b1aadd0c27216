import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import type { NewComment } from './newest.ts'

/** A comment that was found, with the article that it is under. */
export type FoundComment = Pick<NewComment, 'id' | 'name' | 'html' | 'language' | 'created_at' | 'title'>

/** The approved ones among some comments. */
export async function foundComments(
  db: ReadonlyKysely<PublicDatabase>,
  ids: readonly number[],
): Promise<FoundComment[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.name', 'c.html', 'c.language', 'c.created_at', 'p.title'])
    .where('c.id', 'in', [...ids])
    .where('c.status', '=', 'approved')
    .execute()
}
