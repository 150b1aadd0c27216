import { stat } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import type { MediaKind } from '../db/media-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { errorFacts, type Log } from '../log.ts'
import { storeBytes, storeUploaded } from './bytes.ts'
import { readPieces, removeFrom } from './folder.ts'
import { mostFileBytes, mostPictureBytes } from './limits.ts'
import { fileNameOf, plainName } from './names.ts'
import { type MadeFile, makePicture, pictureProblems } from './pictures.ts'
import { readyFolder } from './places.ts'
import { inFolder } from './temporary.ts'
import { type Found, hashOf, typeOf } from './what-it-is.ts'

/** Why a file is not taken. */
export const mediaProblems = [
  ...pictureProblems,
  ...(['empty', 'tooLarge', 'noRoom', 'folderAway', 'onItsWay'] as const),
]
export type MediaProblem = (typeof mediaProblems)[number]

/** A file that is kept. `isNew` is false when it was here already. */
export interface Kept {
  id: number
  isNew: boolean
}

/** What the site's settings say of files, and its host. */
export interface MediaRules {
  /** What all of them together may have, in bytes. */
  room: number
  /** Whether large pictures are made as AVIF besides. */
  isAvifMade: boolean
  /** Where their bytes are kept; null: in rows. */
  mediaDir: string | null
  /** Told why the folder does not take one. */
  log?: Log
}

/** Reads them. */
export const mediaRules = (
  settings: { media_megabytes: number; avif_pictures: boolean },
  mediaDir: string | null,
  log: Log,
): MediaRules => ({
  room: settings.media_megabytes * 1_000_000,
  isAvifMade: settings.avif_pictures,
  mediaDir,
  log,
})

interface NewFile {
  path: string
  /** As it was called where it comes from. */
  name: string
  account: number | null
  /** What it must be, where not everything will do. */
  kind?: MediaKind
  /** The upload that it came as, whose parts are in rows. */
  upload?: string
}

/**
 * Keeps a file that lies at a path: a picture in the sizes that pages ask for, without what its camera wrote into it;
 * anything else as it came. The same file twice is one.
 */
export async function keepFile(
  db: Kysely<Database>,
  file: NewFile,
  rules: MediaRules,
): Promise<Kept | { problem: MediaProblem }> {
  const { size } = await stat(file.path)
  if (size === 0) return { problem: 'empty' }
  const found = await typeOf(file.path)
  if (file.kind !== undefined && found.kind !== file.kind) return { problem: 'unreadable' }
  if (size > (found.kind === 'picture' ? mostPictureBytes : mostFileBytes)) return { problem: 'tooLarge' }
  const hash = await hashOf(file.path)
  const known = await findByHash(db, hash)
  if (known !== undefined) return { id: known, isNew: false }

  return inFolder(async folder => {
    const made = await filesOf(file, found, { bytes: size, folder, rules })
    if ('problem' in made) return made
    const original = found.kind === 'picture' ? { name: null, path: file.path, bytes: size } : null
    const bytes = made.files.reduce((sum, { bytes }) => sum + bytes, original === null ? 0 : size)
    if ((await allBytes(db)) + bytes > rules.room) return { problem: 'noRoom' }
    return store(db, rules, { ...file, hash, kind: found.kind, bytes, files: made.files, original })
  })
}

async function findByHash(db: Kysely<Database>, hash: string): Promise<number | undefined> {
  const known = await db
    .selectFrom('media')
    .select('id')
    .where('hash', '=', hash)
    .where('is_whole', '=', true)
    .executeTakeFirst()
  return known?.id
}

/** How many bytes all media have together. */
async function allBytes(db: Kysely<Database>): Promise<number> {
  const { total } = await db
    .selectFrom('media')
    // A sum of bigint is a numeric, which comes as a text.
    .select(eb => eb.fn.sum<string | null>('bytes').as('total'))
    .executeTakeFirstOrThrow()
  return Number(total ?? 0)
}

