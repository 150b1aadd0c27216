import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'

/** A comment as it stands in a feed, with the article that it is under. */
export interface NewComment {
  id: number
  parent_id: number | null
  name: string
  website: string | null
  html: string
  language: string
  created_at: Date
  edited_at: Date | null
  post_id: number
  slug: string
  title: string
}

/** The newest comments that anyone may see, of one article or of all. */
export function newestComments(
  db: ReadonlyKysely<PublicDatabase>,
  { post, limit }: { post: number | null; limit: number },
): Promise<NewComment[]> {
  return (
    db
      .selectFrom('comments as c')
      .innerJoin('posts as p', 'p.id', 'c.post_id')
      .select(['c.id', 'c.parent_id', 'c.name', 'c.website', 'c.html', 'c.language'])
      .select(['c.created_at', 'c.edited_at', 'c.post_id', 'p.slug', 'p.title'])
      .where('c.status', '=', sql.lit('approved' as const))
      .$if(post !== null, query => query.where('c.post_id', '=', post))
      // Those that were brought in from elsewhere have the highest ids, and may be the oldest.
      .orderBy('c.created_at', 'desc')
      .orderBy('c.id', 'desc')
      .limit(limit)
      .execute()
  )
}

/** The ids of an article's newest comments that anyone may see, the newest first. */
export async function newestIds(
  db: ReadonlyKysely<PublicDatabase>,
  { post, limit }: { post: number; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('comments')
    .select('id')
    .where('post_id', '=', post)
    .where('status', '=', 'approved')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
