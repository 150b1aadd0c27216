import { type Kysely, sql } from 'kysely'

/** Other ways to show who one is: passkeys, and codes besides the password. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.passkeys (
      id bigint generated always as identity primary key,
      account_id bigint not null references private.accounts on delete cascade,
      -- as WebAuthn writes it: base64url
      credential_id text not null unique,
      public_key bytea not null,
      -- how often its device says that it was used; stays 0 where a passkey is on several
      counter bigint not null,
      transports text[] not null,
      name text not null check (char_length(name) between 1 and 100),
      created_at timestamptz not null default now(),
      used_at timestamptz
    )`.execute(db)
  await sql`create index passkeys_by_account on private.passkeys (account_id)`.execute(db)

  await sql`
    create table private.one_time_codes (
      account_id bigint primary key references private.accounts on delete cascade,
      secret_sealed bytea not null,
      -- the step of 30 seconds whose code was taken last: none before it is taken again
      last_step bigint not null,
      created_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table private.recovery_codes (
      account_id bigint not null references private.one_time_codes on delete cascade,
      code_hash bytea not null,
      primary key (account_id, code_hash)
    )`.execute(db)

  // what somebody was asked and has yet to answer; a row that is used is deleted
  await sql`
    create table private.challenges (
      token_hash bytea primary key,
      purpose text not null check (purpose in ('add passkey', 'use passkey', 'enter code')),
      -- null: whoever answers
      account_id bigint references private.accounts on delete cascade,
      expires_at timestamptz not null,
      check ((account_id is null) = (purpose = 'use passkey'))
    )`.execute(db)
  await sql`create index challenges_by_account on private.challenges (account_id)`.execute(db)
}
