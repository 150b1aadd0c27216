import { type Kysely, sql } from 'kysely'

/**
 * A page of an article's threads by one question: rows cost the process that takes them apart more than HTML does, and to
 * plan it costs the database more than to answer; a function is planned once a connection. Whoever asks sees what their role
 * may see, nothing else. How a comment is written down, src/comments/written.ts reads.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // What is not an index that gives them in order would read a conversation of thousands for the first twenty.
  await sql`
    create function public.page_of_threads(of_post bigint, from_thread bigint, is_newest boolean, most int, each int)
    returns table (outline json, texts text) language plpgsql stable rows 1
    set enable_seqscan to off set enable_bitmapscan to off set jit to off set plan_cache_mode to force_generic_plan
    as $$
    #variable_conflict use_column
    begin
      if is_newest then return query ${page(walks.newest)};
      else return query ${page(walks.oldest)};
      end if;
    end $$`.execute(db)
  await sql`revoke all on function public.page_of_threads(bigint, bigint, boolean, int, int) from public`.execute(
    db,
  )
}

/** Pages are walked by the threads' places from one end, and named by the id of the thread that they begin with. */
const walks = {
  oldest: { on: sql`>=`, ahead: sql`<`, onward: sql`asc`, back: sql`desc`, end: sql`'\\x'::bytea` },
  // no time begins with this byte
  newest: { on: sql`<=`, ahead: sql`>`, onward: sql`desc`, back: sql`asc`, end: sql`'\\xff'::bytea` },
}

/*
 * What bounds an index is a column or a subquery's value, never worked out beside it: of what policies guard, Postgres
 * else looks at each row. A mark is asked for as a value, so that nobody reads those of all conversations first.
 */
const page = ({ on, ahead, onward, back, end }: (typeof walks)['oldest']) => sql`
  with pins as (
    select array(
      select m.comment_id from public.comment_marks m join public.comments c on c.id = m.comment_id
      where m.post_id = of_post and m.mark = 'pinned' and c.status = 'approved'
      order by m.at, m.comment_id limit 3) as ids
  ), beginning as (
    select id, place from public.threads
    where post_id = of_post and comment_count > 0 and id ${on} from_thread order by id ${onward} limit 1
  ), bound as (
    select coalesce((select place from beginning), ${end}) as place
  ), turn as (
    select id, place, comment_count from public.threads
    where post_id = of_post and comment_count > 0 and id <> all((select ids from pins)::bigint[])
      and place ${on} (select place from bound)
    order by place ${onward} limit most + 1
  ), here as (
    select id, place, comment_count, row_number() over (order by place ${onward}) as nth from turn
    union all
    select id, place, comment_count, 0 from public.threads
    where post_id = of_post and comment_count > 0 and id = any((select ids from pins)::bigint[])
      and not exists (select from beginning)
  ), bounded as materialized (
    select id, place, place || '\\xff'::bytea as behind, comment_count, nth from here
  )
  select
    json_build_object(
      'pinned', (select ids from pins),
      'begins', (select id from beginning),
      'start', (select encode(place, 'hex') from beginning),
      'before', array(
        select id from public.threads
        where post_id = of_post and comment_count > 0 and id <> all((select ids from pins)::bigint[])
          and place ${ahead} (select place from beginning)
        order by place ${back} limit most + 1),
      'threads', coalesce(json_agg(json_build_object(
        'id', t.id, 'place', encode(t.place, 'hex'), 'count', t.comment_count, 'nth', t.nth,
        'isClosed', coalesce((
          select true from public.comment_marks m where m.comment_id = t.id and m.mark = 'closed'), false),
        'goesOn', case when t.comment_count > each then (
          select json_build_object('id', id, 'place', encode(place, 'hex')) from public.comments
          where status = 'approved' and place >= t.place and place < t.behind order by place offset each limit 1) end
      ) order by t.nth, t.id), '[]')),
    string_agg('[' || coalesce(said.text, '') || ']', E'\\n' order by t.nth, t.id)
  from bounded t left join lateral (
    select string_agg(json_build_array(c.id, c.parent_id, c.path, encode(c.place, 'hex'), c.name, c.website, c.html,
      c.language, c.avatar, c.created_at, c.edited_at, c.is_staff, c.step)::text, ',' order by c.place) as text
    from (
      select id, parent_id, path, place, name, website, html, language, avatar, created_at, edited_at, is_staff, step
      from public.comments
      where status = 'approved' and place >= t.place and place < t.behind and t.nth <= most order by place limit each
    ) c
  ) said on true`
