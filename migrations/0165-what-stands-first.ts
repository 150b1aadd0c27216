import { type Kysely, sql } from 'kysely'

/**
 * A pinned conversation stands first while readers see its first comment, and three do at most. The address of a reply
 * in one whose first comment was gone led to the first page, where it was not.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.pinned_of(article bigint) returns bigint[] language plpgsql stable as $$
    begin
      return array(
        select m.comment_id from public.comment_marks m join public.comments c on c.id = m.comment_id
        where m.post_id = article and m.mark = 'pinned' and c.status = 'approved'
        order by m.at, m.comment_id limit 3);
    end $$`.execute(db)
  // what is forbidden is dear to the planner, also in what it calls: without the last, Postgres would compile that
  await sql`
    create or replace function private.threads_before(post bigint, root bytea, newest_first boolean, size integer)
    returns bigint[]
    language plpgsql stable set enable_seqscan to off set enable_bitmapscan to off set enable_sort to off
      set jit to off as $$
    declare
      pinned bigint[] := private.pinned_of(post);
    begin
      if newest_first then
        return array(
          select t.id from public.threads t
          where t.post_id = post and t.comment_count > 0 and t.place > root
            and t.id <> all(pinned)
          order by t.place limit size);
      end if;
      return array(
        select t.id from public.threads t
        where t.post_id = post and t.comment_count > 0 and t.place < coalesce(root, '\\xff'::bytea)
          and t.id <> all(pinned)
        order by t.place desc limit size);
    end $$`.execute(db)
  // of comments that are no more: nobody could take these off
  await sql`
    delete from public.comment_marks m using public.comments c
    where c.id = m.comment_id and c.status = 'withdrawn' and m.mark = 'pinned'`.execute(db)
}
