import { type Kysely, sql } from 'kysely'

/** A picture at an article's head: where it is, what it shows, and which part of it stays in view where it is cut. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.posts add column cover jsonb check (
    jsonb_typeof(cover) = 'object' and cover ?& array['address', 'alt', 'x', 'y']
    and char_length(cover->>'address') <= 300 and char_length(cover->>'alt') <= 1000
    and (cover->>'x')::int between 0 and 100 and (cover->>'y')::int between 0 and 100)`.execute(db)

  // It is shown like a picture of the text.
  await sql`
    create or replace function private.keep_media_uses() returns trigger language plpgsql as $$
    begin
      delete from private.media_uses where post_id = new.id;
      insert into private.media_uses (media_id, post_id)
        select distinct m.id, new.id
        from regexp_matches(concat_ws(' ', new.source, new.cover->>'address'), '/media/([A-Za-z0-9_-]{22})/', 'g')
          as shown (parts)
        join public.media m on m.hash = shown.parts[1];
      return null;
    end $$`.execute(db)
  await sql`drop trigger keep_media_uses on public.posts`.execute(db)
  await sql`create trigger keep_media_uses after insert or update of source, cover on public.posts
    for each row execute function private.keep_media_uses()`.execute(db)
}
