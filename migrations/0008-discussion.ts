import { type Kysely, sql } from 'kysely'

/** The rules by which comments are let through, and what they need to know. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.settings
    alter column hold_comments set default false,
    add column trust_after integer not null default 1 check (trust_after between 0 and 100),
    add column close_after_days integer not null default 0 check (close_after_days between 0 and 36500),
    add column who_may_comment text not null default 'everyone' check (who_may_comment in ('everyone', 'staff', 'nobody')),
    add column forget_origins_after_days integer not null default 90 check (forget_origins_after_days between 0 and 36500)`.execute(
    db,
  )
  await sql`update public.settings set hold_comments = false where welcomed_at is null`.execute(db)
  // null: the site's
  await sql`alter table public.posts add column close_after_days integer check (close_after_days between 0 and 36500)`.execute(
    db,
  )

  // kept from readers: whoever knows the words writes around them
  await sql`
    create table private.discussion (
      only_row boolean primary key default true check (only_row),
      held_words text[] not null default '{}',
      spam_words text[] not null default '{}',
      blocked_networks inet[] not null default '{}'
    )`.execute(db)
  await sql`insert into private.discussion default values`.execute(db)
  await sql`create table private.blocked_contacts (
      contact_id bigint primary key references private.contacts on delete cascade
    )`.execute(db)

  // of a random mark that a browser keeps: a typed address alone proves nothing
  await sql`alter table private.origins add column browser text`.execute(db)
  await sql`create index origins_by_who on private.origins (who) where who is not null`.execute(db)
  await sql`alter table public.comments add column is_staff boolean not null default false`.execute(db)
}
