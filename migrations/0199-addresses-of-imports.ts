import { type Kysely, sql } from 'kysely'

/**
 * Which old addresses an import lets lead on, so that they go when it is taken back: those of a map stayed until now,
 * since nothing told them from what a person had written. Of imports from before nothing is known, and theirs stay.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.import_addresses (
      address_id bigint not null references public.addresses on delete cascade,
      import_id bigint not null references private.imports on delete cascade,
      primary key (address_id, import_id)
    )`.execute(db)
  await sql`create index import_addresses_of_import on private.import_addresses (import_id)`.execute(db)

  // Whoever says anew where an address leads makes it their own.
  await sql`
    create function private.forget_import_of_address() returns trigger language plpgsql as $$
    begin
      delete from private.import_addresses where address_id = new.id;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger addresses_said_anew after update of path, post_id, url on public.addresses
    for each row execute function private.forget_import_of_address()`.execute(db)
}
