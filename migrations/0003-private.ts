import { type Kysely, sql } from 'kysely'

/** What was entrusted: no role that renders public pages may look in here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema if not exists private`.execute(db)
  await sql`revoke all on schema private from public`.execute(db)

  await sql`
    create table private.contacts (
      id bigint generated always as identity primary key,
      email_hash bytea not null unique,
      email_sealed bytea not null,
      key_id text not null,
      created_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table private.origins (
      -- deferred: the row claims its comment's keys before the comment is written
      comment_id bigint primary key references public.comments on delete cascade deferrable initially deferred,
      contact_id bigint references private.contacts,
      ip inet,
      user_agent text check (char_length(user_agent) <= 500),
      who text,
      submission_key bytea not null unique,
      said_key bytea unique
    )`.execute(db)
  await sql`create index origins_by_contact on private.origins (contact_id)`.execute(db)

  await sql`
    create table private.moderation_log (
      id bigint generated always as identity primary key,
      comment_id bigint not null,
      from_status text,
      to_status text not null,
      actor text not null,
      reasons text[] not null default '{}',
      at timestamptz not null default now()
    )`.execute(db)
  await sql`create index moderation_log_by_comment on private.moderation_log (comment_id, id)`.execute(db)

  // unlogged: a crash may forget who was too fast, and each comment is spared a write to the log
  await sql`
    create unlogged table private.rate_limits (
      key text primary key,
      points integer not null,
      expires timestamptz not null
    )`.execute(db)
  await sql`create index rate_limits_by_end on private.rate_limits (expires)`.execute(db)
}
