import { type Kysely, sql } from 'kysely'

/**
 * What networks and writers are hashed with for the learner, the newest key first. Of four billion addresses a hash is
 * soon told while its key is there: each is thrown away in time, and the one before lets what is known outlast a change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table private.spam_state
      add column sender_keys text[] not null default array[gen_random_uuid()::text],
      add column sender_keys_at timestamptz not null default now()`.execute(db)
}
