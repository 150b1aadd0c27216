import { type Kysely, sql } from 'kysely'

/** What is learned of spam from the decisions of persons, and what was said of each comment when it came. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // one row, written with the first decision that is learned, and locked before anything else here is written
  await sql`
    create table private.spam_state (
      one boolean primary key default true check (one),
      -- what words are hashed with: of a hash no word can be told
      salt text not null default gen_random_uuid()::text || gen_random_uuid()::text,
      bias float8 not null default 0,
      spam bigint not null default 0,
      ham bigint not null default 0,
      cut float8 not null default 1
    )`.execute(db)
  await sql`
    create table private.spam_tokens (
      hash bigint primary key,
      w float8 not null,
      spam bigint not null check (spam >= 0),
      ham bigint not null check (ham >= 0)
    ) with (fillfactor = 70)`.execute(db)
  // kept without its comment: by its tokens it can be taken back, whatever became of the words
  await sql`
    create table private.spam_decisions (
      id bigint generated always as identity primary key,
      comment_id bigint not null unique,
      is_spam boolean not null,
      step float8 not null,
      -- the comment's when it came
      score float8 not null,
      tokens bigint[] not null,
      at timestamptz not null default now()
    )`.execute(db)
  await sql`create index spam_decisions_approved on private.spam_decisions (id) where not is_spam`.execute(db)
  await sql`
    create table private.spam_verdicts (
      comment_id bigint primary key references public.comments on delete cascade,
      score float8 not null,
      likeness text check (likeness in ('held', 'spam')),
      -- words of the comment, erased with them
      evidence jsonb not null default '[]',
      at timestamptz not null default now()
    )`.execute(db)
  await sql`create index spam_verdicts_surest on private.spam_verdicts (score desc, comment_id desc)
    where likeness is not null`.execute(db)
  await sql`create index spam_verdicts_by_time on private.spam_verdicts (at)`.execute(db)
  // what a comment is known to be after a step
  await sql`alter table private.moderation_log
    add column lesson text check (lesson in ('spam', 'ham'))`.execute(db)
}
