import { type Kysely, sql } from 'kysely'

/** Pictures and files of old sites that were brought here: which medium each is, so that none comes twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.import_media (
      source text not null,
      site text not null,
      -- a whole address
      url text not null,
      media_id bigint not null references public.media on delete cascade,
      primary key (source, site, url)
    )`.execute(db)
  await sql`create index import_media_of_medium on private.import_media (media_id)`.execute(db)
  // Whether the one who moves in wants them brought.
  await sql`alter table private.moves add column with_files boolean not null default false`.execute(db)
}
