import { type Kysely, sql } from 'kysely'

/**
 * Persons and browsers of whose comments one was taken back: it outlives the comment, for its author may withdraw that
 * and say the same again. By the keyed hashes that trust is earned with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table private.taken_back (
    mark text primary key,
    expires timestamptz not null
  )`.execute(db)
  await sql`create index taken_back_by_end on private.taken_back (expires)`.execute(db)
}
