import { type Kysely, sql } from 'kysely'

/** Articles and the site's settings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public.posts (
      id bigint generated always as identity primary key,
      slug text not null unique check (char_length(slug) between 1 and 200),
      title text not null check (char_length(title) between 1 and 500),
      language text not null check (language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
      source text not null,
      html text not null,
      excerpt text not null,
      tags text[] not null default '{}',
      status text not null check (status in ('draft', 'published', 'private')),
      comments_open boolean not null default true,
      published_at timestamptz,
      updated_at timestamptz not null default now(),
      comment_count integer not null default 0 check (comment_count >= 0),
      check (status <> 'published' or published_at is not null)
    )`.execute(db)
  await sql`create index posts_by_time on public.posts (published_at desc, id desc) where status = 'published'`.execute(
    db,
  )

  await sql`
    create table public.settings (
      only_row boolean primary key default true check (only_row),
      title text not null default 'Afterword' check (char_length(title) between 1 and 200),
      tagline text not null default '' check (char_length(tagline) <= 500),
      language text not null default 'en',
      hold_comments boolean not null default true,
      hold_links integer not null default 2 check (hold_links >= 0),
      name_email_required boolean not null default true,
      thread_depth integer not null default 5 check (thread_depth between 1 and 10),
      threads_per_page integer not null default 50 check (threads_per_page between 1 and 200),
      comments_per_minute integer not null default 5 check (comments_per_minute >= 1),
      edit_minutes integer not null default 15 check (edit_minutes >= 0),
      welcomed_at timestamptz
    )`.execute(db)
  await sql`insert into public.settings default values`.execute(db)
}
