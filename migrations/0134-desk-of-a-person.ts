import { type Kysely, sql } from 'kysely'

/** How somebody likes the list of comments: whether keys decide, whether its rows are dense, and whether they know of the keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table private.accounts
    add column desk_keys boolean not null default true,
    add column desk_dense boolean not null default false,
    add column desk_hint boolean not null default true`.execute(db)
}
