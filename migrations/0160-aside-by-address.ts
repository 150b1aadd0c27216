import { type Kysely, sql } from 'kysely'

/** What is kept aside is found by its author's address, so that it goes when they are forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table private.import_aside
      -- null: not looked at yet; empty: it came with none
      add column email_hash bytea,
      -- of what the file said; null: from before it was kept
      add column digest bytea`.execute(db)
  await sql`create index import_aside_by_person on private.import_aside (email_hash)`.execute(db)
}
