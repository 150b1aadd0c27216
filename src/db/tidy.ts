import { type Kysely, sql } from 'kysely'
import type { Database } from './tables.ts'

/** Bytes of a table that is tidied in less than a tenth of a second, in which nobody is answered. */
export const quickBytes = 16 * 2 ** 20
/** A table may have a row that is gone for each five that are there, and a thousand in any case, before it is tidied. */
const liveForEach = 5
const fewest = 1_000
/** Bytes of the log that are to be done again at the start after a crash, a second or so. */
const mostLogged = 32 * 2 ** 20

/**
 * Does for a PGlite what a Postgres has processes for: frees the room of rows that are gone for others, in tables of at
 * most so many bytes, and begins its log anew, which would else grow until the next start. Nobody is answered while a
 * table is tidied; others are between two.
 */
export async function tidyPglite(
  db: Kysely<Database>,
  mostBytes: number,
  mayGoOn: () => boolean,
): Promise<void> {
  // What was counted since a second ago would not be in it.
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows: tables } = await sql<{ schemaname: string; relname: string }>`
    select schemaname, relname from pg_stat_user_tables
    where n_dead_tup > ${fewest} and n_dead_tup > n_live_tup / ${liveForEach}::bigint
      and pg_total_relation_size(relid) <= ${mostBytes}`.execute(db)
  for (const { schemaname, relname } of tables) {
    if (!mayGoOn()) return
    await sql`vacuum ${sql.id(schemaname, relname)}`.execute(db)
  }
  const { rows: logs } = await sql<{ bytes: number }>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes
    from pg_control_checkpoint()`.execute(db)
  // What is written after it takes the place of what was written before, in the same files.
  if ((logs[0]?.bytes ?? 0) > mostLogged) await sql`checkpoint`.execute(db)
}
