import { type Kysely, sql } from 'kysely'

/** What a comment said before moderators edited it goes with the comment, however that is deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function private.comments_changed() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        -- a conversation is begun with its first comment counted
        perform private.count_in_threads(array(
          select thread_id from new_rows where status = 'approved' and id <> thread_id), 1);
        perform private.count_in_posts(array(select (post_id, status, 1)::private.count_change from new_rows));
        perform private.tell_comments(array(select distinct post_id from new_rows where status = 'approved'));
      elsif tg_op = 'DELETE' then
        -- what a comment said before it was edited goes with it
        update private.moderation_log l set source_before = null
        from old_rows o where l.comment_id = o.id and l.source_before is not null;
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
  await sql`
    update private.moderation_log l set source_before = null
    where l.source_before is not null and not exists (select from public.comments c where c.id = l.comment_id)`.execute(
    db,
  )
}
