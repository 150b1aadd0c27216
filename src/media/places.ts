import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import { ConfigError } from '../config.ts'
import { makeFolder } from '../data-folder.ts'
import type { Purpose } from '../db/standing.ts'
import type { Database } from '../db/tables.ts'
import { allKept, isThere, publicFiles } from './bytes.ts'
import { BytesMissing, isFolder, isMarked, markFolder } from './folder.ts'

/** How many media there are, and their bytes. */
interface Some {
  count: number
  bytes: number
}

/** How many media lie in the folder, and how many in the database. */
export async function countPlaces(db: Kysely<Database>): Promise<{ folder: Some; database: Some }> {
  const rows = await db
    .selectFrom('media')
    .select(eb => ['in_folder', eb.fn.countAll<number>().as('count'), eb.fn.sum<string>('bytes').as('bytes')])
    .where('is_whole', '=', true)
    .groupBy('in_folder')
    .execute()
  const [folder, database] = [true, false].map(is => {
    const row = rows.find(({ in_folder }) => in_folder === is)
    return { count: row?.count ?? 0, bytes: Number(row?.bytes ?? 0) }
  })
  return { folder: folder ?? none, database: database ?? none }
}

const none: Some = { count: 0, bytes: 0 }

/** Why nothing can be read of what lies in the folder: nobody says which one it is, or it is away. Null where it is there. */
async function whyGone(db: Kysely<Database>, mediaDir: string | null): Promise<'unset' | 'away' | null> {
  if (mediaDir !== null && (await isMarked(mediaDir))) return null
  if (!(await isUsed(db))) return null
  return mediaDir === null ? 'unset' : 'away'
}

/** Whether media lie in the folder and it is not there, or nobody says which one it is. */
export const isAway = async (db: Kysely<Database>, mediaDir: string | null): Promise<boolean> =>
  (await whyGone(db, mediaDir)) !== null

/** What there is to say of the folder at a start: whether what lies in it can't be reached, and whether anything does. */
export const lookAtFolder = async (db: Kysely<Database>, mediaDir: string | null) => ({
  isAway: await isAway(db, mediaDir),
  isUsed: await isUsed(db),
})

const isUsed = async (db: Kysely<Database>): Promise<boolean> =>
  (await db.selectFrom('media').select('id').where('in_folder', '=', true).limit(1).executeTakeFirst()) !==
  undefined

/** Throws BytesMissing where all that lies in the folder would be left out. */
export async function refuseAway(db: Kysely<Database>, mediaDir: string | null): Promise<void> {
  if (await isAway(db, mediaDir)) throw new BytesMissing('the folder of files is not there')
}

/**
 * Which media of some hashes are not there, or have lost a file that readers may ask for. None while the folder is away, for
 * they come back with it.
 */
export async function lostAmong(
  db: Kysely<Database>,
  mediaDir: string | null,
  hashes: readonly string[],
): Promise<Set<string>> {
  const lost = new Set(hashes)
  if (lost.size === 0 || (await isAway(db, mediaDir))) return new Set()
  const files = await publicFiles(db)
    .where('m.hash', 'in', [...lost])
    .execute()
  const areThere = await Promise.all(files.map(file => isThere(mediaDir, file)))
  for (const { hash } of files) lost.delete(hash)
  for (const [at, { hash }] of files.entries()) if (!areThere[at]) lost.add(hash)
  return lost
}

/**
 * Makes the folder and marks it, before anything lies in it: later one that is not there or has no mark is away, such as a
 * disk that is not mounted, and the blog is served without it. Throws ConfigError where it can't be used.
 */
export async function readyFolder(
  db: Kysely<Database>,
  mediaDir: string | null,
  purpose: Purpose,
): Promise<void> {
  if (mediaDir === null || (await isUsed(db))) return
  try {
    makeFolder(mediaDir)
    await markFolder(mediaDir)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    // What only reads may be in a closer box, such as the backup's unit of systemd.
    if (purpose === 'use' && (await isFolder(mediaDir))) return
    throw new ConfigError(says => says.folders.mediaDir(error.message))
  }
}

/** What is to be said of where files lie; `free` is in bytes, `isOpen` whether it may be written to. */
export type PlacesFound =
  | { is: 'rows' | 'unset'; count: number }
  | { is: 'away' }
  | { is: 'folder'; count: number; left: number; free: number; isOpen: boolean; missing: string[] }

/** Looks at the folder, and whether every file lies in it, whole. */
export async function lookAtPlaces(db: Kysely<Database>, mediaDir: string | null): Promise<PlacesFound> {
  const gone = await whyGone(db, mediaDir)
  if (gone === 'away') return { is: 'away' }
  const { folder: there, database } = await countPlaces(db)
  if (gone === 'unset') return { is: 'unset', count: there.count }
  if (mediaDir === null) return { is: 'rows', count: database.count }
  const isOpen = await access(mediaDir, constants.W_OK).then(
    () => true,
    () => false,
  )
  const names = new Set<string>()
  for (const file of await allKept(db).where('in_folder', '=', true).execute())
    if (!(await isThere(mediaDir, file))) names.add(file.called)
  const { bavail, bsize } = await statfs(mediaDir)
  return {
    ...{ is: 'folder', count: there.count, left: database.count, free: bavail * bsize },
    ...{ isOpen, missing: [...names] },
  }
}
