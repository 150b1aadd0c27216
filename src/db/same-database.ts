import { randomInt } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { DatabaseRefused } from './refused.ts'
import type { Database } from './tables.ts'
import { transact } from './transact.ts'

/**
 * Throws DatabaseRefused unless an address leads to the very database that `db` is. A lock that is held here is seen
 * there: an identity written down would be the same in a copy.
 */
export async function refuseOtherDatabase(db: Kysely<Database>, publicUrl: string): Promise<void> {
  const key = randomInt(2 ** 31)
  const isSame = await transact(db, async trx => {
    await sql`select pg_advisory_xact_lock(0, ${key})`.execute(trx)
    return seesLock(publicUrl, key)
  })
  if (!isSame) throw new DatabaseRefused(says => says.database.another)
}

async function seesLock(url: string, key: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ seen: boolean }>(
      `select exists (select from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and l.granted
          and l.classid = 0 and l.objid = $1::bigint::oid and l.objsubid = 2) as seen`,
      [key],
    )
    return rows[0]?.seen ?? false
  } finally {
    await client.end().catch(() => undefined)
  }
}
