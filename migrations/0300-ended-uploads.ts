import { type Kysely, sql } from 'kysely'

/**
 * What came of an upload is known for as long as its row is there: who asks again, as after a 504, is told the same. Those
 * on their way have rows of another size than what would follow: they begin anew, which browsers do by themselves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table private.uploads
      add column media_id bigint references public.media (id) on delete cascade,
      add column problem text,
      add check (num_nonnulls(media_id, problem) <= 1)`.execute(db)
  await sql`delete from private.uploads where not is_sealed`.execute(db)
  await sql`create index uploads_of_media on private.uploads (media_id)`.execute(db)
}
