import { type Kysely, sql } from 'kysely'

/** The newest comments of one article, by time: those that were brought in from elsewhere have higher ids than newer ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index comments_newest_of_post on public.comments (post_id, created_at, id)
    where status = 'approved'`.execute(db)
}
