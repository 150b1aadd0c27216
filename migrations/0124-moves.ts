import { type Kysely, sql } from 'kysely'

/**
 * Files that somebody moves in with, from the admin: looked through first, then brought in by a job that can be stopped
 * and goes on after a restart. What readers wrote elsewhere stands in them, so their parts are sealed as they come.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.uploads add column is_sealed boolean not null default false`.execute(db)
  // Sealed, a chunk is 28 bytes longer.
  await sql`alter table private.upload_parts
    drop constraint upload_parts_data_check,
    add constraint upload_parts_data_check check (octet_length(data) between 1 and 262172)`.execute(db)

  await sql`
    create table private.moves (
      id bigint generated always as identity primary key,
      -- gone once it is of no more use
      upload_id uuid unique references private.uploads on delete set null,
      account_id bigint references private.accounts on delete set null,
      actor text not null,
      file text not null,
      bytes bigint not null,
      at timestamptz not null default now(),
      state text not null default 'looking' check (state in ('looking', 'looked', 'moving', 'stopping', 'ended')),
      -- null: whatever it seems to be
      system text,
      taken_for text,
      -- of several in one file the one that is meant
      site text,
      sites text[] not null default '{}',
      -- why it can't be brought in
      problem text,
      -- JSON: how far it has come
      progress text,
      -- JSON: the report of the look
      looked text,
      import_id bigint references private.imports on delete set null
    )`.execute(db)
  await sql`create index moves_of_account on private.moves (account_id)`.execute(db)
  await sql`create index moves_by_import on private.moves (import_id)`.execute(db)
}
