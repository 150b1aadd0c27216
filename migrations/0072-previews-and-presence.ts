import { type Kysely, sql } from 'kysely'

/** Links that show an article to somebody without an account, and the windows in which one is being written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.preview_links (
      post_id bigint primary key references public.posts (id) on delete cascade,
      -- of the secret in the link: what is stored opens nothing
      token_hash bytea not null unique,
      account_id bigint references private.accounts (id) on delete set null,
      made_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index preview_links_of_account on private.preview_links (account_id)`.execute(db)
  await sql`
    create table private.writers (
      post_id bigint not null references public.posts (id) on delete cascade,
      mark uuid not null,
      account_id bigint not null references private.accounts (id) on delete cascade,
      seen_at timestamptz not null default now(),
      primary key (post_id, mark)
    )`.execute(db)
  await sql`create index writers_of_account on private.writers (account_id)`.execute(db)
}
