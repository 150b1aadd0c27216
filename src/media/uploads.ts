import { join } from 'node:path'
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { addToFile, beginFile, moveFile } from './arriving.ts'
import { type Kept, keepFile, type MediaProblem, mediaProblems, type MediaRules } from './keep.ts'
import { mostFileBytes, mostMoveBytes, mostUploads, partBytes, heldDays, uploadHours } from './limits.ts'
import { plainName } from './names.ts'
import { inFolder } from './temporary.ts'
import { dropParts, rowsOf, storePart, writeOut } from './upload-parts.ts'

/** A file that comes in parts, so that a break costs one part and not the file. */
export interface Upload {
  id: string
  /** In bytes; each part has so many, the last one the rest. */
  partBytes: number
  /** Parts that are here, counted from 0. */
  received: number[]
}

/** Begins an upload. With a `ring` its parts are sealed as they come: for what holds more than its account's own. */
export async function beginUpload(
  db: Kysely<Database>,
  account: number,
  { name, bytes }: { name: string; bytes: number },
  ring: KeyRing | null = null,
): Promise<Upload | { problem: 'empty' | 'tooLarge' | 'tooMany' }> {
  if (bytes === 0) return { problem: 'empty' }
  if (bytes > (ring ? mostMoveBytes : mostFileBytes)) return { problem: 'tooLarge' }
  const upload = await transact(db, async trx => {
    const { under_way } = await trx
      .selectFrom('private.uploads')
      .select(eb => eb.fn.countAll<number>().as('under_way'))
      .where('account_id', '=', account)
      .where(isUnderWay)
      .executeTakeFirstOrThrow()
    if (under_way >= mostUploads) return { problem: 'tooMany' as const }
    const { id } = await trx
      .insertInto('private.uploads')
      .values({ account_id: account, name: plainName(name), bytes, is_sealed: ring !== null })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, partBytes, received: [] }
  })
  if ('id' in upload && !ring) beginFile(upload.id, bytes)
  return upload
}

/** What has come of an upload so far; null when it is not this account's, or was forgotten. */
export async function findUpload(db: Kysely<Database>, account: number, id: string): Promise<Upload | null> {
  const upload = await find(db, account, id, false)
  return upload ? { id, partBytes, received: await receivedOf(db, { id, bytes: upload.bytes }) } : null
}

