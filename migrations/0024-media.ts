import { type Kysely, sql } from 'kysely'

/**
 * Pictures and files of articles, as rows. What readers may ask for is in `public`, cut into chunks that are read one
 * by one; a picture as it came, with what its camera wrote into it, is in `private`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public.media (
      id bigint generated always as identity primary key,
      -- of the file as it came: the same file twice is one
      hash text not null unique check (hash ~ '^[A-Za-z0-9_-]{22}$'),
      kind text not null check (kind in ('picture', 'video', 'audio', 'file')),
      name text not null check (char_length(name) between 1 and 200),
      alt text not null default '' check (char_length(alt) <= 1000),
      -- all that is kept of it
      bytes bigint not null check (bytes >= 0),
      -- false while its files come in, portion by portion
      is_whole boolean not null default false,
      account_id bigint references private.accounts (id) on delete set null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index media_of_account on public.media (account_id)`.execute(db)
  // For every role but the owner there is only what came in whole.
  await sql`alter table public.media enable row level security`.execute(db)
  await sql`create policy whole on public.media for select using (is_whole)`.execute(db)

  await sql`
    create table public.media_files (
      media_id bigint not null references public.media (id) on delete cascade,
      name text not null check (char_length(name) between 1 and 220),
      type text not null,
      bytes bigint not null check (bytes >= 0),
      -- what an article shows; the others are the same picture in other sizes
      is_main boolean not null default false,
      primary key (media_id, name)
    )`.execute(db)
  await sql`create unique index media_main_file on public.media_files (media_id) where is_main`.execute(db)
  await sql`
    create table public.media_chunks (
      media_id bigint not null,
      name text not null,
      part integer not null check (part >= 0),
      data bytea not null check (octet_length(data) between 1 and 262144),
      primary key (media_id, name, part),
      foreign key (media_id, name) references public.media_files on delete cascade
    )`.execute(db)
  for (const table of ['media_files', 'media_chunks']) {
    await sql`alter table ${sql.table(`public.${table}`)} enable row level security`.execute(db)
    // One look into an index for each row, as the policies of comments ask.
    await sql`create policy whole on ${sql.table(`public.${table}`)} for select
      using ((select true from public.media where media.id = media_id))`.execute(db)
  }
  // Pictures are compressed already.
  await sql`alter table public.media_chunks alter column data set storage external`.execute(db)

  await sql`
    create table private.media_originals (
      media_id bigint not null references public.media (id) on delete cascade,
      part integer not null check (part >= 0),
      data bytea not null check (octet_length(data) between 1 and 262144),
      primary key (media_id, part)
    )`.execute(db)
  await sql`alter table private.media_originals alter column data set storage external`.execute(db)

  await sql`
    create table private.uploads (
      id uuid primary key default gen_random_uuid(),
      account_id bigint not null references private.accounts (id) on delete cascade,
      name text not null check (char_length(name) between 1 and 200),
      bytes bigint not null check (bytes > 0),
      at timestamptz not null default now()
    )`.execute(db)
  await sql`create index uploads_of_account on private.uploads (account_id)`.execute(db)
  await sql`
    create table private.upload_parts (
      upload_id uuid not null references private.uploads (id) on delete cascade,
      part integer not null check (part >= 0),
      data bytea not null check (octet_length(data) between 1 and 262144),
      primary key (upload_id, part)
    )`.execute(db)
  await sql`alter table private.upload_parts alter column data set storage external`.execute(db)

  // Where a medium is shown, whoever writes the article: the editor, an import, plain SQL.
  await sql`
    create table private.media_uses (
      media_id bigint not null references public.media (id) on delete cascade,
      post_id bigint not null references public.posts (id) on delete cascade,
      primary key (media_id, post_id)
    )`.execute(db)
  await sql`create index media_uses_of_post on private.media_uses (post_id)`.execute(db)
  await sql`
    create function private.keep_media_uses() returns trigger language plpgsql as $$
    begin
      delete from private.media_uses where post_id = new.id;
      insert into private.media_uses (media_id, post_id)
        select distinct m.id, new.id
        from regexp_matches(new.source, '/media/([A-Za-z0-9_-]{22})/', 'g') as shown (parts)
        join public.media m on m.hash = shown.parts[1];
      return null;
    end $$`.execute(db)
  await sql`create trigger keep_media_uses after insert or update of source on public.posts
    for each row execute function private.keep_media_uses()`.execute(db)
}
