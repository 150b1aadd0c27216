import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { isMarked, removeFrom, removeUnfinished } from './folder.ts'

/** For as long a file stays in the folder that belongs to nothing any more: a backup may be on its way to it. */
const keptHours = 24

/**
 * Removes from the folder what media left there a day ago that were deleted, or moved into the database, and what a killed
 * restore put there.
 */
export async function removeLeft(
  db: Kysely<Database>,
  mediaDir: string | null,
  mayGoOn: () => boolean,
): Promise<void> {
  // Where the folder is away nothing would be removed, and then nothing known of what is to be.
  if (mediaDir === null || !(await isMarked(mediaDir))) return
  await removeUnfinished(mediaDir, hash => noteLeft(db, hash))
  await db
    .deleteFrom('private.media_left')
    .where('hash', 'in', eb => eb.selectFrom('media').select('hash').where('in_folder', '=', true))
    .execute()
  const left = await db.selectFrom('private.media_left').select('hash').where('at', '<', longAgo).execute()
  for (const { hash } of left) {
    if (!mayGoOn()) return
    // Whoever brings the same file at this moment waits for this row, and then writes its files anew.
    await transact(db, async trx => {
      const gone = await trx
        .deleteFrom('private.media_left')
        .where('hash', '=', hash)
        .where('at', '<', longAgo)
        .returning('hash')
        .executeTakeFirst()
      if (gone) await removeFrom(mediaDir, hash)
    })
  }
}

const longAgo = sql<Date>`now() - make_interval(hours => ${keptHours})`

/** Writes down that what lies there under a hash belongs to nothing, unless a medium says that it does. */
export async function noteLeft(db: Kysely<Database>, hash: string): Promise<void> {
  await db
    .insertInto('private.media_left')
    .values({ hash })
    .onConflict(conflict => conflict.column('hash').doUpdateSet({ at: sql<Date>`now()` }))
    .execute()
}
