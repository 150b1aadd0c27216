import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { fingerprint } from '../text/fingerprint.ts'

/** A reply that is written once and used often. */
export interface ReadyReply {
  id: number
  name: string
  /** Markdown. */
  source: string
}

/** Longest name and text, in UTF-16 code units, and how many there may be: more are no help to anybody. */
export const readyLimits = { name: 100, source: 5_000, count: 100 }

/** All of them, by their names. */
export const listReadyReplies = (db: Kysely<Database>): Promise<ReadyReply[]> =>
  db
    .selectFrom('private.ready_replies')
    .select(['id', 'name', 'source'])
    .orderBy('name')
    .orderBy('id')
    .execute()

/** A reply as it was seen by whoever changes it. */
export const seenOf = ({ name, source }: Pick<ReadyReply, 'name' | 'source'>): string =>
  fingerprint(`${name}\n${source}`)

/** What became of a reply that somebody saves: somebody else may have changed it, and there may be too many. */
type SavedReply = { outcome: 'saved' | 'tooMany' } | { outcome: 'changed'; now: ReadyReply }

/**
 * Writes one down: a new one where no id is given, or where it was removed meanwhile; another's change is left as it is,
 * and told of.
 */
export function saveReadyReply(
  db: Kysely<Database>,
  { id, name, source, seen }: Omit<ReadyReply, 'id'> & { id: number | null; seen: string },
): Promise<SavedReply> {
  return transact(db, async trx => {
    const replies = trx.selectFrom('private.ready_replies').select(['id', 'name', 'source'])
    const now = id === null ? undefined : await replies.where('id', '=', id).forUpdate().executeTakeFirst()
    if (now) {
      if (seenOf(now) !== seen && seenOf(now) !== seenOf({ name, source })) return { outcome: 'changed', now }
      await trx.updateTable('private.ready_replies').set({ name, source }).where('id', '=', now.id).execute()
      return { outcome: 'saved' }
    }
    if ((await replies.limit(readyLimits.count).execute()).length === readyLimits.count)
      return { outcome: 'tooMany' }
    await trx.insertInto('private.ready_replies').values({ name, source }).execute()
    return { outcome: 'saved' }
  })
}

/** Forgets one. */
export async function removeReadyReply(db: Kysely<Database>, id: number): Promise<void> {
  await db.deleteFrom('private.ready_replies').where('id', '=', id).execute()
}
