import { type Kysely, sql } from 'kysely'

/** The picture by which readers know an author. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.authors
    add column media_id bigint references public.media (id) on delete set null`.execute(db)
  await sql`create index authors_by_medium on public.authors (media_id) where media_id is not null`.execute(
    db,
  )
}
