import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/**
 * From which address and browser a comment came, in the fields of Akismet's protocol, for a host who has it asked; null
 * once that is forgotten.
 */
export async function originForAkismet(
  db: Kysely<Database>,
  comment: number,
): Promise<Record<string, string> | null> {
  const row = await db
    .selectFrom('private.origins')
    .select('user_agent')
    .select(sql<string | null>`host(ip)`.as('ip'))
    .where('comment_id', '=', comment)
    .executeTakeFirst()
  return row === undefined || row.ip === null ? null : { user_ip: row.ip, user_agent: row.user_agent ?? '' }
}
