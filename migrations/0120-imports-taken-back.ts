import { type Kysely, sql } from 'kysely'

/** An import can be taken back: when it was, and what of it was kept aside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.imports add column taken_back_at timestamptz`.execute(db)
  // null: kept aside before imports could be taken back
  await sql`alter table private.import_aside add column import_id bigint references private.imports`.execute(
    db,
  )
}
