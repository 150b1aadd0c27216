import { type Kysely, sql } from 'kysely'

/** Challenges that a browser has solved and sent with a comment: none counts twice. They are kept until they end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table private.used_challenges (
    nonce text primary key,
    expires timestamptz not null
  )`.execute(db)
  await sql`create index used_challenges_by_end on private.used_challenges (expires)`.execute(db)
}
