import { type Kysely, sql } from 'kysely'

/** Processes hear that somebody was blocked, or is no more: while nobody is, no comment is held against a list. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function private.tell_blocks() returns trigger language plpgsql as $$
    begin
      perform pg_notify('afterword', 'blocks');
      return null;
    end $$`.execute(db)
  await sql`create trigger tell_blocks after insert or update or delete on private.blocks
    for each statement execute function private.tell_blocks()`.execute(db)
}
