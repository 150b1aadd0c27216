import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'

/** A reply that is written once and used often. */
export interface ReadyReply {
  id: number
  name: string
  /** Markdown. */
  source: string
}

/** Longest name and text, in UTF-16 code units. */
export const readyLimits = { name: 100, source: 5_000 }
/** More are no help to anybody. */
const mostListed = 100

/** All of them, by their names. */
export const listReadyReplies = (db: Kysely<Database>): Promise<ReadyReply[]> =>
  db
    .selectFrom('private.ready_replies')
    .select(['id', 'name', 'source'])
    .orderBy('name')
    .orderBy('id')
    .limit(mostListed)
    .execute()

/** Writes one down, a new one where no id is given. */
export async function saveReadyReply(
  db: Kysely<Database>,
  { id, name, source }: Omit<ReadyReply, 'id'> & { id: number | null },
): Promise<void> {
  if (id === null) await db.insertInto('private.ready_replies').values({ name, source }).execute()
  else await db.updateTable('private.ready_replies').set({ name, source }).where('id', '=', id).execute()
}

/** Forgets one. */
export async function removeReadyReply(db: Kysely<Database>, id: number): Promise<void> {
  await db.deleteFrom('private.ready_replies').where('id', '=', id).execute()
}