async function filesOf(
  file: NewFile,
  { kind, type }: Found,
  { bytes, folder, rules }: { bytes: number; folder: string; rules: MediaRules },
) {
  if (kind === 'picture') return makePicture(file.path, folder, rules.isAvifMade)
  const files: MadeFile[] = [
    { name: fileNameOf(file.name, extensionOf(type)), type, path: file.path, bytes, isMain: true },
  ]
  return { files }
}

/** By what a player knows the file, where its name does not say. */
const extensionOf = (type: string): string =>
  ({ 'video/mp4': '.mp4', 'video/webm': '.webm', 'video/quicktime': '.mov', 'audio/mpeg': '.mp3' })[type] ??
  ''

interface NewMedium extends NewFile {
  hash: string
  kind: MediaKind
  bytes: number
  files: readonly MadeFile[]
  original: { name: null; path: string; bytes: number } | null
}

/** In portions, as a film takes seconds; nobody finds it before the last. What broke off a while ago is begun anew. */
async function store(
  db: Kysely<Database>,
  { mediaDir, log }: MediaRules,
  medium: NewMedium,
): Promise<Kept | { problem: 'onItsWay' | 'folderAway' }> {
  // A disk that was mounted since the start is taken into use, if nothing came before; what is wrong is met below.
  await readyFolder(db, mediaDir, 'use').catch(() => undefined)
  const id = await begin(db, mediaDir, medium)
  if (id === null) {
    const known = await findByHash(db, medium.hash)
    return known === undefined ? { problem: 'onItsWay' } : { id: known, isNew: false }
  }
  const { hash, files, original } = medium
  try {
    for (const { name, path, bytes } of [...files, ...(original === null ? [] : [original])]) {
      // As it came, it is in rows of its upload; unless somebody who has ended that twice has removed them meanwhile.
      const upload = mediaDir === null && path === medium.path ? medium.upload : undefined
      if (upload !== undefined && (await storeUploaded(db, { media: id, name, bytes }, upload))) continue
      const pieces = readPieces(path, { first: 0, last: bytes - 1 })
      await storeBytes(db, mediaDir, { media: id, hash, name }, pieces)
    }
  } catch (error) {
    // What of the system says no here is the folder's: what is read throws BytesMissing.
    if (mediaDir === null || !(error instanceof Error && 'syscall' in error)) throw error
    log?.error({ notKept: hash, ...errorFacts(error) })
    await transact(db, async trx => {
      const gone = await trx.deleteFrom('media').where('id', '=', id).returning('id').executeTakeFirst()
      // Now, where a disk may be full; who brings the same file waits for the row. What can't go goes a day later.
      if (gone) await removeFrom(mediaDir, hash).catch(() => undefined)
    })
    return { problem: 'folderAway' }
  }
  await db.updateTable('media').set({ is_whole: true }).where('id', '=', id).execute()
  return { id, isNew: true }
}

/** Null when another has brought the same file meanwhile. */
function begin(
  db: Kysely<Database>,
  mediaDir: string | null,
  { hash, kind, name, bytes, account, files }: NewMedium,
) {
  return transact(db, async trx => {
    // What it left in the folder once is its own again: who removes that holds this row while they do.
    if (mediaDir !== null) await trx.deleteFrom('private.media_left').where('hash', '=', hash).execute()
    await trx
      .deleteFrom('media')
      .where('hash', '=', hash)
      .where('is_whole', '=', false)
      .where('created_at', '<', sql<Date>`now() - interval '10 minutes'`)
      .execute()
    const added = await trx
      .insertInto('media')
      .values({
        ...{ hash, kind, name: plainName(name), bytes },
        ...{ account_id: account, in_folder: mediaDir !== null },
      })
      .onConflict(conflict => conflict.column('hash').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return null
    await trx
      .insertInto('media_files')
      .values(
        files.map(({ name, type, bytes, isMain }) => ({
          media_id: added.id,
          name,
          type,
          bytes,
          is_main: isMain,
        })),
      )
      .execute()
    return added.id
  })
}
