import { type Kysely, sql } from 'kysely'

/** By which key this database is used, and the password of its public role, sealed under that key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.site_key (
      only_row boolean primary key default true check (only_row),
      fingerprint bytea not null,
      role_password bytea not null,
      since timestamptz not null default now()
    )`.execute(db)
}
