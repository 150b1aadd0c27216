import { type Kysely, sql } from 'kysely'
import type { Database } from './tables.ts'

/** Connections that a process may have open: two pools, one that listens, and one that proves that it hears. */
export const connectionsOf = (poolSize: number): number => 2 * poolSize + 2

/** Returns how many connections Postgres has for everybody who is no superuser, together. */
export async function readConnectionLimit(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ limit: number }>`
    select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true)::int, 0) as limit`.execute(db)
  return rows[0]?.limit ?? 0
}

/** What to do where Postgres has no connection left. */
export const noConnectionLeft =
  'Postgres has no connection left (max_connections): lower DATABASE_POOL_SIZE or WEB_WORKERS, or let it have more.'
