import { type Kysely, sql } from 'kysely'

/** Notes about who has no comment any more: deleting an article left them, and no page led to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from private.person_notes n
    where not exists (select from private.origins o where o.who = n.who)`.execute(db)
}
