import { type Kysely, sql } from 'kysely'

/**
 * Of a comment only what it needs is looked up: no conversation for one that begins its own, no address for who gave
 * none, nothing that was learned about who is trusted. Each look-up costs little, and there were fifteen.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await knowAuthor(db)
  await knowBeforeComment(db)
}

async function knowAuthor(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function private.reputation_of(
      person text, mark text, address bigint, besides bigint, enough integer,
      out approved_before integer, out is_taken_back boolean, out is_blocked boolean
    ) language plpgsql stable as $$
    begin
      select
        (select count(*) from (
          select from private.origins o join public.comments c on c.id = o.comment_id
          where o.who = person and o.browser = reputation_of.mark and c.status = 'approved'
            and c.id is distinct from besides
          limit enough) approved),
        exists (
          select from private.taken_back t
          where t.mark in (person, reputation_of.mark) and t.expires > now() and t.forgiven is null),
        exists (select from private.blocked_contacts b where b.contact_id = address)
      into approved_before, is_taken_back, is_blocked;
    end $$`.execute(db)
}

async function knowBeforeComment(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function private.known_before_comment(
      address text, keyed_for bigint, key bytea, key_lasts boolean, parent bigint, client text,
      emails bytea[], person text, mark text, enough integer, size integer, newest_first boolean,
      challenge text, challenge_for bigint, challenge_until bigint,
      out post bigint, out comments_open boolean, out close_after_days integer, out published_at timestamptz,
      out asked_at timestamptz,
      out earlier bigint, out earlier_nonce uuid, out earlier_status text,
      out thread bigint, out path bigint[], out is_closed boolean, out is_pinned boolean,
      out points integer, out wait integer,
      out contact bigint, out approved_before integer, out is_taken_back boolean, out is_blocked boolean,
      out learned json, out is_attacked boolean, out has_proof boolean,
      out replies bigint[], out threads bigint[]
    ) language plpgsql stable as $$
    declare
      root bytea;
      above bytea;
    begin
      select p.id, p.comments_open, p.close_after_days, p.published_at, now()
      into post, comments_open, close_after_days, published_at, asked_at
      from public.posts p where p.slug = address and p.status = 'published' and p.published_at <= now();
      if post is distinct from keyed_for then return; end if;

      select h.comment, h.nonce, h.status into earlier, earlier_nonce, earlier_status
      from private.holder_of(key, key_lasts) h;
      is_closed := false;
      is_pinned := false;
      replies := '{}';
      if parent is not null then
        select c.thread_id, c.path, c.place, substring(c.place for 16) into thread, path, above, root
        from public.comments c where c.id = parent and c.post_id = post and c.status = 'approved';
        if not found then return; end if;
        select coalesce(bool_or(m.mark = 'closed'), false), coalesce(bool_or(m.mark = 'pinned'), false)
        into is_closed, is_pinned from public.comment_marks m where m.comment_id = thread;
        replies := array(
          select c.id from public.comments c
          where c.status = 'approved' and c.place >= root and c.place < above || '\\xff'::bytea
          order by c.place desc limit size + 1);
      end if;
      select w.points, greatest(ceil(extract(epoch from w.expires - now())), 1) into points, wait
      from private.rate_limits w where w.key = client and w.expires > now();

      if cardinality(emails) > 0 then
        select c.id into contact from private.contacts c left join private.accounts a on a.contact_id = c.id
        where c.email_hash = any(emails) order by a.id nulls last, c.id limit 1;
      end if;
      select r.approved_before, r.is_taken_back, r.is_blocked into approved_before, is_taken_back, is_blocked
      from private.reputation_of(person, mark, contact, null, enough) r;
      is_attacked := false;
      has_proof := false;
      if approved_before < enough then
        select (select to_json(s) from private.spam_state s),
          exists (select from private.attacks a where a.ended_at is null and a.dismissed_at is null)
        into learned, is_attacked;
        if challenge is not null then
          has_proof := coalesce(challenge_for = post and to_timestamp(challenge_until) > now(), false)
            and not exists (select from private.used_challenges u where u.nonce = challenge);
        end if;
      end if;
      threads := private.threads_before(post, root, newest_first, size);
    end $$`.execute(db)
}
