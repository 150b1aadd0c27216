import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** What there is at a moment: a decision about all that match leaves alone what came or changed after it. */
export interface Horizon {
  /** The newest comment; 0 when there is none. */
  newest: number
  /** The last step that was taken. */
  step: number
  /**
   * Which transactions had ended (`pg_snapshot`): a step gets its number before it is committed, so that one with a
   * lower number may come after a page that shows a higher one.
   */
  snapshot: string
}

/** Reads it, before the list that somebody looks at. */
export const readHorizon = (db: Kysely<Database>): Promise<Horizon> =>
  db
    .selectNoFrom(eb => [
      eb.fn
        .coalesce(
          eb.selectFrom('comments').select(eb => eb.fn.max('id').as('id')),
          eb.lit(0),
        )
        .as('newest'),
      eb.fn
        .coalesce(
          eb.selectFrom('private.moderation_log').select(eb => eb.fn.max('id').as('id')),
          eb.lit(0),
        )
        .as('step'),
      sql<string>`pg_current_snapshot()::text`.as('snapshot'),
    ])
    .executeTakeFirstOrThrow()

/** The snapshot of whoever has seen nothing. */
export const beforeAll = '1:1:'

/** A snapshot that a page had, as text; of one that Postgres would not read, which no page had, nothing was seen. */
export function snapshotIn(text: string): string {
  if (!/^\d{1,18}:\d{1,18}:(?:\d{1,18}(?:,\d{1,18})*)?$/.test(text)) return beforeAll
  const [first = '', end = '', running = ''] = text.split(':')
  const numbers = [first, ...(running === '' ? [] : running.split(','))].map(BigInt)
  const isInOrder = numbers.every((number, at) => at < 2 || number > (numbers[at - 1] ?? 0n))
  const isWithin = numbers.slice(1).every(number => number >= BigInt(first) && number < BigInt(end))
  return BigInt(first) > 0n && BigInt(first) <= BigInt(end) && isInOrder && isWithin ? text : beforeAll
}

/**
 * In a query of comments `c`: whether the last step of each was committed when a snapshot was taken; of a comment
 * without steps, yes. A row of the log knows who wrote it (`xmin`), by the lower half of a number: it is the last of that
 * half there has been. Numbers of an own kept in a column would mean nothing in a restored database.
 */
export const wasCommittedBy = (snapshot: string): RawBuilder<boolean> => sql<boolean>`coalesce((
  select pg_visible_in_snapshot(
    (now_at - ((now_at - l.xmin::text::bigint) % ${half} + ${half}) % ${half})::text::xid8, ${snapshot}::pg_snapshot)
  from private.moderation_log l, lateral (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as now_at) n
  where l.id = c.step), true)`

const half = sql.lit(2 ** 32)
