import { type Kysely, sql } from 'kysely'
import type { CommentStatus, Database, QueueFilter } from '../db/tables.ts'
import type { Scope } from './states.ts'
import { everything, matching, narrow, type Narrowed } from './queue-filter.ts'

/** How many comments are in each state, of all that a moderator may see; kept by the database, not counted. */
export async function countByStatus(
  db: Kysely<Database>,
  scope: Scope,
): Promise<Partial<Record<CommentStatus, number>>> {
  const rows = await db
    .selectFrom('private.comment_counts')
    .$if(scope !== null, query =>
      query.where(sql<boolean>`post_id in (select private.posts_of(${scope?.author ?? null}))`),
    )
    .select('status')
    .select(sql<number>`sum(comments)::bigint`.as('count'))
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

/** The lists of the queue: a state each, and of those that wait the ones that are like spam in a list of their own. */
export type TabCounts = Partial<Record<CommentStatus | 'likely' | 'reported', number>>

/** How many comments each list of the queue has. */
export async function countTabs(db: Kysely<Database>, scope: Scope): Promise<TabCounts> {
  const counts: TabCounts = { ...(await countByStatus(db, scope)), reported: await countReported(db, scope) }
  const { pending = 0 } = counts
  const likely = pending === 0 ? 0 : await countWaiting(db, { scope, likely: true, since: 0 })
  return likely === 0 ? counts : { ...counts, pending: Math.max(0, pending - likely), likely }
}

/** How many comments readers have reported, and nobody has looked at since. */
export async function countReported(db: Kysely<Database>, scope: Scope): Promise<number> {
  const filter = { ...everything(scope), status: 'approved' as const, reported: true as const, ids: null }
  const { count } = await matching(db, { ...filter, areAll: false })
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

async function countWaiting(
  db: Kysely<Database>,
  { scope, likely, since }: { scope: Scope; likely: boolean; since: number },
): Promise<number> {
  const filter = { ...everything(scope), status: 'pending' as const, likely, ids: null, areAll: false }
  const { count } = await matching(db, filter)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('c.id', '>', since)
    .executeTakeFirstOrThrow()
  return count
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

/** How many comments wait, and are not like spam, that were written after another one. */
export const countNewer = (db: Kysely<Database>, scope: Scope, since: number): Promise<number> =>
  countWaiting(db, { scope, likely: false, since })
