import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** Somebody in another window of the same article. */
export interface OtherWriter {
  name: string
  /** The same person, in another window. */
  isSelf: boolean
}

/** A window tells of itself at least every twenty seconds: who was not heard of for so long has left. */
const presentSeconds = 50

/** Notes that a window is open on an article, and returns who else has it open. */
export async function beThere(
  db: Kysely<Database>,
  { post, mark, account }: { post: number; mark: string; account: number },
): Promise<OtherWriter[]> {
  await db
    .insertInto('private.writers')
    .values({ post_id: post, mark, account_id: account })
    .onConflict(conflict =>
      conflict.columns(['post_id', 'mark']).doUpdateSet({ seen_at: sql<Date>`now()`, account_id: account }),
    )
    .execute()
  const rows = await db
    .selectFrom('private.writers as w')
    .innerJoin('private.accounts as a', 'a.id', 'w.account_id')
    .select(['a.id', 'a.name'])
    .distinct()
    .where('w.post_id', '=', post)
    .where('w.mark', '<>', mark)
    .where('w.seen_at', '>', sql<Date>`now() - make_interval(secs => ${presentSeconds})`)
    .orderBy('a.name')
    .execute()
  return rows.map(({ id, name }) => ({ name, isSelf: id === account }))
}

/** Notes that a window was closed. */
export async function leave(db: Kysely<Database>, post: number, mark: string): Promise<void> {
  await db.deleteFrom('private.writers').where('post_id', '=', post).where('mark', '=', mark).execute()
}

/** Forgets the windows that have been silent for an hour. */
export async function forgetWriters(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('private.writers').where('seen_at', '<', sql<Date>`now() - interval '1 hour'`).execute()
}
