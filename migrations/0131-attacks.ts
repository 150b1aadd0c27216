import { type Kysely, sql } from 'kysely'

/** How many comments of people who are not trusted yet came when, and when they were more than ever before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // one row for ten minutes in which some came
  await sql`create table private.arrivals (
    slot timestamptz primary key,
    comments bigint not null,
    -- as many in an hour are no attack, by what was known when the slot began
    allowed bigint not null
  )`.execute(db)
  await sql`create table private.attacks (
    id bigint generated always as identity primary key,
    began_at timestamptz not null default now(),
    ended_at timestamptz,
    allowed bigint not null,
    -- somebody said that these are readers
    dismissed_at timestamptz
  )`.execute(db)
  await sql`create unique index attacks_one_at_a_time on private.attacks ((true)) where ended_at is null`.execute(
    db,
  )
  // what a moderator turned on meanwhile: a save of settings, to be taken back
  await sql`create table private.attack_steps (
    step text primary key check (step in ('hold', 'proof', 'close')),
    save_id bigint not null references private.setting_saves on delete cascade,
    at timestamptz not null default now(),
    -- null: when the attack ends
    until timestamptz
  )`.execute(db)
}
