import { type Kysely, sql } from 'kysely'

/** What came from elsewhere: which import brought it, what it was called there, and what still waits for its article. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.imports (
      id bigint generated always as identity primary key,
      source text not null,
      site text not null,
      file text not null,
      actor text not null,
      begun_at timestamptz not null default now(),
      ended_at timestamptz,
      -- JSON, as it is shown
      report text
    )`.execute(db)

  await sql`
    create table private.imported (
      source text not null,
      site text not null,
      kind text not null check (kind in ('article', 'comment')),
      foreign_id text not null,
      -- outlives what it names, so that what was deleted here does not come back
      local_id bigint not null,
      digest bytea not null,
      written bytea not null,
      is_mention boolean not null default false,
      votes integer not null default 0,
      import_id bigint not null references private.imports,
      primary key (source, site, kind, foreign_id)
    )`.execute(db)
  await sql`create index imported_by_local on private.imported (kind, local_id)`.execute(db)
  await sql`create index imported_by_import on private.imported (import_id)`.execute(db)

  await sql`
    create table private.import_aside (
      source text not null,
      site text not null,
      foreign_id text not null,
      address text not null,
      sealed bytea not null,
      primary key (source, site, foreign_id)
    )`.execute(db)
  await sql`create index import_aside_by_address on private.import_aside (address)`.execute(db)
}
