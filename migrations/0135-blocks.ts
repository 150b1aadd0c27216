import { type Kysely, sql } from 'kysely'

/** Whom or what a moderator blocks from a comment on, for a while or for good; and who is muted: their comments wait. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.blocks (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('address', 'network', 'browser', 'words', 'person')),
      contact_id bigint references private.contacts,
      network inet,
      -- a keyed hash: of a browser's mark, or of who writes
      mark text,
      words text,
      -- null: for good
      expires timestamptz,
      account_id bigint references private.accounts on delete set null,
      -- the name of who blocked it, as it was then
      actor text not null,
      at timestamptz not null default now(),
      check (num_nonnulls(contact_id, network, mark, words) = 1)
    )`.execute(db)
  await sql`create index blocks_by_contact on private.blocks (contact_id) where contact_id is not null`.execute(
    db,
  )
}
