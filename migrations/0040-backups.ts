import { type Kysely, sql } from 'kysely'

/** When a backup was made, so that it can be said how old the last one is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.backups (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      rows bigint not null
    )`.execute(db)
}
