import { type Kysely, sql } from 'kysely'

/**
 * A conversation is ordered by time: each step of a comment's place is its time and its id, so that what is brought in
 * years later stands where it belongs. The path keeps saying by ids what answers what.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await nameSteps(db)
  await placeComments(db)
  await placeThreads(db)
  await placeNewOnes(db)
}

/** Microseconds since the year 1 and the id, the highest byte first: what is compared byte by byte is in order. */
async function nameSteps(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.place_step(at timestamptz, id bigint) returns bytea language sql stable as $$
      select int8send((extract(epoch from at) * 1000000)::bigint + 62135596800000000) || int8send(id)
    $$`.execute(db)
  // A table that is written anew can't be asked meanwhile.
  await sql`create table private.steps_of_places as
    select id, private.place_step(created_at, id) as step from public.comments`.execute(db)
  await sql`alter table private.steps_of_places add primary key (id)`.execute(db)
  await sql`
    create function private.place_of(path bigint[]) returns bytea language sql stable as $$
      select string_agg(coalesce(step, int8send(0) || int8send(above)), ''::bytea order by level)
      from unnest(path) with ordinality as p(above, level)
      left join private.steps_of_places on id = above
    $$`.execute(db)
}

async function placeComments(db: Kysely<unknown>): Promise<void> {
  await sql`drop index public.comments_shown`.execute(db)
  await sql`alter table public.comments alter column place drop expression`.execute(db)
  // in no row: a trigger makes it
  await sql`alter table public.comments alter column place set default ''`.execute(db)
  await sql`alter table public.comments alter column place type bytea using case cardinality(path)
    when 1 then private.place_step(created_at, id)
    else private.place_of(path) end`.execute(db)
  await sql`create index comments_shown on public.comments (place) where status = 'approved'`.execute(db)
}

/** Threads by id too: what a page began with may be gone, and its neighbours by id are where it was. */
async function placeThreads(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.threads add column place bytea not null default ''`.execute(db)
  await sql`alter table public.threads alter column place drop default,
    alter column place type bytea using private.place_of(array[id])`.execute(db)
  await sql`create index threads_by_place on public.threads (post_id, place) where comment_count > 0`.execute(
    db,
  )
}

/** Each new comment is placed under what stands above it, which has to be there, and begins a thread if nothing does. */
async function placeNewOnes(db: Kysely<unknown>): Promise<void> {
  await sql`drop function private.place_of(bigint[])`.execute(db)
  await sql`drop table private.steps_of_places`.execute(db)
  await sql`
    create function private.place_comment() returns trigger language plpgsql as $$
    declare
      above bytea := '';
    begin
      if new.path[1] <> new.id then
        select place into strict above from public.comments where id = new.path[cardinality(new.path) - 1];
      end if;
      new.place := above || private.place_step(new.created_at, new.id);
      if new.path[1] = new.id then
        insert into public.threads (id, post_id, place) values (new.id, new.post_id, new.place);
      end if;
      return new;
    end $$`.execute(db)
  await sql`create trigger comments_placed before insert on public.comments
    for each row execute function private.place_comment()`.execute(db)
}
