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
  const { rows } = await sql<{ wait: number }>`
    select private.take_point(${clientKey(keys, client)}, ${points}, ${seconds}) as wait`.execute(trx)
  return rows[0]?.wait ?? 0
}

/** What a client's points are counted under. Hashed: whom a window is about need not be read there, and ends with it. */
export const clientKey = (keys: Keys, client: string): string =>
  keys.sign('rate-limit', client).toString('base64url')

/** Drops the windows that have ended. */
export async function forgetOldWindows(db: Kysely<Database>): Promise<void> {
  await sql`delete from private.rate_limits where expires <= now()`.execute(db)
}