async function receivedOf(
  db: Kysely<Database>,
  { id, bytes }: { id: string; bytes: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('private.upload_parts')
    .select('part')
    .where('upload_id', '=', id)
    .orderBy('part')
    .execute()
  const here = new Set(rows.map(({ part }) => part))
  return Array.from({ length: Math.ceil(bytes / partBytes) }, (_, part) => part).filter(part =>
    rowsOf(part, bytes).every(({ row }) => here.has(row)),
  )
}

/** Stores a part; the same one again changes nothing. False when it has another length than it must have. */
export async function addPart(
  db: Kysely<Database>,
  account: number,
  { id, part, data }: { id: string; part: number; data: Buffer },
  ring: KeyRing | null = null,
): Promise<boolean> {
  const upload = await find(db, account, id, ring !== null)
  if (!upload) return false
  const length = rowsOf(part, upload.bytes).reduce((sum, { bytes }) => sum + bytes, 0)
  if (data.length !== length || length === 0) return false
  const isNew = await storePart(db, { ...upload, id }, { part, data }, ring)
  // The rows have the bytes that came first.
  if (isNew) await addToFile(id, part * partBytes, data)
  return true
}

type Ended = Kept | { problem: MediaProblem }

const ending = new Map<string, Promise<Ended | null>>()

/**
 * Keeps what has come, and says what came of it to whoever asks again, for as long as it is known. Null when there is no
 * such upload, or some of it is missing.
 */
export async function endUpload(
  db: Kysely<Database>,
  account: number,
  id: string,
  rules: MediaRules,
): Promise<Ended | null> {
  const ended = await findEnded(db, account, id)
  if (ended) return ended
  const upload = await find(db, account, id, false)
  if (!upload) return null
  // Behind a proxy who asks again may be the one who asked before, and waits no longer.
  const begun = ending.get(id)
  if (begun) return begun
  const end = keepUploaded(db, { ...upload, id, account }, rules).finally(() => ending.delete(id))
  ending.set(id, end)
  return end
}

async function keepUploaded(
  db: Kysely<Database>,
  { id, account, name, bytes }: { id: string; account: number; name: string; bytes: number },
  rules: MediaRules,
): Promise<Ended | null> {
  return inFolder(async folder => {
    const path = join(folder, 'file')
    const isWhole = (await moveFile(id, bytes, path)) || (await writeOut(db, id, path)) === bytes
    if (!isWhole) return null
    const kept = await keepFile(db, { path, name, account, upload: id }, rules)
    const problem = 'problem' in kept ? kept.problem : null
    // Another brings it in just now, or was stopped while they did: until that is over it need not be sent again.
    if (problem === 'onItsWay') return kept
    await db
      .updateTable('private.uploads')
      .set({ media_id: 'id' in kept ? kept.id : null, problem })
      .where('id', '=', id)
      .execute()
    await dropParts(db, id, bytes)
    return kept
  })
}

async function findEnded(db: Kysely<Database>, account: number, id: string): Promise<Ended | null> {
  const ended = await db
    .selectFrom('private.uploads')
    .select(['media_id', 'problem'])
    .where('id', '=', id)
    .where('account_id', '=', account)
    .executeTakeFirst()
  if (!ended) return null
  if (ended.media_id !== null) return { id: ended.media_id, isNew: false }
  const problem = mediaProblems.find(problem => problem === ended.problem)
  return problem === undefined ? null : { problem }
}

/** Keeps a file that came in one piece as a sealed upload that is whole. */
export async function keepUpload(
  db: Kysely<Database>,
  account: number,
  { name, bytes }: { name: string; bytes: Buffer },
  ring: KeyRing,
): Promise<Upload | { problem: 'empty' | 'tooLarge' | 'tooMany' }> {
  const upload = await beginUpload(db, account, { name, bytes: bytes.length }, ring)
  if ('problem' in upload) return upload
  for (let part = 0; part * partBytes < bytes.length; part++) {
    const data = bytes.subarray(part * partBytes, (part + 1) * partBytes)
    await addPart(db, account, { id: upload.id, part, data }, ring)
  }
  return upload
}

/** Holds a sealed upload for some weeks, from when it is whole; returns its name and its length, null while it is not. */
export async function holdUpload(
  db: Kysely<Database>,
  account: number,
  id: string,
): Promise<{ name: string; bytes: number } | null> {
  const upload = await find(db, account, id, true)
  if (!upload) return null
  const received = await receivedOf(db, { id, bytes: upload.bytes })
  if (received.length < Math.ceil(upload.bytes / partBytes)) return null
  await db
    .updateTable('private.uploads')
    .set({ at: sql<Date>`now() + make_interval(days => ${heldDays})` })
    .where('id', '=', id)
    .execute()
  return upload
}

/** Forgets a sealed upload, with all that came of it. */
export async function dropUpload(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('private.uploads').where('id', '=', id).where('is_sealed', '=', true).execute()
}

/** Writes a sealed upload that is whole into a file, for this user alone; false when it is gone. */
export async function writeUpload(
  db: Kysely<Database>,
  ring: KeyRing,
  { id, path }: { id: string; path: string },
): Promise<boolean> {
  const upload = await db
    .selectFrom('private.uploads')
    .select('bytes')
    .where('id', '=', id)
    .where('is_sealed', '=', true)
    .executeTakeFirst()
  return upload !== undefined && (await writeOut(db, id, path, ring)) === upload.bytes
}

/** Forgets uploads that nobody has ended. */
export async function forgetOldUploads(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('private.uploads')
    .where('at', '<', sql<Date>`now() - make_interval(hours => ${uploadHours})`)
    .execute()
  await db
    .deleteFrom('media')
    .where('is_whole', '=', false)
    .where('created_at', '<', sql<Date>`now() - make_interval(hours => ${uploadHours})`)
    .execute()
}

function find(db: Kysely<Database>, account: number, id: string, isSealed: boolean) {
  return db
    .selectFrom('private.uploads')
    .select(['name', 'bytes'])
    .where('id', '=', id)
    .where('account_id', '=', account)
    .where('is_sealed', '=', isSealed)
    .where(isUnderWay)
    .executeTakeFirst()
}

/** Not ended yet. */
const isUnderWay = (eb: ExpressionBuilder<Database, 'private.uploads'>) =>
  eb('media_id', 'is', null).and('problem', 'is', null)
