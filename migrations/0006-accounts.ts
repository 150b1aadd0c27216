import { type Kysely, sql } from 'kysely'

/** The people who run the blog: how they come in, and what they did. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.accounts (
      id bigint generated always as identity primary key,
      contact_id bigint not null unique references private.contacts,
      name text not null check (char_length(name) between 1 and 100),
      role text not null check (role in ('administrator', 'editor', 'author', 'moderator')),
      password text not null,
      created_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table private.sessions (
      id bigint generated always as identity primary key,
      -- of the cookie, which is stored nowhere
      token_hash bytea not null unique,
      account_id bigint not null references private.accounts on delete cascade,
      -- as its browser calls itself
      device text,
      created_at timestamptz not null default now(),
      seen_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index sessions_by_account on private.sessions (account_id)`.execute(db)

  await sql`
    create table private.invitations (
      token_hash bytea primary key,
      role text not null check (role in ('administrator', 'editor', 'author', 'moderator')),
      -- null: the server itself
      invited_by bigint references private.accounts on delete cascade,
      expires_at timestamptz not null
    )`.execute(db)

  await sql`
    create table private.audit_log (
      id bigint generated always as identity primary key,
      account_id bigint references private.accounts on delete set null,
      actor text not null,
      event text not null,
      subject text not null default '',
      at timestamptz not null default now()
    )`.execute(db)

  await sql`alter table public.posts add column author_id bigint
    references private.accounts on delete set null`.execute(db)
  await sql`create index posts_by_author on public.posts (author_id) where author_id is not null`.execute(db)

  // a decision may be about many comments, and is taken back as one
  await sql`alter table private.moderation_log
    add column account_id bigint references private.accounts on delete set null,
    add column decision uuid not null default gen_random_uuid()`.execute(db)
  await sql`create index moderation_log_by_decision on private.moderation_log (decision)`.execute(db)
}
