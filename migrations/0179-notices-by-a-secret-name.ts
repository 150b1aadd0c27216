import { type Kysely, sql } from 'kysely'

/**
 * Whoever is logged in may send a notice on any channel whose name they know: Postgres has no right for it. So the
 * channel has a name that the public role can't read, and nobody listens on another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.notice_channel (
      name text not null default 'afterword_' || replace(gen_random_uuid()::text, '-', ''),
      one boolean primary key default true check (one)
    )`.execute(db)
  await sql`insert into private.notice_channel default values`.execute(db)
  await sql`
    create function private.tell(what text) returns void language plpgsql as $$
    begin
      perform pg_notify((select name from private.notice_channel), what);
    end $$`.execute(db)
  await sql`
    do $$
    declare
      telling oid;
    begin
      for telling in select oid from pg_proc
        where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and prosrc like '%pg_notify(''afterword'',%'
      loop
        execute replace(pg_get_functiondef(telling), 'pg_notify(''afterword'',', 'private.tell(');
      end loop;
    end $$`.execute(db)
}
