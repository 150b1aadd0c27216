import { type Kysely, sql } from 'kysely'

/**
 * Who writes sees articles the latest first, those without a date before all: among 10,000 each page of that list sorted
 * all of them, 18 ms on Postgres and 40 on PGlite.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index posts_latest on public.posts (coalesce(published_at, 'infinity') desc, id desc)`.execute(
    db,
  )
}
