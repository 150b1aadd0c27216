import { type Kysely, sql } from 'kysely'

/**
 * Comments that come at the same time are read about in one statement, and written in one: what a statement, a commit,
 * a trigger and a notice cost, they cost once for all of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await knowBeforeComments(db)
  await addComments(db)
  await writeComments(db)
  await pinnedIfAny(db)
}

async function knowBeforeComments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.known_before_comments(asked jsonb) returns table (
      at integer, post bigint, comments_open boolean, close_after_days integer, published_at timestamptz,
      asked_at timestamptz, earlier bigint, earlier_nonce uuid, earlier_status text,
      thread bigint, path bigint[], is_closed boolean, is_pinned boolean, points integer, wait integer,
      contact bigint, approved_before integer, is_taken_back boolean, is_blocked boolean,
      learned json, is_attacked boolean, has_proof boolean, replies bigint[], threads bigint[], stands_first boolean
    ) language plpgsql stable as $$
    begin
      return query
      select a.at, k.*, k.is_pinned and k.thread = any(private.pinned_of(k.post))
      from jsonb_to_recordset(asked) as a (
          at integer, address text, keyed_for bigint, key bytea, key_lasts boolean, parent bigint, client text,
          emails bytea[], person text, mark text, enough integer, size integer, newest_first boolean,
          challenge text, challenge_for bigint, challenge_until bigint),
        lateral private.known_before_comment(
          a.address, a.keyed_for, a.key, a.key_lasts, a.parent, a.client, a.emails, a.person, a.mark, a.enough, a.size,
          a.newest_first, a.challenge, a.challenge_for, a.challenge_until) as k;
    end $$`.execute(db)
}

/** The gate for comments that are new, each with who takes its first step. */
async function addComments(db: Kysely<unknown>): Promise<void> {
  await sql`drop function private.add_comments(jsonb, jsonb)`.execute(db)
  await sql`
    create function private.add_comments(added jsonb) returns void language plpgsql as $$
    begin
      perform set_config('afterword.gate', 'open', true);
      with written as (
        select * from jsonb_to_recordset(added) as c (
          id bigint, post_id bigint, thread_id bigint, parent_id bigint, path bigint[], status text, name text,
          website text, source text, html text, language text, avatar text, created_at timestamptz,
          edited_at timestamptz, is_staff boolean, decided text, mended boolean, reasons text[], terms text[],
          kind text, actor text, account_id bigint, decision uuid)),
      logged as (
        insert into private.moderation_log (comment_id, to_status, reasons, kind, actor, account_id, decision)
        select id, status, reasons, kind, actor, account_id, decision
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

/**
 * Comments that somebody sends: for each its point of the limit and its key, in the order of those who send them, so that
 * two such statements don't wait for each other; then all of them through the gate. Several don't wait long for what a
 * person decides at this moment: they are refused, and then written one by one.
 */
async function writeComments(db: Kysely<unknown>): Promise<void> {
  await sql`drop function private.write_comment(
    text, integer, jsonb, jsonb, boolean, bigint, jsonb, jsonb, jsonb, text, bigint, jsonb)`.execute(db)
  await sql`
    create function private.write_comments(sent jsonb)
    returns table (at integer, outcome text, id bigint, nonce uuid, wait integer) language plpgsql as $$
    declare
      one record;
      origin private.origins;
      address private.contacts;
      added jsonb := '[]';
      is_judged boolean := false;
    begin
      if jsonb_array_length(sent) > 1 then
        perform set_config('lock_timeout', '250ms', true);
      end if;
      for one in
        select * from jsonb_to_recordset(sent) as s (
          at integer, client text, given integer, contact jsonb, origin jsonb, key_lasts boolean, gives_up bigint,
          comment jsonb, verdict jsonb, challenge text, challenge_until bigint)
        order by s.client, s.at
      loop
        at := one.at;
        id := null;
        nonce := null;
        origin := jsonb_populate_record(null::private.origins, one.origin);
        if one.gives_up is not null then
          update private.origins o set submission_key = null where o.comment_id = one.gives_up;
        end if;
        wait := private.take_point(one.client, one.given, 60);
        if wait > 0 then
          -- The point was waited for: what took the last one may have been these very words.
          select h.comment, h.nonce into id, nonce from private.holder_of(origin.submission_key, one.key_lasts) h;
          outcome := case when id is null then 'tooFast' else 'repeated' end;
          return next;
          continue;
        end if;

        -- Used by another since it was looked at: without it this one may have to wait.
        if one.challenge is not null and not private.use_challenge(one.challenge, one.challenge_until) then
          update private.rate_limits l set points = l.points - 1 where l.key = one.client;
          outcome := 'proofUsed';
          return next;
          continue;
        end if;

        if one.contact is not null then
          address := jsonb_populate_record(null::private.contacts, one.contact);
          origin.contact_id := private.keep_contact(address.email_hash, address.email_sealed, address.key_id);
        end if;
        loop
          if not one.key_lasts then
            update private.origins o set submission_key = null from public.comments c
            where c.id = o.comment_id and o.submission_key = origin.submission_key
              and c.created_at < now() - interval '10 minutes';
          end if;
          -- One that is being written at this moment is waited for.
          insert into private.origins as o (comment_id, contact_id, ip, user_agent, who, submission_key, browser)
          values (nextval('public.comments_id_seq'), origin.contact_id, origin.ip, origin.user_agent, origin.who,
            origin.submission_key, origin.browser)
          on conflict do nothing returning o.comment_id, o.nonce into id, nonce;
          outcome := 'accepted';
          exit when found;
          select h.comment, h.nonce into id, nonce from private.holder_of(origin.submission_key, one.key_lasts) h;
          outcome := 'repeated';
          exit when id is not null;
          -- None: whoever had the key has given it up since.
        end loop;
        return next;
        if outcome = 'repeated' then continue; end if;

        is_judged := is_judged or one.verdict is not null;
        added := added || jsonb_build_array(one.comment || jsonb_build_object(
          'id', id, 'thread_id', coalesce(nullif(one.comment -> 'thread_id', 'null'), to_jsonb(id)),
          'path', (one.comment -> 'path') || to_jsonb(id), 'verdict', one.verdict));
      end loop;

      if added = '[]' then return; end if;
      perform private.add_comments(added);
      if is_judged then
        insert into private.spam_verdicts (comment_id, score, likeness, evidence)
        select v.id, (v.verdict ->> 'score')::float8, v.verdict ->> 'likeness', v.verdict -> 'evidence'
        from jsonb_to_recordset(added) as v (id bigint, verdict jsonb) where v.verdict is not null;
      end if;
      -- The one row that all wait for who are not trusted, so it is locked last.
      perform private.count_arrival(
        (a.arrival ->> 'fewest')::bigint, (a.arrival ->> 'times')::bigint, (a.arrival ->> 'knownDays')::integer)
      from jsonb_to_recordset(added) as a (arrival jsonb) where a.arrival is not null;
    end $$`.execute(db)
}

/** Nothing is pinned on most articles: that costs a look at an index. */
async function pinnedIfAny(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function private.pinned_of(article bigint) returns bigint[] language plpgsql stable as $$
    begin
      if not exists (select from public.comment_marks m where m.post_id = article and m.mark = 'pinned') then
        return '{}';
      end if;
      return array(
        select m.comment_id from public.comment_marks m join public.comments c on c.id = m.comment_id
        where m.post_id = article and m.mark = 'pinned' and c.status = 'approved'
        order by m.at, m.comment_id limit 3);
    end $$`.execute(db)
}
