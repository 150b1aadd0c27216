import { type Kysely, sql } from 'kysely'

/** What an article is besides its text: a post or a page, pinned, thrown away; and every state it was saved in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.posts drop constraint posts_status_check`.execute(db)
  await sql`
    alter table public.posts
      add column kind text not null default 'post' check (kind in ('post', 'page')),
      add column pinned boolean not null default false,
      -- null: the beginning of its text
      add column own_excerpt text check (char_length(own_excerpt) <= 1000),
      add column description text check (char_length(description) <= 500),
      add column canonical text check (char_length(canonical) <= 2000),
      -- the revision that this row is made of; 0: from before there were any
      add column revision integer not null default 0 check (revision >= 0),
      add column trashed_at timestamptz,
      add constraint posts_status_check check (status in ('draft', 'published', 'private', 'trash')),
      add check ((status = 'trash') = (trashed_at is not null))`.execute(db)
  await sql`drop index public.posts_by_time`.execute(db)
  await sql`create index posts_by_time on public.posts (published_at desc, id desc)
    where status = 'published' and kind = 'post'`.execute(db)
  await sql`create index posts_in_order on public.posts (pinned desc, published_at desc, id desc)
    where status = 'published' and kind = 'post'`.execute(db)
  await sql`create index posts_in_trash on public.posts (trashed_at) where status = 'trash'`.execute(db)

  await sql`
    create table private.revisions (
      post_id bigint not null references public.posts on delete cascade,
      number integer not null check (number > 0),
      at timestamptz not null default now(),
      account_id bigint references private.accounts on delete set null,
      actor text not null,
      -- aside: refused, because somebody else had saved; kept, and never what comes next
      kind text not null check (kind in ('save', 'auto', 'aside')),
      -- the window it was written in
      mark uuid,
      title text not null,
      source text not null,
      details jsonb not null,
      primary key (post_id, number)
    )`.execute(db)
}
