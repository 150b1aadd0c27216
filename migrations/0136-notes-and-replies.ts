import { type Kysely, sql } from 'kysely'

/** What moderators note about who writes, for each other alone; and replies that are written once and used often. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.person_notes (
      id bigint generated always as identity primary key,
      -- the keyed hash of who writes, as in private.origins
      who text not null,
      note text not null check (length(note) between 1 and 2000),
      account_id bigint references private.accounts on delete set null,
      -- the name of who noted it, as it was then
      actor text not null,
      at timestamptz not null default now()
    )`.execute(db)
  await sql`create index person_notes_by_who on private.person_notes (who, id)`.execute(db)
  await sql`
    create table private.ready_replies (
      id bigint generated always as identity primary key,
      name text not null check (length(name) between 1 and 100),
      source text not null check (length(source) between 1 and 10000),
      at timestamptz not null default now()
    )`.execute(db)
}
