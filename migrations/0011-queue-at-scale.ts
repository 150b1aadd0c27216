import { type Kysely, sql } from 'kysely'

/**
 * A queue of a million comments answers as fast as one of a hundred: what is counted is kept, what is searched for has
 * an index, and what is done to many at once is a row that says how far it has come.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepCounts(db)
  await keepTerms(db)
  await indexFilters(db)
  await rememberBulkDecisions(db)
}

/** How many comments each article has in each state, kept by the same triggers that keep what readers see. */
async function keepCounts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.comment_counts (
      post_id bigint not null references public.posts on delete cascade,
      status text not null,
      comments bigint not null,
      primary key (post_id, status)
    )`.execute(db)
  await sql`
    insert into private.comment_counts
    select post_id, status, count(*) from public.comments group by post_id, status`.execute(db)

  // Articles too are locked in the order of ids: decisions about many articles at once met in two orders.
  await sql`
    create or replace function private.count_comments(thread_ids bigint[], step integer) returns void
    language plpgsql as $$
    begin
      if cardinality(thread_ids) = 0 then return; end if;
      perform from public.threads where id = any(thread_ids) order by id for no key update;
      perform from public.posts where id in (select post_id from public.threads where id = any(thread_ids))
        order by id for no key update;
      with counted as (select id, count(*) * step as change from unnest(thread_ids) as id group by id),
           moved as (
             update public.threads t set comment_count = t.comment_count + c.change
             from counted c where t.id = c.id returning t.post_id, c.change),
           by_post as (select post_id, sum(change) as change from moved group by post_id)
      update public.posts p set comment_count = p.comment_count + b.change from by_post b where p.id = b.post_id;
    end $$`.execute(db)

  await sql`
    create function private.count_statuses() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into private.comment_counts as kept
        select post_id, status, count(*) from new_rows group by post_id, status order by post_id, status
        on conflict (post_id, status) do update set comments = kept.comments + excluded.comments;
      elsif tg_op = 'DELETE' then
        -- of an article that goes as a whole its counts have gone before
        update private.comment_counts kept set comments = kept.comments - gone.comments
        from (select post_id, status, count(*) as comments from old_rows group by post_id, status) gone
        where kept.post_id = gone.post_id and kept.status = gone.status;
      else
        -- in one order, so that two moderators at once can't deadlock
        insert into private.comment_counts as kept
        select post_id, status, sum(change) from (
          select n.post_id, n.status, 1 as change
          from new_rows n join old_rows o using (id) where n.status <> o.status
          union all
          select o.post_id, o.status, -1
          from new_rows n join old_rows o using (id) where n.status <> o.status
        ) changes group by post_id, status order by post_id, status
        on conflict (post_id, status) do update set comments = kept.comments + excluded.comments;
      end if;
      return null;
    end $$`.execute(db)
  await sql`create trigger statuses_inserted after insert on public.comments
    referencing new table as new_rows for each statement execute function private.count_statuses()`.execute(
    db,
  )
  await sql`create trigger statuses_updated after update on public.comments
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.count_statuses()`.execute(db)
  await sql`create trigger statuses_deleted after delete on public.comments
    referencing old table as old_rows for each statement execute function private.count_statuses()`.execute(
    db,
  )
}

/**
 * The words of each comment, beside it: were they a column of it, each approval would write them to the index again.
 * The program puts them there, which splits and folds the words of a search in the same way.
 */
async function keepTerms(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.comment_terms (
      comment_id bigint primary key references public.comments on delete cascade,
      terms tsvector not null
    )`.execute(db)
  // a short list of what is not yet sorted in, for a search reads all of it
  await sql`create index comment_terms_by_term on private.comment_terms using gin (terms)
    with (gin_pending_list_limit = 128)`.execute(db)
  // Null for a common term: the planner knows those, and to gather all that the index has of one takes long. Of the
  // others it knows nothing: of one that nobody said it expects some thousand comments, and would rather read all there
  // are than ask the index.
  await sql`
    create function private.comments_with(query tsquery, most integer) returns bigint[]
    language plpgsql set enable_seqscan to off as $$
    declare
      plan json;
    begin
      execute format('explain (format json) select from private.comment_terms where terms @@ %L::tsquery', query) into plan;
      if (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8 > most then return null; end if;
      return array(select comment_id from private.comment_terms where terms @@ query limit most);
    end $$`.execute(db)
}

async function indexFilters(db: Kysely<unknown>): Promise<void> {
  await sql`create index comments_by_post on public.comments (post_id, status, id)`.execute(db)
  await sql`create index comments_by_time on public.comments (created_at, id)`.execute(db)
  await sql`create index comments_by_status_and_time on public.comments (status, created_at, id)`.execute(db)
  // a decision about many is taken back from its first step on
  await sql`drop index private.moderation_log_by_decision`.execute(db)
  await sql`create index moderation_log_by_decision on private.moderation_log (decision, id)`.execute(db)
  await sql`drop index private.origins_by_contact`.execute(db)
  await sql`create index origins_by_contact on private.origins (contact_id, comment_id)
    where contact_id is not null`.execute(db)
  await sql`create index origins_by_address on private.origins (ip, comment_id) where ip is not null`.execute(
    db,
  )
}

/** What is to be done to all comments that match, and how far it has come, so that any node can go on with it. */
async function rememberBulkDecisions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.bulk_decisions (
      decision uuid primary key,
      account_id bigint references private.accounts on delete set null,
      actor text not null,
      -- what to look for and where to move it, or the decision to take back
      task jsonb not null,
      expected bigint not null,
      moved bigint not null default 0,
      -- the id to go on from
      position bigint,
      worked_at timestamptz not null default now(),
      ended_at timestamptz
    )`.execute(db)
  await sql`create index bulk_decisions_under_way on private.bulk_decisions (worked_at)
    where ended_at is null`.execute(db)
}
