import { type Kysely, sql } from 'kysely'

/**
 * What a comment takes on its way (a point of the limit, a contact, a proof of work), what is known of its author, and
 * what it is counted by: functions, which the one that writes a comment calls, and the program where it needs one alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await keepLimitsAndContacts(db)
  await knowAuthors(db)
  await countArrivals(db)
  await tellNames(db)
}

async function keepLimitsAndContacts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.take_point(client text, given integer, seconds float8) returns integer
    language plpgsql as $$
    declare
      taken integer;
      wait integer;
    begin
      insert into private.rate_limits as spent (key, points, expires)
      values (client, 1, now() + make_interval(secs => seconds))
      on conflict (key) do update set
        points = case when spent.expires <= now() then 1 else spent.points + 1 end,
        expires = case when spent.expires <= now() then excluded.expires else spent.expires end
      returning spent.points, ceil(extract(epoch from spent.expires - now())) into taken, wait;
      return case when taken > given then greatest(wait, 1) else 0 end;
    end $$`.execute(db)
  await sql`
    create function private.keep_contact(hash bytea, sealed bytea, sealed_by text) returns bigint
    language plpgsql as $$
    declare
      kept bigint;
    begin
      loop
        -- held until a comment refers to it, or it could be forgotten in between
        select id into kept from private.contacts where email_hash = hash for key share;
        if found then return kept; end if;
        insert into private.contacts (email_hash, email_sealed, key_id) values (hash, sealed, sealed_by)
        on conflict (email_hash) do nothing returning id into kept;
        if found then return kept; end if;
      end loop;
    end $$`.execute(db)
}

async function knowAuthors(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.reputation_of(
      person text, mark text, address bigint, besides bigint, enough integer,
      out approved_before integer, out is_taken_back boolean, out is_blocked boolean
    ) language plpgsql stable as $$
    begin
      approved_before := (select count(*) from (
        select from private.origins o join public.comments c on c.id = o.comment_id
        where o.who = person and o.browser = mark and c.status = 'approved' and c.id is distinct from besides
        limit enough) approved);
      is_taken_back := exists (
        select from private.taken_back t where t.mark in (person, reputation_of.mark) and t.expires > now());
      is_blocked := exists (select from private.blocked_contacts b where b.contact_id = address);
    end $$`.execute(db)
  // of a sender that is known by a network alone a key holds for ten minutes
  await sql`
    create function private.holder_of(
      key bytea, lasts boolean, out comment bigint, out nonce uuid, out status text
    ) language plpgsql stable as $$
    begin
      select o.comment_id, o.nonce, c.status into comment, nonce, status
      from private.origins o left join public.comments c on c.id = o.comment_id
      where o.submission_key = key and (lasts or c.created_at >= now() - interval '10 minutes');
    end $$`.execute(db)
}

/** Of people who are not trusted. What is allowed is found out once for each slot of ten minutes. */
async function countArrivals(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.use_challenge(challenge text, until bigint) returns boolean language plpgsql as $$
    begin
      insert into private.used_challenges (nonce, expires)
      select challenge, to_timestamp(until) where to_timestamp(until) > now()
      on conflict do nothing;
      return found;
    end $$`.execute(db)
  await sql`
    create function private.count_arrival(fewest bigint, times bigint, known_days integer) returns void
    language plpgsql as $$
    declare
      this_slot timestamptz := date_bin('10 minutes', now(), timestamptz 'epoch');
      here record;
    begin
      update private.arrivals a set comments = a.comments + 1 where a.slot = this_slot returning a.* into here;
      if not found then
        insert into private.arrivals as a (slot, comments, allowed)
        select this_slot, 1, greatest(fewest, times * coalesce(max(hour), 0)::bigint)
        from (
          select sum(k.comments) over (
            order by k.slot range between interval '50 minutes' preceding and current row) as hour
          from private.arrivals k
          where k.slot > now() - make_interval(days => known_days) and k.slot < now() - interval '1 day'
            and not exists (
              select from private.attacks b where b.dismissed_at is null
                and k.slot between b.began_at - interval '1 hour' and coalesce(b.ended_at, now()))
        ) as hours
        on conflict (slot) do update set comments = a.comments + 1 returning a.* into here;
      end if;
      if here.allowed < here.comments + coalesce((
        select sum(o.comments) from private.arrivals o
        where o.slot > now() - interval '1 hour' and o.slot < this_slot), 0)
      then
        insert into private.attacks (allowed) values (here.allowed) on conflict do nothing;
      end if;
    end $$`.execute(db)
}

/** Who keeps what the blog's people are called hears that somebody came, or has another name or address. */
async function tellNames(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger tell_names after insert or update of name, contact_id on private.accounts
    for each statement execute function private.tell_people()`.execute(db)
}
