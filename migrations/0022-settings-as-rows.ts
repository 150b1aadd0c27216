import { type Kysely, sql } from 'kysely'

/**
 * A setting becomes a row: what exists and within which bounds is declared in the program, once, and a new one needs
 * no migration. Only what differs from the standard of its time is carried over; the rest follows the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.settings rename to settings_before`.execute(db)
  await sql`drop trigger settings_changed on public.settings_before`.execute(db)
  await sql`create table public.settings (
      name text primary key check (char_length(name) between 1 and 100),
      value jsonb not null
    )`.execute(db)
  // those that readers must not see
  await sql`create table private.settings (like public.settings including all)`.execute(db)

  await sql`
    insert into public.settings (name, value)
    select e.key, e.value
    from public.settings_before b, jsonb_each(to_jsonb(b) - 'only_row' - 'welcomed_at') e
    where e.value <> (${standards}::jsonb -> e.key)`.execute(db)
  await sql`
    insert into private.settings (name, value)
    select name, value
    from private.discussion d, lateral (values
      ('held_words', to_jsonb(d.held_words)),
      ('spam_words', to_jsonb(d.spam_words)),
      ('blocked_networks', to_jsonb(array(select abbrev(network) from unnest(d.blocked_networks) as network)))) as rules (name, value)
    where value <> '[]'`.execute(db)

  // when an empty blog was given its first articles: a fact, and nothing to set
  await sql`create table private.welcome (
      only_row boolean primary key default true check (only_row),
      at timestamptz not null default now()
    )`.execute(db)
  await sql`insert into private.welcome (at)
    select welcomed_at from public.settings_before where welcomed_at is not null`.execute(db)
  await sql`drop table public.settings_before`.execute(db)
  await sql`drop table private.discussion`.execute(db)

  await sql`
    create or replace function private.settings_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('afterword', 'setting:' || coalesce(new.name, old.name));
      return null;
    end $$`.execute(db)
  for (const schema of ['public', 'private'])
    await sql`create trigger settings_changed after insert or update or delete
      on ${sql.id(schema)}.settings for each row execute function private.settings_changed()`.execute(db)
}

const standards = JSON.stringify({
  title: 'Afterword',
  tagline: '',
  language: 'en',
  hold_comments: false,
  trust_after: 1,
  hold_links: 2,
  who_may_comment: 'everyone',
  name_email_required: true,
  close_after_days: 0,
  comments_per_minute: 5,
  edit_minutes: 15,
  thread_depth: 5,
  threads_per_page: 50,
  thread_order: 'oldest',
  first_page: 'oldest',
  forget_origins_after_days: 90,
})
