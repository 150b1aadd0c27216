import { type Kysely, sql } from 'kysely'

/** Work that is written down with what causes it, and carried out after it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.jobs (
      id bigint generated always as identity primary key,
      name text not null check (char_length(name) between 1 and 100),
      -- ids, never an address or a word
      payload jsonb not null default '{}',
      -- of jobs with one key, one waits: what asks for it again asks for the same
      key text check (char_length(key) <= 200),
      state text not null default 'waiting' check (state in ('waiting', 'running', 'failed')),
      run_at timestamptz not null default now(),
      attempts integer not null default 0,
      -- the process that carries it out, and until when it must have said that it still does
      worker uuid,
      leased_until timestamptz,
      why text,
      created_at timestamptz not null default now(),
      check ((state = 'running') = (worker is not null)),
      check ((worker is null) = (leased_until is null))
    )`.execute(db)
  await sql`create index jobs_by_time on private.jobs (run_at) where state <> 'failed'`.execute(db)
  await sql`create unique index jobs_by_key on private.jobs (name, key)
    where state = 'waiting' and key is not null`.execute(db)

  await sql`
    create function private.jobs_added() returns trigger language plpgsql as $$
    begin
      perform pg_notify('afterword', 'jobs');
      return null;
    end $$`.execute(db)
  await sql`create trigger jobs_added after insert on private.jobs for each statement
    execute function private.jobs_added()`.execute(db)
  // Retry in the admin, a job given back, and plain SQL are heard as well; each step of carrying one out is not.
  await sql`create trigger jobs_put_back after update on private.jobs for each row
    when (old.state <> 'waiting' and new.state = 'waiting') execute function private.jobs_added()`.execute(db)
}
