import { type Kysely, sql } from 'kysely'

/**
 * Comments are found without regard to accents, and by the stems of English words: the terms that there are hold until
 * they are written anew (`findOlder`), and each word of a search may be met in one of several forms.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.comment_terms add column is_old boolean not null default true`.execute(db)
  await sql`alter table private.comment_terms alter column is_old set default false`.execute(db)
  await sql`create index comment_terms_old on private.comment_terms (comment_id) where is_old`.execute(db)
  await sql`
    create function private.all_of(words tsquery[]) returns tsquery language sql immutable as $$
      select string_agg('(' || word::text || ')', ' & ')::tsquery from unnest(words) as word
    $$`.execute(db)
  await sql`
    create or replace function private.comments_with(words tsquery[], states text[], most integer) returns bigint[]
    language plpgsql stable set enable_seqscan to off set plan_cache_mode to force_custom_plan as $$
    declare
      everything tsquery := private.all_of(words);
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
        (select private.all_of(array_agg(word)) from met, rarest
         where met.often = rarest.often or met.often <= 10 * greatest(rarest.often, 2000))
      into expected, asked;
      if expected > most then return null; end if;
      return array(
        select comment_id from private.comment_terms
        where status = any(states) and terms @@ asked and (terms @@ everything) is true limit most);
    end $$`.execute(db)
}
