import { type Kysely, sql } from 'kysely'

/** An import can be taken back from the admin, in the background: who asked for it, and what became of it so far. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.imports
    add column taking_back_by text,
    -- JSON, as it is shown
    add column taken_back text`.execute(db)
}
