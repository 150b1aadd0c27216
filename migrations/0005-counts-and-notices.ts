import { type Kysely, sql } from 'kysely'

/**
 * Counts are kept and every node is told what changed by the database itself, so that a node, the command line and
 * plain SQL all have the same effect. Notices go out at commit; equal ones of a transaction are sent once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.comments_changed() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        perform private.count_comments(array(select thread_id from new_rows where status = 'approved'), 1);
        perform private.tell_comments(array(select distinct post_id from new_rows where status = 'approved'));
      elsif tg_op = 'DELETE' then
        perform private.count_comments(array(select thread_id from old_rows where status = 'approved'), -1);
        perform private.tell_comments(array(select distinct post_id from old_rows where status = 'approved'));
      else
        perform private.count_comments(array(
          select n.thread_id from new_rows n join old_rows o using (id)
          where n.status = 'approved' and o.status <> 'approved'), 1);
        perform private.count_comments(array(
          select o.thread_id from new_rows n join old_rows o using (id)
          where o.status = 'approved' and n.status <> 'approved'), -1);
        perform private.tell_comments(array(
          select distinct n.post_id from new_rows n join old_rows o using (id)
          where 'approved' in (n.status, o.status)));
      end if;
      return null;
    end $$`.execute(db)

  await sql`
    create function private.count_comments(thread_ids bigint[], step integer) returns void language plpgsql as $$
    begin
      if cardinality(thread_ids) = 0 then return; end if;
      -- in the order of ids, so that two moderators at once can't deadlock
      perform from public.threads where id = any(thread_ids) order by id for no key update;
      with counted as (select id, count(*) * step as change from unnest(thread_ids) as id group by id),
           moved as (
             update public.threads t set comment_count = t.comment_count + c.change
             from counted c where t.id = c.id returning t.post_id, c.change),
           by_post as (select post_id, sum(change) as change from moved group by post_id)
      update public.posts p set comment_count = p.comment_count + b.change from by_post b where p.id = b.post_id;
    end $$`.execute(db)

  await sql`
    create function private.tell_comments(post_ids bigint[]) returns void language sql as $$
      select pg_notify('afterword', 'comments:' || id) from unnest(post_ids) as id
    $$`.execute(db)

  await sql`create trigger comments_inserted after insert on public.comments
    referencing new table as new_rows for each statement execute function private.comments_changed()`.execute(
    db,
  )
  await sql`create trigger comments_updated after update on public.comments
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.comments_changed()`.execute(db)
  await sql`create trigger comments_deleted after delete on public.comments
    referencing old table as old_rows for each statement execute function private.comments_changed()`.execute(
    db,
  )

  await sql`
    create function private.posts_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('afterword', 'post:' || coalesce(new.id, old.id));
      perform pg_notify('afterword', 'posts');
      return null;
    end $$`.execute(db)
  // all but comment_count: that one is told by the comments, and must not make every list of articles anew
  await sql`create trigger posts_updated
    after update of slug, title, language, source, html, excerpt, tags, status, comments_open, published_at, updated_at
    on public.posts for each row execute function private.posts_changed()`.execute(db)
  await sql`create trigger posts_added_or_removed after insert or delete on public.posts for each row
    execute function private.posts_changed()`.execute(db)

  await sql`
    create function private.settings_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('afterword', 'site');
      return null;
    end $$`.execute(db)
  await sql`create trigger settings_changed after update on public.settings for each statement
    execute function private.settings_changed()`.execute(db)
}
