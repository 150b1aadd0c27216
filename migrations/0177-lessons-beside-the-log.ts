import { type Kysely, sql } from 'kysely'

/**
 * What is learned from all comments at once stands beside the log: a row of the log that is written again looks like a
 * step of now, and who was asked about many comments before has not seen it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.step_lessons (
      step bigint primary key references private.moderation_log on delete cascade,
      lesson text not null check (lesson in ('spam', 'ham'))
    )`.execute(db)
}
