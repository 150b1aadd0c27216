import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { allKept, bytesOf, storeBytes } from './bytes.ts'
import { BytesMissing } from './folder.ts'
import { noteLeft } from './left.ts'

/** Where files are to be: in the folder, or in the database. */
export type Place = 'folder' | 'database'

interface Moving {
  mediaDir: string
  to: Place
  /** Whether the database is PGlite, where nobody else gives the disk its room back. */
  isEmbedded: boolean
  /** Told of each that was moved. */
  tell: (moved: number) => void
  isStopped: () => boolean
}

/** What came of it. */
interface Moved {
  moved: number
  missing: string[]
}

/**
 * Moves the bytes of all media to one of two places while they are served, one medium after the other; run again, it goes
 * on. Returns how many were moved, and the names of those of which some bytes are missing: they stay where they are.
 */
export async function moveMedia(
  db: Kysely<Database>,
  { mediaDir, to, isEmbedded, tell, isStopped }: Moving,
): Promise<Moved> {
  const result: Moved = { moved: 0, missing: [] }
  for (let after = 0; !isStopped(); ) {
    const medium = await nextMedium(db, to, after)
    if (!medium) break
    after = medium.id
    try {
      await moveOne(db, mediaDir, to, medium)
      tell(++result.moved)
    } catch (error) {
      // Somebody has deleted it meanwhile, or another process has moved it.
      if ((await nextMedium(db, to, medium.id - 1))?.id !== medium.id) continue
      if (!(error instanceof BytesMissing)) throw error
      result.missing.push(medium.name)
    }
  }
  if (isEmbedded && to === 'folder' && result.moved > 0)
    await sql`vacuum public.media_chunks, private.media_originals`.execute(db)
  return result
}

const nextMedium = (db: Kysely<Database>, to: Place, after: number) =>
  db
    .selectFrom('media')
    .select(['id', 'hash', 'name'])
    .where('in_folder', '=', to === 'database')
    .where('is_whole', '=', true)
    .where('id', '>', after)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

async function moveOne(
  db: Kysely<Database>,
  mediaDir: string,
  to: Place,
  { id, hash }: { id: number; hash: string },
): Promise<void> {
  // Whatever becomes of this: what lies there and is nobody's in the end goes.
  if (to === 'folder') await noteLeft(db, hash)
  const into = to === 'folder' ? mediaDir : null
  const files = await allKept(db).where('media', '=', id).execute()
  for (const file of files) await storeBytes(db, into, file, bytesOf(db, mediaDir, file))
  await transact(db, async trx => {
    await trx
      .updateTable('media')
      .set({ in_folder: to === 'folder' })
      .where('id', '=', id)
      .execute()
    if (to === 'database') return
    await trx.deleteFrom('media_chunks').where('media_id', '=', id).execute()
    await trx.deleteFrom('private.media_originals').where('media_id', '=', id).execute()
  })
}
