import { type Kysely, sql } from 'kysely'

/** What was learned from all comments at once stands in the log as well, by which it is known what to take back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update private.moderation_log l set lesson = case when d.is_spam then 'spam' else 'ham' end
    from public.comments c join private.spam_decisions d on d.comment_id = c.id
    where l.id = c.step and l.lesson is null and c.status <> 'withdrawn'`.execute(db)
}
