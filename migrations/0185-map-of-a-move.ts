import { type Kysely, sql } from 'kysely'

/** What was typed of where articles of a file are now, so that it is looked through and brought in by that. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.moves add column map text not null default ''`.execute(db)
}
