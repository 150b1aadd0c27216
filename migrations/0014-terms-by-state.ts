import { type Kysely, sql } from 'kysely'

/**
 * The terms of comments, apart by state: a search among those that wait reads none of the others. They are the program's
 * to write, and it does so again for all there are (`findOlder`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop function private.comments_with(tsquery, integer)`.execute(db)
  await sql`drop table private.comment_terms`.execute(db)
  await sql`
    create table private.comment_terms (
      comment_id bigint not null references public.comments on delete cascade,
      status text not null,
      terms tsvector not null,
      primary key (comment_id, status)
    ) partition by list (status)`.execute(db)
  for (const status of ['pending', 'approved', 'spam', 'trash', 'withdrawn'])
    await sql`
      create table ${sql.id('private', `comment_terms_${status}`)}
      partition of private.comment_terms for values in (${sql.lit(status)})`.execute(db)
  // a short list of what is not yet sorted in, for a search reads all of it
  await sql`create index comment_terms_by_term on private.comment_terms using gin (terms)
    with (gin_pending_list_limit = 128)`.execute(db)
  await moveWithComments(db)
  await nameFew(db)
}

async function moveWithComments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.move_terms() returns trigger language plpgsql as $$
    begin
      update private.comment_terms t set status = n.status
      from new_rows n join old_rows o using (id)
      where n.status <> o.status and t.comment_id = n.id and t.status = o.status;
      return null;
    end $$`.execute(db)
  await sql`create trigger terms_moved after update on public.comments
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.move_terms()`.execute(db)
}

/**
 * The comments of some states that have all words of a search, as far as they are few; null for what many have, which is
 * found sooner by looking at one after the other. Which it is, two thousand comments from five places tell: what the
 * planner expects of a word it has not heard of, or of two words together, is a guess.
 */
async function nameFew(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.comments_with(words tsquery[], states text[], most integer) returns bigint[]
    language plpgsql stable set enable_seqscan to off set plan_cache_mode to force_custom_plan as $$
    declare
      everything tsquery := array_to_string(words, ' & ')::tsquery;
      total float8 := (select sum(comments) from private.comment_counts where status = any(states));
      oldest bigint;
      newest bigint;
      expected float8;
      asked tsquery;
    begin
      select min(comment_id), max(comment_id) into oldest, newest
      from private.comment_terms where status = any(states);
      with looked_at as (
        select nth, place, count(*) as seen, count(*) filter (where terms @@ word) as met
        from generate_series(0, 4) as place, lateral (
          select terms from private.comment_terms
          where status = any(states) and comment_id <= newest - (newest - oldest) * place / 5
          order by comment_id desc limit 400) as those,
          unnest(words || everything) with ordinality as asked(word, nth)
        group by nth, place),
      met as (
        select nth, words[nth] as word, sum(met) * total / sum(seen) as often, count(*) filter (where met > 0) as places
        from looked_at group by nth),
      rarest as (select min(often) as often from met where word is not null)
      select
        -- what was said in one place is not met elsewhere on the way
        (select often from met where word is null and places >= 3),
        -- to gather all that have a common word takes the index longer than to look at those that have the rare one
        (select string_agg(word::text, ' & ')::tsquery from met, rarest
         where met.often = rarest.often or met.often <= 10 * greatest(rarest.often, 2000))
      into expected, asked;
      if expected > most then return null; end if;
      return array(
        select comment_id from private.comment_terms
        where status = any(states) and terms @@ asked and (terms @@ everything) is true limit most);
    end $$`.execute(db)
}
