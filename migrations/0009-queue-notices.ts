import { type Kysely, sql } from 'kysely'

/** An open queue hears of every comment that is written or moved, on every node. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.queue_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('afterword', 'queue');
      return null;
    end $$`.execute(db)
  await sql`create trigger queue_changed after insert or update of status on public.comments
    for each statement execute function private.queue_changed()`.execute(db)
}
