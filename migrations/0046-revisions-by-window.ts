import { type Kysely, sql } from 'kysely'

/** A window whose first save was answered, and the answer lost, must find the article that it has added. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index revisions_by_mark on private.revisions (mark) where mark is not null`.execute(db)
}
