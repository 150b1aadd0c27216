import { type Kysely, sql } from 'kysely'

/**
 * A search for readers. Under row-level security `@@` can't use its index, for it is not known to keep what it looks at
 * to itself: one function of the owner's gives the ids of some candidates, all of them approved and published, and the
 * role that renders public pages reads those rows as any others.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepTermsOfArticles(db)
  await nameNewest(db)
  await giveCandidates(db)
  await keepWords(db)
}

/** They are the program's to write, with each save, and for all that there are (`findOlderArticles`). */
async function keepTermsOfArticles(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.post_terms (
      post_id bigint primary key references public.posts on delete cascade,
      -- by which it is found
      terms tsvector not null,
      -- what it is about, by weight: by this what is found is put in order, without reading all its terms
      about tsvector not null,
      -- to be written anew, as when a tag was given another name
      is_old boolean not null default false,
      -- whether its words are among those that slips are compared with
      is_learned boolean not null default false
    )`.execute(db)
  for (const column of ['terms', 'about'])
    await sql`create index ${sql.id(`post_terms_by_${column}`)} on private.post_terms using gin (${sql.id(column)})
      with (gin_pending_list_limit = 128)`.execute(db)
  await sql`create index post_terms_old on private.post_terms (post_id) where is_old`.execute(db)
  await sql`create index post_terms_to_learn on private.post_terms (post_id) where not is_learned`.execute(db)
}

/**
 * The newest comments that have all words, approved and under published articles. To fetch one row that the index names
 * costs as much as to go by six or seven: among a million a walk from the newest on is faster from one comment in seventy
 * on. Four hundred from five places tell; among few the index is asked at once. What is common beside a rare word is
 * looked for in what has that one: to gather all that have it takes longer.
 */
async function nameNewest(db: Kysely<unknown>): Promise<void> {
  const isPublished = sql.raw(`(
    select true from public.comments c join public.posts p on p.id = c.post_id
    where c.id = met.comment_id and c.status = 'approved' and p.status = 'published' and p.published_at <= now()
      and (tag is null or exists (select from public.post_tags pt where pt.post_id = p.id and pt.tag_id = tag)))`)
  await sql`
    create function private.published_comments_with(words tsquery[], tag bigint, most integer) returns bigint[]
    language plpgsql stable set enable_seqscan to off set plan_cache_mode to force_custom_plan as $$
    declare
      everything tsquery := private.all_of(words);
      total float8 := coalesce((select sum(comments) from private.comment_counts where status = 'approved'), 0);
      worth constant float8 := 15000;
      -- a tag that few articles have would be looked for down to the oldest comment
      looked_for constant bigint := case when tag is not null then 20000 end;
      oldest bigint;
      newest bigint;
      expected float8 := 0;
      asked tsquery := everything;
    begin
      if total > worth then
        select min(comment_id), max(comment_id) into oldest, newest
        from private.comment_terms where status = 'approved';
        with looked_at as (
          select nth, place, count(*) as seen, count(*) filter (where terms @@ word) as met
          from generate_series(0, 4) as place, lateral (
            select terms from private.comment_terms
            where status = 'approved' and comment_id <= newest - (newest - oldest) * place / 5
            order by comment_id desc limit 80) as those,
            unnest(words || everything) with ordinality as asked(word, nth)
          group by nth, place),
        met as (
          select nth, words[nth] as word, sum(met) * total / sum(seen) as often,
            count(*) filter (where met > 0) as places
          from looked_at group by nth),
        rarest as (select min(often) as often from met where word is not null)
        select
          (select often from met where word is null and places >= 3),
          (select private.all_of(array_agg(word)) from met, rarest
           where met.often = rarest.often or met.often <= 10 * greatest(rarest.often, 2000))
        into expected, asked;
      end if;
      -- A scalar subquery is one look into each index; a join the planner may answer by reading all comments.
      if expected > worth then
        return array(
          select met.comment_id from (
            select walked.comment_id from (
              select comment_id, terms from private.comment_terms where status = 'approved'
              order by comment_id desc offset 0) as walked
            where walked.terms @@ everything limit looked_for) as met
          where ${isPublished} limit most);
      end if;
      return array(
        select met.comment_id from (
          select named.comment_id from (
            select comment_id from private.comment_terms
            where status = 'approved' and terms @@ asked and (terms @@ everything) is true offset 0) as named
          order by named.comment_id desc limit looked_for) as met
        where ${isPublished} limit most);
    end $$`.execute(db)
}

/**
 * The newest that readers may see of what has all words: articles, or comments. Or else whether any article has them, or
 * the articles that are about any of the words, the best first.
 */
async function giveCandidates(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function public.candidates(kind text, words tsquery[], tag bigint, most integer)
    returns table (id bigint, relevance real)
    language plpgsql stable security definer
    set search_path to pg_catalog, pg_temp set enable_seqscan to off set plan_cache_mode to force_custom_plan as $$
    declare
      everything tsquery := private.all_of(words);
      anything tsquery := (select string_agg('(' || word::text || ')', ' | ')::tsquery from unnest(words) as word);
    begin
      if cardinality(words) = 0 or most > 1500 then
        return;
      elsif kind = 'posts' then
        return query
          select p.id, ts_rank(t.about, anything)
          from private.post_terms t join public.posts p on p.id = t.post_id
          where t.terms @@ everything and p.status = 'published' and p.published_at <= now()
            and (tag is null or exists (select from public.post_tags pt where pt.post_id = p.id and pt.tag_id = tag))
          order by p.published_at desc, p.id desc limit most;
      elsif kind = 'any' then
        return query
          select p.id, 0::real
          from private.post_terms t join public.posts p on p.id = t.post_id
          where t.terms @@ everything and p.status = 'published' and p.published_at <= now() limit most;
      elsif kind = 'about' then
        return query
          select p.id, ts_rank(t.about, anything)
          from private.post_terms t join public.posts p on p.id = t.post_id
          where t.about @@ anything and p.status = 'published' and p.published_at <= now()
          order by 2 desc, p.published_at desc, p.id desc limit most;
      elsif kind = 'comments' then
        return query
          select named.comment, 0::real
          from unnest(private.published_comments_with(words, tag, most)) as named(comment);
      end if;
    end $$`.execute(db)
  await sql`revoke all on function public.candidates(text, tsquery[], bigint, integer) from public`.execute(
    db,
  )
}

/** The words of published articles, so that a slip finds what was meant. */
async function keepWords(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.words (
      word text primary key,
      -- a bit for each letter, and how many letters there are: two words that differ by little have about the same
      letters integer not null,
      length smallint not null
    )`.execute(db)
  await sql`create index words_by_length on private.words (length) include (letters, word)`.execute(db)
  await sql`
    create function public.words_like(asked integer, shortest integer, longest integer, bits integer)
    returns setof text language sql stable security definer set search_path to pg_catalog, pg_temp as $$
      select word from private.words
      where length between shortest and longest and bit_count((letters # asked)::bit(32)) <= bits limit 5000
    $$`.execute(db)
  await sql`revoke all on function public.words_like(integer, integer, integer, integer) from public`.execute(
    db,
  )
}
