import { type Kysely, sql } from 'kysely'

/**
 * A comment that is new knows the number of its first step before that is written. To look for it afterwards took each of
 * a few hundred comments that came together a walk past the steps of all the others.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function private.add_comments(added jsonb) returns void language plpgsql as $$
    begin
      perform set_config('afterword.gate', 'open', true);
      with written as (
        select *, nextval('private.moderation_log_id_seq') as step from jsonb_to_recordset(added) as c (
          id bigint, post_id bigint, thread_id bigint, parent_id bigint, path bigint[], status text, name text,
          website text, source text, html text, language text, avatar text, created_at timestamptz,
          edited_at timestamptz, is_staff boolean, decided text, mended boolean, reasons text[], terms text[],
          kind text, actor text, account_id bigint, decision uuid)),
      logged as (
        insert into private.moderation_log (id, comment_id, to_status, reasons, kind, actor, account_id, decision)
        overriding system value
        select step, id, status, reasons, kind, actor, account_id, decision from written),
      found as (
        insert into private.comment_terms (comment_id, status, terms)
        select id, status, array_to_tsvector(terms) from written)
      insert into public.comments (id, post_id, thread_id, parent_id, path, status, name, website, source, html, language,
        avatar, created_at, edited_at, is_staff, decided, mended, step)
      select id, post_id, thread_id, parent_id, path, status, name, website, source, html, language, avatar,
        coalesce(created_at, now()), edited_at, coalesce(is_staff, false), decided, coalesce(mended, false), step
      from written;
    end $$`.execute(db)
}
