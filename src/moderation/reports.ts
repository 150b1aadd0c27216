import { type Kysely, type RawBuilder, sql } from 'kysely'
import { now } from '../db/clock.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { Keys } from '../keys.ts'
import { takePoint } from '../readers/rate-limit.ts'
import type { ReportReason } from '../db/report-tables.ts'

/** Why a comment may be reported, in the order in which a form asks. */
export const reportReasons = [
  'spam',
  'insult',
  'personal',
  'unlawful',
  'other',
] as const satisfies readonly ReportReason[]

interface Report {
  comment: number
  reason: ReportReason
  /** A keyed hash of who reports it. */
  browser: string
}

/**
 * Keeps a report of a comment that anyone may see, one for each browser, and another of words that are there since it
 * was settled. It moves nothing: a comment that many report is still for a person to decide on.
 */
export async function reportComment(
  db: Kysely<Database>,
  { comment, reason, browser }: Report,
): Promise<void> {
  // a new id: nobody has seen it
  await sql`
    insert into private.reports (comment_id, reason, browser) values (${comment}, ${reason}, ${browser})
    on conflict (comment_id, browser) do update
      set id = default, reason = excluded.reason, at = now(), settled_at = null, settled_by = null
      where reports.settled_at < (select c.edited_at from public.comments c where c.id = reports.comment_id)`.execute(
    db,
  )
}

/**
 * A program is as many browsers as it likes, but on one network, which has twenty reports an hour. Returns 0, or the
 * seconds until the next.
 */
export const takeReport = (db: Kysely<Database>, keys: Keys, network: string): Promise<number> =>
  transact(db, trx => takePoint(trx, keys, `report:${network}`, 20, 3_600))

/**
 * Settles what was reported of a comment, as far as whoever looked at it has seen (`last`: the highest id of a report),
 * under their name; the comment stays as it is.
 */
export async function settleReports(
  db: Kysely<Database>,
  { comment, last }: { comment: number; last: number },
  actor: string,
): Promise<void> {
  await db
    .updateTable('private.reports')
    .set({ settled_at: now, settled_by: actor })
    .where('comment_id', '=', comment)
    .where('id', '<=', last)
    .where('settled_at', 'is', null)
    .execute()
}

/** Whether the comment `c` of a query is reported, and nobody has settled it. */
export const isReported: RawBuilder<boolean> = sql<boolean>`exists (
  select from private.reports r where r.comment_id = c.id and r.settled_at is null)`

/** How often a comment was reported for a reason, and the highest id of those reports. */
export interface Reported {
  reason: ReportReason
  count: number
  last: number
}

/** How often the comment `c` of a query was reported, by reason. */
export const reportsOf = sql<Reported[]>`(
  select coalesce(json_agg(
    json_build_object('reason', o.reason, 'count', o.count, 'last', o.last) order by o.count desc, o.reason), '[]')
  from (select r.reason, count(*)::int as count, max(r.id) as last from private.reports r
    where r.comment_id = c.id and r.settled_at is null group by r.reason) as o)`
