import { type Kysely, sql } from 'kysely'
import type { CommentStatus, Database, QueueFilter } from '../db/tables.ts'
import type { Scope } from './moves.ts'
import { everything, matching, narrow, type Narrowed } from './queue-filter.ts'

/** How many comments are in each state, of all that a moderator may see; kept by the database, not counted. */
export async function countByStatus(
  db: Kysely<Database>,
  scope: Scope,
): Promise<Partial<Record<CommentStatus, number>>> {
  const rows = await db
    .selectFrom('private.comment_counts')
    .$if(scope !== null, query =>
      query.where('post_id', 'in', eb =>
        eb
          .selectFrom('posts')
          .select('id')
          .where('author_id', '=', scope?.author ?? null),
      ),
    )
    .select('status')
    .select(sql<number>`sum(comments)::bigint`.as('count'))
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

/** How many comments match that are no newer than one. */
export async function countMatching(
  db: Kysely<Database>,
  filter: QueueFilter,
  newest: number,
): Promise<number> {
  const { count } = await matching(db, await narrow(db, filter))
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('c.id', '<=', newest)
    .executeTakeFirstOrThrow()
  return count
}

/** How many comments match; null when there are more than anyone needs to be told, or when to find out takes long. */
export async function countFew(db: Kysely<Database>, filter: Narrowed, upTo: number): Promise<number | null> {
  if (filter.text !== null || filter.person !== null) return null
  if (filter.ids !== null && filter.ids.length > upTo) return null
  if (filter.ids !== null && filter.areAll) return filter.ids.length
  const { count } = await db
    .selectFrom(
      matching(db, filter)
        .select('c.id')
        .limit(upTo + 1)
        .as('matched'),
    )
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count > upTo ? null : count
}

/** How many comments wait that were written after another one. */
export async function countNewer(db: Kysely<Database>, scope: Scope, since: number): Promise<number> {
  const { count } = await matching(db, { ...everything(scope), status: 'pending', ids: null, areAll: false })
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('c.id', '>', since)
    .executeTakeFirstOrThrow()
  return count
}
