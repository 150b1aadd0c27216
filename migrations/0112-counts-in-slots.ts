import { type Kysely, sql } from 'kysely'

/**
 * How many comments an article has is kept in up to sixteen rows a state, and who writes uses the one of their
 * connection: while all answer one article, none waits until another's transaction has ended. A sum of them is right at
 * each commit, and there is nothing to fold. Replies still count in the row of their conversation.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.comment_counts drop constraint comment_counts_pkey,
    add column slot smallint not null default 0, add primary key (post_id, status, slot)`.execute(db)
  await forgetFormerTriggers(db)
  await countComments(db)
  await tellOfComments(db)
  await beginThreadsCounted(db)
  await readCounts(db)
}

async function forgetFormerTriggers(db: Kysely<unknown>): Promise<void> {
  for (const kind of ['comments', 'statuses'])
    for (const how of ['inserted', 'updated', 'deleted'])
      await sql`drop trigger ${sql.id(`${kind}_${how}`)} on public.comments`.execute(db)
  await sql`drop trigger queue_changed on public.comments`.execute(db)
  await sql`drop function private.comments_changed(), private.count_statuses(), private.queue_changed(),
    private.count_comments(bigint[], integer), private.tell_comments(bigint[])`.execute(db)
}

/** One trigger of each kind: that counts, and one notice that tells. */
async function countComments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.comments_changed() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        -- a conversation is begun with its first comment counted
        perform private.count_in_threads(array(
          select thread_id from new_rows where status = 'approved' and id <> thread_id), 1);
        perform private.count_in_posts(array(select (post_id, status, 1)::private.count_change from new_rows));
        perform private.tell_comments(array(select distinct post_id from new_rows where status = 'approved'));
      elsif tg_op = 'DELETE' then
        perform private.count_in_threads(array(select thread_id from old_rows where status = 'approved'), -1);
        perform private.count_in_posts(array(select (post_id, status, -1)::private.count_change from old_rows));
        perform private.tell_comments(array(select distinct post_id from old_rows where status = 'approved'));
      else
        perform private.count_in_threads(array(
          select n.thread_id from new_rows n join old_rows o using (id)
          where n.status = 'approved' and o.status <> 'approved'), 1);
        perform private.count_in_threads(array(
          select o.thread_id from new_rows n join old_rows o using (id)
          where o.status = 'approved' and n.status <> 'approved'), -1);
        perform private.count_in_posts(array(
          select (c.post_id, c.status, c.change)::private.count_change
          from new_rows n join old_rows o using (id),
            lateral (values (n.post_id, n.status, 1), (o.post_id, o.status, -1)) as c (post_id, status, change)
          where n.status <> o.status));
        perform private.tell_comments(array(
          select distinct n.post_id from new_rows n join old_rows o using (id)
          where 'approved' in (n.status, o.status)));
      end if;
      return null;
    end $$`.execute(db)
  await sql`create type private.count_change as (post bigint, status text, change integer)`.execute(db)
  await sql`
    create function private.count_in_threads(thread_ids bigint[], step integer) returns void language plpgsql as $$
    begin
      if cardinality(thread_ids) = 0 then return; end if;
      -- in the order of ids, so that two moderators at once can't deadlock
      perform from public.threads where id = any(thread_ids) order by id for no key update;
      update public.threads t set comment_count = t.comment_count + c.change
      from (select id, count(*) * step as change from unnest(thread_ids) as id group by id) c where t.id = c.id;
    end $$`.execute(db)
  await sql`
    create function private.count_in_posts(changes private.count_change[]) returns void language plpgsql as $$
    begin
      insert into private.comment_counts as kept (post_id, status, slot, comments)
      select post, status, pg_backend_pid() % 16, sum(change) from unnest(changes)
      -- of an article that goes as a whole its counts have gone before
      where exists (select from public.posts where id = post)
      group by post, status order by post, status
      on conflict (post_id, status, slot) do update set comments = kept.comments + excluded.comments;
    end $$`.execute(db)
}

/** One notice of an article tells lists of its comments and the queue; of what no reader sees the queue alone is told. */
async function tellOfComments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.tell_comments(post_ids bigint[]) returns void language plpgsql as $$
    begin
      if cardinality(post_ids) = 0 then
        perform pg_notify('afterword', 'queue');
      else
        perform pg_notify('afterword', 'comments:' || id) from unnest(post_ids) as id;
      end if;
    end $$`.execute(db)
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
}

/** A row that is made with its count, and not changed at once, is one row and one entry in each index. */
async function beginThreadsCounted(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function private.place_comment() returns trigger language plpgsql as $$
    declare
      above bytea := '';
    begin
      if new.path[1] <> new.id then
        select place into strict above from public.comments where id = new.path[cardinality(new.path) - 1];
      end if;
      new.place := above || private.place_step(new.created_at, new.id);
      if new.path[1] = new.id then
        insert into public.threads (id, post_id, place, comment_count)
        values (new.id, new.post_id, new.place, (new.status = 'approved')::integer);
      end if;
      return new;
    end $$`.execute(db)
}

/** Readers are told how many comments a published article shows; what it is summed from is not theirs to see. */
async function readCounts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function private.posts_changed() returns trigger language plpgsql as $$
    begin
      if 'published' not in (coalesce(old.status, ''), coalesce(new.status, '')) then return null; end if;
      if tg_op = 'UPDATE' and old is not distinct from new then return null; end if;
      perform pg_notify('afterword', 'post:' || coalesce(new.id, old.id));
      perform pg_notify('afterword', 'posts');
      return null;
    end $$`.execute(db)
  await sql`alter table public.posts drop column comment_count`.execute(db)
  await sql`
    create function public.comments_of(post bigint) returns integer
    language plpgsql stable security definer set search_path = pg_catalog as $$
    begin
      return (
        select coalesce(sum(c.comments), 0) from private.comment_counts c
        where c.post_id = post and c.status = 'approved' and exists (
          select from public.posts p where p.id = post and p.status = 'published' and p.published_at <= now()));
    end $$`.execute(db)
}
