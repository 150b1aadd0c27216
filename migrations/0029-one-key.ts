import { type Kysely, sql } from 'kysely'

/** One key tells that a comment was sent before; it moves with an edit, and an erasure drops it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.origins drop column said_key`.execute(db)
  await sql`alter table private.origins alter column submission_key drop not null`.execute(db)
  // those there are were made from keys in forms, which nobody sends any more
  await sql`update private.origins set submission_key = null`.execute(db)
}
