import { type Kysely, sql } from 'kysely'

/**
 * The bytes of a medium may lie in a folder instead of in rows. What one leaves there that is deleted, or moves back into
 * rows, is written down by the database, whoever does it: its files go later, and never before the commit.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.media add column in_folder boolean not null default false`.execute(db)
  await sql`create index media_in_folder on public.media (id) where in_folder`.execute(db)
  await sql`
    create table private.media_left (
      hash text primary key,
      at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create function private.note_media_left() returns trigger language plpgsql as $$
    begin
      insert into private.media_left (hash) values (old.hash) on conflict (hash) do update set at = now();
      return null;
    end $$`.execute(db)
  await sql`create trigger note_media_left after delete or update of in_folder on public.media
    for each row when (old.in_folder) execute function private.note_media_left()`.execute(db)
}
