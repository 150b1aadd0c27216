import { type Kysely, sql } from 'kysely'

/**
 * A title that has nothing longer is looked for by its words of one character, as it was before 0340: a lone character of a
 * script without spaces also as a beginning, for its texts have it in pairs. Of a title that has more, the last character of
 * such a script stands by itself, and says little.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function public.about_the_same(of_post bigint, most int)
    returns table (id bigint, relevance real)
    language plpgsql stable security definer set search_path to pg_catalog, pg_temp
    set enable_seqscan to off set jit to off set plan_cache_mode to force_custom_plan
    as $$
    declare
      title constant text[] := (
        select tsvector_to_array(ts_filter(t.about, '{a}'))
        from private.post_terms t join public.posts p on p.id = t.post_id
        where t.post_id = of_post and p.status = 'published' and p.published_at <= now());
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
        where t.about @@ words and p.status = 'published' and p.published_at <= now()
        order by 2 desc, p.published_at desc, p.id desc limit most;
    end $$`.execute(db)
}
