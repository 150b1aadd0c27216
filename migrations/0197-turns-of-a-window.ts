import { type Kysely, sql } from 'kysely'

/**
 * A save that the browser has given up goes on at the server, and may be stored after the one that was sent next: each
 * says which of its window's saves it is, so that an older text never takes the place of a newer one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.revisions add column turn integer check (turn >= 0)`.execute(db)
}
