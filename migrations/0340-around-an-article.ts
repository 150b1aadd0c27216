import { type Kysely, sql } from 'kysely'

/**
 * What stands around an article, by one function, so that it comes with the article: asked for by itself, it had a page
 * made in two halves, between which everything that was made lay about; and the database planned it each time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await nameThoseAboutTheSame(db)
  await sql`
    create function public.around_post(of_post bigint) returns json language plpgsql stable
    set enable_seqscan to off set jit to off set plan_cache_mode to force_generic_plan
    as $$
    declare
      -- a page stands by itself: at no time, and with no words
      at constant timestamptz := (
        select p.published_at from public.posts p where p.id = of_post and p.kind = 'post' and ${isPublished});
    begin
      return (
        select json_build_object(
          'earlier', (${next({ beyond: sql`<`, order: sql`desc` })}),
          'later', (${next({ beyond: sql`>`, order: sql`asc` })}),
          'related', coalesce((${related}), '[]'),
          'same', coalesce((${sayingTheSame}), '[]')));
    end $$`.execute(db)
  await sql`revoke all on function public.around_post(bigint) from public`.execute(db)
}

const isPublished = sql`p.status = 'published' and p.published_at <= now()`

const linked = sql`json_build_object(
  'id', p.id, 'slug', p.slug, 'title', p.title, 'language', p.language, 'published_at', p.published_at)`

const next = ({ beyond, order }: { beyond: ReturnType<typeof sql>; order: ReturnType<typeof sql> }) => sql`
  select ${linked} from public.posts p
  where p.kind = 'post' and ${isPublished} and (p.published_at, p.id) ${beyond} (at, of_post)
  order by p.published_at ${order}, p.id ${order} limit 1`

/*
 * By the tags they share, the newest first; where that is not enough, by the words of the title, which are looked for in no
 * other case. Of each tag a hundred are looked at: a blog may have thousands that share one. What is found both ways has
 * the place that its tags gave it.
 */
const related = sql`
  with by_tags as (
    select newest.id, row_number() over (
      order by count(*) desc, newest.published_at desc, newest.id desc) as place
    from public.post_tags mine, lateral (
      select p.id, p.published_at from public.post_tags pt join public.posts p on p.id = pt.post_id
      where pt.tag_id = mine.tag_id and p.kind = 'post' and p.id <> of_post and ${isPublished}
      order by p.published_at desc, p.id desc limit 100) newest
    where mine.post_id = of_post group by newest.id, newest.published_at order by place limit 3
  ), by_words as (
    select named.id, -named.relevance as place from public.about_the_same(of_post, 7) named
    where (select count(*) from by_tags) < 3
  ), found as (
    select id, 0 as way, place from by_tags union all select id, 1, place from by_words
  ), best as (
    select p.id, min(array[found.way, found.place]::float8[]) as place
    from found join public.posts p on p.id = found.id
    where p.kind = 'post' and p.id <> of_post and at is not null and ${isPublished}
    group by p.id order by 2, p.id desc limit 3
  )
  select json_agg(${linked} order by best.place, p.id desc) from best join public.posts p on p.id = best.id`

/** The published articles that say the same, itself among them. */
const sayingTheSame = sql`
  select json_agg(json_build_object('id', p.id, 'slug', p.slug, 'language', p.language) order by p.language, p.id)
  from public.post_translations o
    join public.post_translations t on t.key = o.key join public.posts p on p.id = t.post_id
  where o.post_id = of_post and ${isPublished} and p.canonical is null`

/**
 * The ids of those that have words of a published article's title among what they are about, and nothing else of them: a
 * word as it is, a longer one, and one in Hangul, also as a beginning. A title that has nothing longer is looked for by its
 * words of one character, of a script without spaces also as beginnings, for texts have that in pairs. Of a title that has
 * more, the last character of such a script stands by itself, and says little.
 */
async function nameThoseAboutTheSame(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function public.about_the_same(of_post bigint, most int) returns table (id bigint, relevance real)
    language plpgsql stable security definer set search_path to pg_catalog, pg_temp
    set enable_seqscan to off set jit to off set plan_cache_mode to force_custom_plan
    as $$
    declare
      title constant text[] := (
        select tsvector_to_array(ts_filter(t.about, '{a}'))
        from private.post_terms t join public.posts p on p.id = t.post_id
        where t.post_id = of_post and ${isPublished});
      has_words constant boolean := exists (select from unnest(title) as lexeme where char_length(lexeme) > 1);
      words constant tsquery := (
        select string_agg(
          '''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''''
            || case when lexeme ~ '^([가-힣]|.{3})' or (char_length(lexeme) = 1 and octet_length(lexeme) = 3)
              then ':*' else '' end, ' | ')::tsquery
        from (
          select lexeme from unnest(title) as lexeme where char_length(lexeme) > 1 or not has_words limit 64) as asked);
    begin
      return query
        select p.id, ts_rank(t.about, words)
        from private.post_terms t join public.posts p on p.id = t.post_id
        where t.about @@ words and ${isPublished}
        order by 2 desc, p.published_at desc, p.id desc limit most;
    end $$`.execute(db)
  await sql`revoke all on function public.about_the_same(bigint, int) from public`.execute(db)
}
