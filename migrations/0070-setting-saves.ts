import { type Kysely, sql } from 'kysely'

/** What each save of settings changed, so that it can be taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.setting_saves (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      account_id bigint references private.accounts (id) on delete set null,
      actor text not null,
      -- {"title": {"from": "Notes", "to": "Letters"}}
      changes jsonb not null
    )`.execute(db)
  await sql`create index setting_saves_of_account on private.setting_saves (account_id)`.execute(db)
}
