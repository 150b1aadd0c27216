import { type Kysely, type RawBuilder, sql } from 'kysely'
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
 * Keeps a report of a comment that anyone may see, one for each browser. It moves nothing: a comment that many report is
 * still for a person to decide on.
 */
export async function reportComment(
  db: Kysely<Database>,
  { comment, reason, browser }: Report,
): Promise<void> {
  await db
    .insertInto('private.reports')
    .values({ comment_id: comment, reason, browser })
    .onConflict(conflict => conflict.columns(['comment_id', 'browser']).doNothing())
    .execute()
}

/**
 * A program is as many browsers as it likes, but on one network, which has twenty reports an hour. Returns 0, or the
 * seconds until the next.
 */
export const takeReport = (db: Kysely<Database>, keys: Keys, network: string): Promise<number> =>
  transact(db, trx => takePoint(trx, keys, `report:${network}`, 20, 3_600))

/** Settles what was reported of a comment, under the name of who looked at it; the comment stays as it is. */
export async function settleReports(db: Kysely<Database>, comment: number, actor: string): Promise<void> {
  await db
    .updateTable('private.reports')
    .set({ settled_at: sql<Date>`now()`, settled_by: actor })
    .where('comment_id', '=', comment)
    .where('settled_at', 'is', null)
    .execute()
}

/** Whether the comment `c` of a query is reported, and nobody has settled it. */
export const isReported: RawBuilder<boolean> = sql<boolean>`exists (
  select from private.reports r where r.comment_id = c.id and r.settled_at is null)`

/** How often the comment `c` of a query was reported, by reason. */
export const reportsOf = sql<{ reason: ReportReason; count: number }[]>`(
  select coalesce(json_agg(json_build_object('reason', o.reason, 'count', o.count) order by o.count desc, o.reason), '[]')
  from (select r.reason, count(*)::int as count from private.reports r
    where r.comment_id = c.id and r.settled_at is null group by r.reason) as o)`
