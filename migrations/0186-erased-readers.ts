import { type Kysely, sql } from 'kysely'

/** Who was erased, so that an old file does not bring back what they wrote before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.erased_readers (
      -- a keyed hash, of which neither an address nor a contact can be told
      mark bytea primary key,
      at timestamptz not null
    )`.execute(db)
}
