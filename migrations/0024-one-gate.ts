import { type Kysely, sql } from 'kysely'

/**
 * What the one gate of a comment's state needs: who takes a step by kind instead of by a name that anyone may have, and
 * the last step on the comment, so that nobody has to look for it in the log.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await nameKinds(db)
  await keepSteps(db)
  await finishByJob(db)
}

/**
 * Filled by rewriting the table once, not by an update of each row. Names stay with the blog's people alone; one whose
 * account is gone, and who was called as the program called itself, is known by what only a person does.
 */
async function nameKinds(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table private.moderation_log add column kind text not null generated always as (
      case
        when account_id is not null then 'staff'
        when actor = 'rule' and from_status is null then 'rule'
        when actor = 'reader' and from_status is not null
          and (to_status = 'withdrawn' or reasons[1] is not distinct from 'edited') then 'reader'
        when actor = 'command line' then 'command'
        else 'staff'
      end) stored`.execute(db)
  await sql`alter table private.moderation_log
    alter column kind drop expression,
    add constraint moderation_log_kind_check check (kind in ('reader', 'staff', 'rule', 'command', 'import')),
    alter column actor drop not null,
    alter column actor type text using case when kind = 'staff' then actor end`.execute(db)
}

/** The same for comments: each is asked for its last step while its table is written anew, and no trigger counts it. */
async function keepSteps(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.last_step(comment bigint) returns bigint language sql stable as $$
      select coalesce(max(id), 0) from private.moderation_log where comment_id = comment
    $$`.execute(db)
  await sql`alter table public.comments add column step bigint not null default 0`.execute(db)
  await sql`alter table public.comments alter column step type bigint using private.last_step(id)`.execute(db)
  await sql`drop function private.last_step(bigint)`.execute(db)
}

/** A decision about many is gone on with by a job that was written down with it, not by whoever looks each minute. */
async function finishByJob(db: Kysely<unknown>): Promise<void> {
  await sql`drop index private.bulk_decisions_under_way`.execute(db)
  await sql`alter table private.bulk_decisions drop column worked_at,
    -- those that somebody changed meanwhile, and that stay as they are
    add column overtaken bigint not null default 0`.execute(db)
  await sql`
    update private.bulk_decisions set task = task || jsonb_build_object('step',
      (select coalesce(max(id), 0) from private.moderation_log))
    where ended_at is null and task ->> 'kind' = 'move'`.execute(db)
  await sql`delete from private.jobs where name = 'finish-bulk-decisions'`.execute(db)
  await sql`
    insert into private.jobs (name, payload, key)
    select 'finish-bulk-decision', jsonb_build_object('decision', decision), decision
    from private.bulk_decisions where ended_at is null`.execute(db)
}
