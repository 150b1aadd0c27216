import { type Kysely, sql } from 'kysely'

/**
 * Mutes and notes by a mere name, which is anybody's: nobody is noted or muted by that any more, and those from before
 * went on. Who has an address is known by another hash than who has its name alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from private.blocks b
    where b.kind = 'person'
      and exists (select from private.origins o where o.who = b.mark and o.contact_id is null)`.execute(db)
  await sql`
    delete from private.person_notes n
    where exists (select from private.origins o where o.who = n.who and o.contact_id is null)`.execute(db)
}
