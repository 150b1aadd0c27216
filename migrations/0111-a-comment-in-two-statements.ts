import { type Kysely, sql } from 'kysely'

/**
 * A comment is two statements: one reads all that decides about it, one writes all of it. They are functions, for a
 * connection plans what is in a function once: planned for each comment, the first alone took longer than all it reads.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await knowBeforeComment(db)
  await addComments(db)
  await writeComment(db)
}

/**
 * What decides, the cheapest first: what a refusal makes needless is not read. The key is made for an article, so that
 * it is of no use when another one is at the address. Threads are walked by their index whatever the statistics say:
 * where nobody had gathered any, all of an article's were sorted.
 */
async function knowBeforeComment(db: Kysely<unknown>): Promise<void> {
  // what is pinned stands before all pages, and is a few
  await sql`
    create function private.threads_before(post bigint, root bytea, newest_first boolean, size integer) returns bigint[]
    language plpgsql stable set enable_seqscan to off set enable_bitmapscan to off set enable_sort to off as $$
    declare
      pinned bigint[] := array(
        select m.comment_id from public.comment_marks m where m.post_id = post and m.mark = 'pinned');
    begin
      if newest_first then
        return array(
          select t.id from public.threads t
          where t.post_id = post and t.comment_count > 0 and t.place > root
            and t.id <> all(pinned)
          order by t.place limit size);
      end if;
      return array(
        select t.id from public.threads t
        where t.post_id = post and t.comment_count > 0 and t.place < coalesce(root, '\\xff'::bytea)
          and t.id <> all(pinned)
        order by t.place desc limit size);
    end $$`.execute(db)
  await sql`
    create function private.known_before_comment(
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
      if parent is not null then
        select c.thread_id, c.path, c.place, substring(c.place for 16) into thread, path, above, root
        from public.comments c where c.id = parent and c.post_id = post and c.status = 'approved';
        if not found then return; end if;
      end if;
      select coalesce(bool_or(m.mark = 'closed'), false), coalesce(bool_or(m.mark = 'pinned'), false)
      into is_closed, is_pinned from public.comment_marks m where m.comment_id = thread;
      select w.points, greatest(ceil(extract(epoch from w.expires - now())), 1) into points, wait
      from private.rate_limits w where w.key = client and w.expires > now();

      select c.id into contact from private.contacts c left join private.accounts a on a.contact_id = c.id
      where c.email_hash = any(emails) order by a.id nulls last, c.id limit 1;
      select r.approved_before, r.is_taken_back, r.is_blocked into approved_before, is_taken_back, is_blocked
      from private.reputation_of(person, mark, contact, null, enough) r;
      learned := (select to_json(s) from private.spam_state s);
      is_attacked := exists (
        select from private.attacks a where a.ended_at is null and a.dismissed_at is null);
      has_proof := coalesce(challenge_for = post and to_timestamp(challenge_until) > now(), false)
        and not exists (select from private.used_challenges u where u.nonce = challenge);

      replies := array(
        select c.id from public.comments c
        where c.status = 'approved' and c.place >= root and c.place < above || '\\xff'::bytea
        order by c.place desc limit size + 1);
      threads := private.threads_before(post, root, newest_first, size);
    end $$`.execute(db)
}

