import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/**
 * How many comments of a person, besides the one with `id`, were approved and came from one browser. Both must fit: an address is known to many,
 * and whoever types it is not its owner.
 */
export async function approvedFrom(
  db: Kysely<Database>,
  { who, browser, id }: { who: string; browser: string | null; id: number | null },
  atMost: number,
): Promise<number> {
  if (browser === null || atMost === 0) return 0
  const rows = await db
    .selectFrom('private.origins as o')
    .innerJoin('comments as c', 'c.id', 'o.comment_id')
    .select('c.id')
    .where('o.who', '=', who)
    .where('o.browser', '=', browser)
    .where('c.status', '=', 'approved')
    .$if(id !== null, query => query.where('c.id', '<>', id))
    .limit(atMost)
    .execute()
  return rows.length
}

/** Whether comments from a network, or with the address of a comment that was blocked, are unwanted. */
export async function isBlocked(
  db: Kysely<Database>,
  ip: string | null,
  contact: number | null,
): Promise<boolean> {
  const { rows } = await sql<{ blocked: boolean }>`
    select exists (
      select from private.settings, jsonb_array_elements_text(value) as blocked
      where name = 'blocked_networks' and ${ip}::inet <<= blocked::inet
    ) or exists (
      select from private.blocked_contacts where contact_id = ${contact}
    ) as blocked`.execute(db)
  return rows[0]?.blocked ?? false
}
