import { type Kysely, sql } from 'kysely'

/** Addresses that something had once: where each leads now, or that what was there is gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public.addresses (
      id bigint generated always as identity primary key,
      path text not null unique check (path like '/%' and char_length(path) <= 2000),
      post_id bigint references public.posts on delete set null,
      url text check (char_length(url) <= 2000),
      is_gone boolean not null default false,
      created_at timestamptz not null default now(),
      check (url is null or post_id is null)
    )`.execute(db)
  await sql`create index addresses_by_post on public.addresses (post_id) where post_id is not null`.execute(
    db,
  )
  // where a draft will be is nobody's to know
  await sql`alter table public.addresses enable row level security`.execute(db)
  await sql`create policy published on public.addresses for select
    using (post_id is null or is_gone or (select true from public.posts where posts.id = addresses.post_id))`.execute(
    db,
  )

  await sql`
    create table private.address_hits (
      address_id bigint not null references public.addresses on delete cascade,
      -- such as 2026-01
      month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
      hits bigint not null check (hits > 0),
      primary key (address_id, month)
    )`.execute(db)
}
