import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Keys } from '../keys.ts'

/**
 * Takes one of `points` per window of `seconds` from a client, on all nodes together.
 * Returns 0, or the seconds until the next point. A transaction that rolls back gives its point back.
 */
export async function takePoint(
  trx: Transaction<Database>,
  keys: Keys,
  client: string,
  points: number,
  seconds: number,
): Promise<number> {
  // Hashed: whom a window is about need not be read here, and ends with it.
  const key = keys.sign('rate-limit', client).toString('base64url')
  const { rows } = await sql<{ points: number; wait: number }>`
    insert into private.rate_limits as spent (key, points, expires)
    values (${key}, 1, now() + make_interval(secs => ${seconds}))
    on conflict (key) do update set
      points = case when spent.expires <= now() then 1 else spent.points + 1 end,
      expires = case when spent.expires <= now() then excluded.expires else spent.expires end
    returning points, ceil(extract(epoch from expires - now()))::int as wait`.execute(trx)
  const row = rows[0]
  return row && row.points > points ? Math.max(row.wait, 1) : 0
}

/** Drops the windows that have ended. */
export async function forgetOldWindows(db: Kysely<Database>): Promise<void> {
  await sql`delete from private.rate_limits where expires <= now()`.execute(db)
}
