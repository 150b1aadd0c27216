import { type Kysely, sql } from 'kysely'

/**
 * A decision asked and wrote in ten statements, most of which Postgres planned anew each time; now one function locks and
 * reads, and one writes. What it teaches is learned a moment later, of all that were decided meanwhile.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await dueLessons(db)
  await lockComments(db)
  await takeSteps(db)
}

/** Not unique: who decides waits for nobody who learns from the same comment at this moment. */
async function dueLessons(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.due_lessons (
      id bigint generated always as identity primary key,
      comment_id bigint not null
    )`.execute(db)
}

/**
 * Two statements: what somebody wrote while the locks were waited for is seen by the second, other tables included. Plans
 * that were made while a table was a page long would go on to read it through as it grows (0241).
 */
async function lockComments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.lock_comments(ids bigint[], is_everywhere boolean, account bigint, with_words boolean)
    returns table (
      id bigint, post bigint, status text, step bigint, created_at timestamptz, decided text, mended boolean, lesson text,
      is_forgivable boolean, is_asked_about boolean, name text, source text
    ) language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
    #variable_conflict use_column
    begin
      -- in the order of ids, so that two at once can't deadlock
      perform from public.comments c
      where c.id = any(ids) and (is_everywhere or c.post_id in (select private.posts_of(account)))
      order by c.id for update;
      return query
      select c.id, c.post_id, c.status, c.step, c.created_at, c.decided, c.mended,
        (select coalesce(l.lesson, (select s.lesson from private.step_lessons s where s.step = l.id))
          from private.moderation_log l where l.id = c.step),
        coalesce((
          select exists (
            select from private.taken_back t
            where t.mark = any(array[nullif(o.who, ''), nullif(o.browser, '')]) and t.forgiven is null)
          from private.origins o where o.comment_id = c.id), false),
        exists (select from private.akismet_answers a where a.comment_id = c.id),
        case when with_words then c.name end, case when with_words then c.source end
      from public.comments c
      where c.id = any(ids) and c.status <> 'withdrawn'
        and (is_everywhere or c.post_id in (select private.posts_of(account)))
      order by c.id;
    end $$`.execute(db)
}

async function takeSteps(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.take_steps(
      taken jsonb, by_person boolean, undoes boolean, by jsonb, due bigint[]
    ) returns void
    language plpgsql set enable_seqscan = off set jit = off as $$
    begin
      perform set_config('afterword.gate', 'open', true);
      with steps as (
        select s.*, nextval('private.moderation_log_id_seq') as step
        from (select * from jsonb_to_recordset(taken) as t (
          comment bigint, was text, becomes text, reasons text[], source_before text, source text, html text,
          language text, mended boolean, lesson text, decided_before text) order by comment) s),
      logged as (
        insert into private.moderation_log (id, comment_id, from_status, to_status, reasons, source_before, lesson,
          decided_before, kind, actor, account_id, decision)
        overriding system value
        select s.step, s.comment, s.was, s.becomes, s.reasons, s.source_before, s.lesson, s.decided_before,
          by ->> 'kind', by ->> 'actor', (by ->> 'account_id')::bigint, (by ->> 'decision')::uuid
        from steps s)
      update public.comments c set
        status = s.becomes, step = s.step,
        -- a person's move stays with the comment, and Undo leaves the one before; with one that is erased nothing does
        decided = case
          when s.becomes = 'withdrawn' then null
          when not by_person or s.was = s.becomes then c.decided
          when not undoes then s.becomes
          else (select nullif(coalesce(u.decided_before, s.becomes), 'nobody')
            from private.moderation_log u where u.id = c.step) end,
        source = coalesce(s.source, c.source), html = coalesce(s.html, c.html),
        language = coalesce(s.language, c.language), mended = coalesce(s.mended, c.mended),
        edited_at = case when s.source is null then c.edited_at else now() end,
        name = case when s.becomes = 'withdrawn' then '' else c.name end,
        website = case when s.becomes = 'withdrawn' then null else c.website end,
        avatar = case when s.becomes = 'withdrawn' then repeat('0', 16) else c.avatar end
      from steps s where c.id = s.comment;

      if cardinality(due) > 0 then
        insert into private.due_lessons (comment_id) select unnest(due);
        -- A moment later, with what else is decided until then. Without a key: whoever writes a row with the same one waits
        -- until the other has committed, or for all that the other waits for.
        insert into private.jobs (name, run_at)
        select 'learn-due', now() + interval '1 second'
        where not exists (
          select from private.jobs j where j.name = 'learn-due' and j.state = 'waiting' and j.key is null);
      end if;
    end $$`.execute(db)
}
