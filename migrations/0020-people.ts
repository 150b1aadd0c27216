import { type Kysely, sql } from 'kysely'

/** What an account's owner and its administrators can see, take back and end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table private.accounts
      -- a removal, and a change of role, can be undone for a while
      add column removed_at timestamptz,
      add column role_before text check (role_before in ('administrator', 'editor', 'author', 'moderator')),
      add column role_changed_at timestamptz,
      -- a known device's cookie is good for the number it was made with
      add column devices integer not null default 0,
      add check ((role_before is null) = (role_changed_at is null))`.execute(db)

  await sql`
    alter table private.sessions
      -- when its owner last showed who they are, and by which passkey; null: the password
      add column proved_at timestamptz not null default now(),
      add column proved_by bigint`.execute(db)
  await sql`update private.sessions set proved_at = created_at`.execute(db)

  await sql`delete from private.invitations where invited_by in
    (select id from private.accounts where role <> 'administrator')`.execute(db)
  await sql`alter table private.invitations
    add column id bigint generated always as identity unique,
    add column created_at timestamptz not null default now()`.execute(db)

  await sql`alter table private.challenges drop constraint challenges_purpose_check`.execute(db)
  await sql`alter table private.challenges add constraint challenges_purpose_check
    check (purpose in ('add passkey', 'use passkey', 'prove by passkey', 'enter code'))`.execute(db)

  // /24 of IPv4, /48 of IPv6; dropped with the origins of comments
  await sql`alter table private.audit_log add column network cidr`.execute(db)
  await sql`create index audit_log_with_network on private.audit_log (at) where network is not null`.execute(
    db,
  )

  // whoever holds a connection open hears that their right to it may have ended
  await sql`
    create function private.tell_people() returns trigger language plpgsql as $$
    begin
      perform pg_notify('afterword', 'people');
      return null;
    end $$`.execute(db)
  await sql`create trigger tell_people after delete on private.sessions
    for each statement execute function private.tell_people()`.execute(db)
  await sql`create trigger tell_people after update of role, removed_at or delete on private.accounts
    for each statement execute function private.tell_people()`.execute(db)
}
