import type { Kysely } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'

/** Comments in one state (null: in any), newest first, as a moderator sees them. */
export function listComments(
  db: Kysely<Database>,
  { status, limit }: { status: CommentStatus | null; limit: number },
) {
  return moderated(db)
    .$if(status !== null, query => query.where('c.status', '=', status))
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute()
}

/** One comment as a moderator sees it. */
export function readComment(db: Kysely<Database>, id: number) {
  return moderated(db).where('c.id', '=', id).executeTakeFirst()
}

const moderated = (db: Kysely<Database>) =>
  db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.status', 'c.name', 'c.website', 'c.source', 'c.parent_id', 'c.created_at', 'p.slug'])
