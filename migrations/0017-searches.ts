import { type Kysely, sql } from 'kysely'

/**
 * What somebody looks for may be an address, which no link, history or log is to hold: a link names a search, which
 * ends. And a decision about many forgets what it was found by once it is done.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.searches (
      id uuid primary key,
      account_id bigint not null references private.accounts on delete cascade,
      -- AES-256-GCM, under a key of its own
      words_sealed bytea not null,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index searches_account on private.searches (account_id)`.execute(db)
  await sql`update private.bulk_decisions set task = jsonb_set(task, '{filter}', 'null')
    where ended_at is not null and task ? 'filter'`.execute(db)
}
