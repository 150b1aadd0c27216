import { type Kysely, sql } from 'kysely'

/**
 * What the sites of videos said of those that articles lead to, and the picture that is kept here of each. Without a
 * title: nothing came of asking.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.videos (
      key text primary key check (char_length(key) <= 600),
      title text check (char_length(title) between 1 and 300),
      -- null with a title: somebody has deleted it since
      media_id bigint references public.media (id) on delete set null,
      asked_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index videos_of_media on private.videos (media_id)`.execute(db)

  // The picture of a video stands in what was made of a text, and not in the text.
  await sql`
    create or replace function private.keep_media_uses() returns trigger language plpgsql as $$
    begin
      delete from private.media_uses where post_id = new.id;
      insert into private.media_uses (media_id, post_id)
        select distinct m.id, new.id
        from regexp_matches(concat_ws(' ', new.source, new.html, new.cover->>'address'),
          '/media/([A-Za-z0-9_-]{22})/', 'g') as shown (parts)
        join public.media m on m.hash = shown.parts[1];
      return null;
    end $$`.execute(db)
  await sql`drop trigger keep_media_uses on public.posts`.execute(db)
  await sql`create trigger keep_media_uses after insert or update of source, html, cover on public.posts
    for each row execute function private.keep_media_uses()`.execute(db)
}
