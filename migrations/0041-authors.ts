import { type Kysely, sql } from 'kysely'

/** Who wrote an article, as readers may know them: several people, with or without an account here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public.authors (
      id bigint generated always as identity primary key,
      slug text not null unique check (char_length(slug) between 1 and 200),
      name text not null check (char_length(name) between 1 and 100),
      line text not null default '' check (char_length(line) <= 300),
      links text[] not null default '{}' check (cardinality(links) <= 10)
    )`.execute(db)
  await sql`
    create table public.post_authors (
      post_id bigint not null references public.posts on delete cascade,
      author_id bigint not null references public.authors on delete cascade,
      place smallint not null default 0,
      primary key (post_id, author_id)
    )`.execute(db)
  await sql`create index post_authors_by_author on public.post_authors (author_id, post_id)`.execute(db)
  // what somebody wrote outlives their account
  await sql`alter table private.accounts
    add column author_id bigint unique references public.authors on delete set null`.execute(db)

  await sql`
    insert into public.authors (slug, name)
    select 'author-' || id, left(name, 100) from private.accounts
    where id in (select author_id from public.posts)`.execute(db)
  await sql`
    update private.accounts a set author_id = w.id
    from public.authors w where w.slug = 'author-' || a.id`.execute(db)
  await sql`
    insert into public.post_authors (post_id, author_id)
    select p.id, a.author_id from public.posts p join private.accounts a on a.id = p.author_id`.execute(db)
  await sql`alter table public.posts drop column author_id`.execute(db)

  await sql`
    create function private.posts_of(account bigint) returns setof bigint language sql stable as $$
      select pa.post_id from public.post_authors pa join private.accounts a using (author_id) where a.id = account
    $$`.execute(db)

  // a name that stands under no published article is nobody's to read
  await sql`alter table public.post_authors enable row level security`.execute(db)
  await sql`create policy published on public.post_authors for select
    using ((select true from public.posts where posts.id = post_authors.post_id))`.execute(db)
  await sql`alter table public.authors enable row level security`.execute(db)
  await sql`create policy published on public.authors for select
    using ((select true from public.post_authors where post_authors.author_id = authors.id limit 1))`.execute(
    db,
  )
}
