import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** A key is the newest for so long at most, and is kept for as long again. */
const mostHours = 30 * 24

/**
 * Takes a new key for networks and writers once the newest has had its time, and throws the one away that was before
 * it: what was learned by that stands for nobody any more. Where addresses are forgotten after some days (0: never), no
 * key is kept for longer than they are: one that was the newest for all that time, since nobody was here to take another
 * or since it was longer before, goes at once.
 */
export async function renewSenderKeys(db: Kysely<Database>, days: number): Promise<void> {
  const hours = days === 0 ? mostHours : Math.min(mostHours, days * 12)
  await db
    .updateTable('private.spam_state')
    .set({
      sender_keys: sql<string[]>`array[gen_random_uuid()::text,
        case when sender_keys_at < now() - make_interval(hours => ${2 * hours}) then gen_random_uuid()::text
        else sender_keys[1] end]`,
      sender_keys_at: sql<Date>`now()`,
    })
    .where('sender_keys_at', '<', sql<Date>`now() - make_interval(hours => ${hours})`)
    .execute()
}