/** The gate for comments that are new: their first steps, the terms by which they are found, and themselves. */
async function addComments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.add_comments(added jsonb, taken jsonb) returns void language plpgsql as $$
    begin
      perform set_config('afterword.gate', 'open', true);
      with written as (
        select * from jsonb_to_recordset(added) as c (
          id bigint, post_id bigint, thread_id bigint, parent_id bigint, path bigint[], status text, name text,
          website text, source text, html text, language text, avatar text, created_at timestamptz,
          edited_at timestamptz, is_staff boolean, decided text, mended boolean, reasons text[], terms text[])),
      logged as (
        insert into private.moderation_log (comment_id, to_status, reasons, kind, actor, account_id, decision)
        select id, status, reasons, taken ->> 'kind', taken ->> 'actor', (taken ->> 'account_id')::bigint,
          (taken ->> 'decision')::uuid
        from written returning id, comment_id),
      found as (
        insert into private.comment_terms (comment_id, status, terms)
        select id, status, array_to_tsvector(terms) from written)
      insert into public.comments (id, post_id, thread_id, parent_id, path, status, name, website, source, html, language,
        avatar, created_at, edited_at, is_staff, decided, mended, step)
      select id, post_id, thread_id, parent_id, path, status, name, website, source, html, language, avatar,
        coalesce(created_at, now()), edited_at, coalesce(is_staff, false), decided, coalesce(mended, false),
        (select l.id from logged l where l.comment_id = w.id)
      from written w;
    end $$`.execute(db)
}

/** A comment that somebody sends: its point of the limit, its key, and then the gate. */
async function writeComment(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.write_comment(
      client text, given integer, contact jsonb, origin jsonb, key_lasts boolean, gives_up bigint,
      comment jsonb, taken jsonb, verdict jsonb, challenge text, challenge_until bigint, arrival jsonb,
      out outcome text, out id bigint, out nonce uuid, out wait integer
    ) language plpgsql as $$
    declare
      sent private.origins := jsonb_populate_record(null::private.origins, origin);
      address private.contacts := jsonb_populate_record(null::private.contacts, contact);
    begin
      if gives_up is not null then
        update private.origins o set submission_key = null where o.comment_id = gives_up;
      end if;
      wait := private.take_point(client, given, 60);
      if wait > 0 then
        -- The point was waited for: what took the last one may have been these very words.
        select h.comment, h.nonce into id, nonce from private.holder_of(sent.submission_key, key_lasts) h;
        outcome := case when id is null then 'tooFast' else 'repeated' end;
        return;
      end if;

      -- Used by another since it was looked at: without it this one may have to wait.
      if challenge is not null and not private.use_challenge(challenge, challenge_until) then
        update private.rate_limits l set points = l.points - 1 where l.key = client;
        outcome := 'proofUsed';
        return;
      end if;

      if contact is not null then
        sent.contact_id := private.keep_contact(address.email_hash, address.email_sealed, address.key_id);
      end if;
      loop
        if not key_lasts then
          update private.origins o set submission_key = null from public.comments c
          where c.id = o.comment_id and o.submission_key = sent.submission_key
            and c.created_at < now() - interval '10 minutes';
        end if;
        -- One that is being written at this moment is waited for.
        insert into private.origins as o (comment_id, contact_id, ip, user_agent, who, submission_key, browser)
        values (nextval('public.comments_id_seq'), sent.contact_id, sent.ip, sent.user_agent, sent.who,
          sent.submission_key, sent.browser)
        on conflict do nothing returning o.comment_id, o.nonce into id, nonce;
        exit when found;
        select h.comment, h.nonce into id, nonce from private.holder_of(sent.submission_key, key_lasts) h;
        if id is not null then
          outcome := 'repeated';
          return;
        end if;
        -- None: whoever had the key has given it up since.
      end loop;

      perform private.add_comments(jsonb_build_array(comment || jsonb_build_object(
        'id', id, 'thread_id', coalesce(nullif(comment -> 'thread_id', 'null'), to_jsonb(id)),
        'path', (comment -> 'path') || to_jsonb(id))), taken);
      if verdict is not null then
        insert into private.spam_verdicts (comment_id, score, likeness, evidence)
        values (id, (verdict ->> 'score')::float8, verdict ->> 'likeness', verdict -> 'evidence');
      end if;
      -- The one row that all wait for who are not trusted, so it is locked last.
      if arrival is not null then
        perform private.count_arrival(
          (arrival ->> 'fewest')::bigint, (arrival ->> 'times')::bigint, (arrival ->> 'knownDays')::integer);
      end if;
      outcome := 'accepted';
    end $$`.execute(db)
}
