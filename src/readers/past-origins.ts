import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** What the rules would have known of a comment's author when it was written. */
export interface PastOrigin {
  approvedBefore: number
  isBlocked: boolean
}

/** Looks back at some comments, as if these networks had been blocked. */
export async function pastOrigins(
  db: Kysely<Database>,
  comments: readonly number[],
  blockedNetworks: readonly string[],
): Promise<Map<number, PastOrigin>> {
  if (comments.length === 0) return new Map()
  const rows = await db
    .selectFrom('private.origins as o')
    .select('o.comment_id')
    .select(
      sql<boolean>`coalesce(o.ip <<= any(${[...blockedNetworks]}::text[]::inet[]), false)
        or exists (select from private.blocked_contacts b where b.contact_id = o.contact_id)`.as('isBlocked'),
    )
    .select(eb =>
      eb
        .selectFrom('private.origins as before')
        .innerJoin('comments as c', 'c.id', 'before.comment_id')
        .select(eb => eb.fn.countAll<number>().as('count'))
        .whereRef('before.who', '=', 'o.who')
        .whereRef('before.browser', '=', 'o.browser')
        .whereRef('c.id', '<', 'o.comment_id')
        .where('c.status', '=', 'approved')
        .as('approvedBefore'),
    )
    .where('o.comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
  return new Map(
    rows.map(({ comment_id, isBlocked, approvedBefore }) => [
      comment_id,
      { isBlocked, approvedBefore: approvedBefore ?? 0 },
    ]),
  )
}
