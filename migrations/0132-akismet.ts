import { type Kysely, sql } from 'kysely'

/** What Akismet said of comments, for hosts who ask it; and keys of services, sealed under the site's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table private.service_keys (
    service text primary key check (service in ('akismet')),
    sealed bytea not null
  )`.execute(db)
  await sql`create table private.akismet_answers (
    comment_id bigint primary key references public.comments on delete cascade,
    -- what Akismet takes it for: as it answered, or as it was told since
    is_spam boolean not null,
    at timestamptz not null default now()
  )`.execute(db)
}
