import { type Kysely, sql } from 'kysely'

/**
 * What tells the caches compares rows: a column that comes later counts without being named. Only what readers may see
 * is told of, so that somebody who writes a draft makes no list of articles anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger posts_added_or_removed on public.posts`.execute(db)
  await sql`
    create or replace function private.posts_changed() returns trigger language plpgsql as $$
    declare
      before public.posts := old;
    begin
      if 'published' not in (coalesce(old.status, ''), coalesce(new.status, '')) then return null; end if;
      if tg_op = 'UPDATE' then
        -- that one is told by the comments, and must not make every list of articles anew
        before.comment_count := new.comment_count;
        if before is not distinct from new then return null; end if;
      end if;
      perform pg_notify('afterword', 'post:' || coalesce(new.id, old.id));
      perform pg_notify('afterword', 'posts');
      return null;
    end $$`.execute(db)
  await sql`create trigger posts_changed after insert or update or delete on public.posts for each row
    execute function private.posts_changed()`.execute(db)

  // what stands beside an article is a part of it
  await sql`
    create function private.parts_changed() returns trigger language plpgsql as $$
    declare
      post bigint := coalesce(new.post_id, old.post_id);
    begin
      if exists (select from public.posts where id = post and status = 'published') then
        perform pg_notify('afterword', 'post:' || post);
        perform pg_notify('afterword', 'posts');
      end if;
      return null;
    end $$`.execute(db)
  for (const table of ['post_tags', 'post_authors'])
    await sql`create trigger parts_changed after insert or update or delete on ${sql.id('public', table)} for each row
      execute function private.parts_changed()`.execute(db)

  // the name of a tag or of an author stands on pages that nobody counts
  await sql`
    create function private.names_changed() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or old is distinct from new then perform pg_notify('afterword', 'site'); end if;
      return null;
    end $$`.execute(db)
  for (const table of ['tags', 'authors'])
    await sql`create trigger names_changed after update or delete on ${sql.id('public', table)} for each row
      execute function private.names_changed()`.execute(db)
}
