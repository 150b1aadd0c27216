import { type Kysely, sql } from 'kysely'

/**
 * What decides about comments is one query for all of them, where it was ten for each: what is begun and ended with a
 * query, a function and its settings is so once. One of the ten, that for a contact, was planned anew for each comment,
 * since Postgres takes a list of unknown length for ten.
 *
 * The plan is kept by a connection for as long as it lasts, and made when the tables may have been as good as empty: it
 * must not read them through because of that. What forbids this would have Postgres compile the query, which is forbidden
 * too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop function private.known_before_comments(jsonb)`.execute(db)
  await sql`drop function private.known_before_comment(
    text, bigint, bytea, boolean, bigint, text, bytea[], text, text, integer, integer, boolean, text, bigint, bigint)`.execute(
    db,
  )
  await sql`drop function private.threads_before(bigint, bytea, boolean, integer)`.execute(db)
  await sql`drop function private.holder_of(bytea, boolean)`.execute(db)
  await sql`drop function private.reputation_of(text, text, bigint, bigint, integer)`.execute(db)
  await holderOf(db)
  await reputationOf(db)
  await knownBeforeComments(db)
}

/** In SQL, as is the next, so that it becomes a part of the query that asks it. */
async function holderOf(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.holder_of(key bytea, lasts boolean)
    returns table (comment bigint, nonce uuid, status text) language sql stable as $$
      select o.comment_id, o.nonce, c.status
      from private.origins o left join public.comments c on c.id = o.comment_id
      where o.submission_key = key and (lasts or c.created_at >= now() - interval '10 minutes')
    $$`.execute(db)
}

async function reputationOf(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.reputation_of(person text, mark text, address bigint, besides bigint, enough integer)
    returns table (approved_before integer, is_taken_back boolean, is_blocked boolean) language sql stable as $$
      select
        (select count(*)::integer from (
          select from private.origins o join public.comments c on c.id = o.comment_id
          where o.who = person and o.browser = reputation_of.mark and c.status = 'approved'
            and c.id is distinct from besides
          limit enough) approved),
        exists (
          select from private.taken_back t
          where t.mark in (person, reputation_of.mark) and t.expires > now() and t.forgiven is null),
        exists (select from private.blocked_contacts b where b.contact_id = address)
    $$`.execute(db)
}

/** Each part is asked for each comment by an index (\`offset 0\`), and not at all where what stands before refuses it. */
async function knownBeforeComments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.known_before_comments(asked jsonb) returns table (
      at integer, post bigint, comments_open boolean, close_after_days integer, published_at timestamptz,
      asked_at timestamptz, earlier bigint, earlier_nonce uuid, earlier_status text,
      thread bigint, path bigint[], is_closed boolean, points integer, wait integer,
      contact bigint, approved_before integer, is_taken_back boolean, is_blocked boolean,
      learned json, is_attacked boolean, has_proof boolean, replies bigint[], threads bigint[], stands_first boolean
    ) language plpgsql stable
    set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off as $$
    begin
      return query
      select a.at, p.id, p.comments_open, p.close_after_days, p.published_at, now(), h.comment, h.nonce, h.status,
        t.thread_id, t.path,
        exists (select from public.comment_marks m where m.comment_id = t.thread_id and m.mark = 'closed'),
        w.points, w.seconds, c.id, r.approved_before, r.is_taken_back, r.is_blocked,
        case when r.approved_before < a.enough then (select to_json(s) from private.spam_state s) end,
        r.approved_before < a.enough
          and exists (select from private.attacks a where a.ended_at is null and a.dismissed_at is null),
        r.approved_before < a.enough and a.challenge is not null
          and coalesce(a.challenge_for = p.id and to_timestamp(a.challenge_until) > now(), false)
          and not exists (select from private.used_challenges u where u.nonce = a.challenge),
        case when n.is_needed is null then null when t.thread_id is null then '{}' else array(
          select c.id from public.comments c
          where c.status = 'approved' and c.place >= t.root and c.place < t.place || '\\xff'::bytea
          order by c.place desc limit a.size + 1) end,
        case when n.is_needed is null then null when a.newest_first then array(
          select o.id from public.threads o
          where o.post_id = p.id and o.comment_count > 0 and o.place > t.root and o.id <> all(f.pinned)
          order by o.place limit a.size)
        else array(
          select o.id from public.threads o
          where o.post_id = p.id and o.comment_count > 0 and o.place < coalesce(t.root, '\\xff'::bytea)
            and o.id <> all(f.pinned)
          order by o.place desc limit a.size) end,
        coalesce(t.thread_id = any(f.pinned), false)
      from jsonb_to_recordset(asked) as a (
        at integer, address text, keyed_for bigint, key bytea, key_lasts boolean, parent bigint, client text,
        emails bytea[], person text, mark text, enough integer, size integer, newest_first boolean,
        challenge text, challenge_for bigint, challenge_until bigint)
      left join lateral (
        select * from public.posts p
        where p.slug = a.address and p.status = 'published' and p.published_at <= now() offset 0) p on true
      left join lateral (
        select * from private.holder_of(a.key, a.key_lasts) where p.id = a.keyed_for offset 0) h on true
      left join lateral (
        select c.thread_id, c.path, c.place, substring(c.place for 16) as root from public.comments c
        where c.id = a.parent and c.post_id = p.id and c.status = 'approved' and p.id = a.keyed_for offset 0) t on true
      left join lateral (
        select true as is_needed where p.id = a.keyed_for and (a.parent is null or t.thread_id is not null)
        offset 0) n on true
      left join lateral (
        select w.points, greatest(ceil(extract(epoch from w.expires - now())), 1)::integer as seconds
        from private.rate_limits w where w.key = a.client and w.expires > now() and n.is_needed offset 0) w on true
      left join lateral (
        select c.id from unnest(a.emails) as e (hash)
        join private.contacts c on c.email_hash = e.hash left join private.accounts k on k.contact_id = c.id
        where n.is_needed order by k.id nulls last, c.id limit 1) c on true
      left join lateral (
        select * from private.reputation_of(a.person, a.mark, c.id, null, a.enough) where n.is_needed offset 0) r on true
      left join lateral (
        select case when exists (
          select from public.comment_marks m where m.post_id = p.id and m.mark = 'pinned')
        then private.pinned_of(p.id) else '{}' end as pinned where n.is_needed offset 0) f on true;
    end $$`.execute(db)
}
