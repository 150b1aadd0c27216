import { type Kysely, sql } from 'kysely'

/** What a comment said before a moderator edited it, so that an edit can be taken back like any other step. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.moderation_log add column source_before text`.execute(db)
}
