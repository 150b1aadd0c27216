import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { type Kept, keepFile, type MediaProblem } from './keep.ts'
import { chunkBytes, mostFileBytes, mostUploads, partBytes, uploadHours } from './limits.ts'
import { plainName } from './names.ts'
import { inFolder } from './temporary.ts'

/** A file that comes in parts, so that a break costs one part and not the file. */
export interface Upload {
  id: string
  /** In bytes; each part has so many, the last one the rest. */
  partBytes: number
  /** Parts that are here, counted from 0. */
  received: number[]
}

/** Begins an upload. */
export async function beginUpload(
  db: Kysely<Database>,
  account: number,
  { name, bytes }: { name: string; bytes: number },
): Promise<Upload | { problem: 'empty' | 'tooLarge' | 'tooMany' }> {
  if (bytes === 0) return { problem: 'empty' }
  if (bytes > mostFileBytes) return { problem: 'tooLarge' }
  return transact(db, async trx => {
    const { under_way } = await trx
      .selectFrom('private.uploads')
      .select(eb => eb.fn.countAll<number>().as('under_way'))
      .where('account_id', '=', account)
      .executeTakeFirstOrThrow()
    if (under_way >= mostUploads) return { problem: 'tooMany' as const }
    const { id } = await trx
      .insertInto('private.uploads')
      .values({ account_id: account, name: plainName(name), bytes })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, partBytes, received: [] }
  })
}

/** What has come of an upload so far; null when it is not this account's, or was forgotten. */
export async function findUpload(db: Kysely<Database>, account: number, id: string): Promise<Upload | null> {
  const upload = await find(db, account, id)
  if (!upload) return null
  const rows = await db
    .selectFrom('private.upload_parts')
    .select('part')
    .where('upload_id', '=', id)
    .orderBy('part')
    .execute()
  const chunks = new Set(rows.map(({ part }) => part))
  const received = Array.from({ length: Math.ceil(upload.bytes / partBytes) }, (_, part) => part).filter(
    part => chunksOfPart(part, upload.bytes).every(({ chunk }) => chunks.has(chunk)),
  )
  return { id, partBytes, received }
}

/** Stores a part; the same one again changes nothing. False when it has another length than it must have. */
export async function addPart(
  db: Kysely<Database>,
  account: number,
  { id, part, data }: { id: string; part: number; data: Buffer },
): Promise<boolean> {
  const upload = await find(db, account, id)
  if (!upload) return false
  const chunks = chunksOfPart(part, upload.bytes)
  if (data.length !== chunks.reduce((sum, { bytes }) => sum + bytes, 0) || data.length === 0) return false
  await db
    .insertInto('private.upload_parts')
    .values(
      chunks.map(({ chunk, bytes }, at) => ({
        upload_id: id,
        part: chunk,
        data: data.subarray(at * chunkBytes, at * chunkBytes + bytes),
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return true
}

/** Keeps what has come, and forgets that it came in parts. Null when there is no such upload, or some of it is missing. */
export async function endUpload(
  db: Kysely<Database>,
  account: number,
  id: string,
  room: number,
): Promise<Kept | { problem: MediaProblem } | null> {
  const upload = await find(db, account, id)
  if (!upload) return null
  return inFolder(async folder => {
    const path = join(folder, 'file')
    if ((await writeOut(db, id, path)) !== upload.bytes) return null
    const kept = await keepFile(db, { path, name: upload.name, account }, room)
    await db.deleteFrom('private.uploads').where('id', '=', id).execute()
    return kept
  })
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

function find(db: Kysely<Database>, account: number, id: string) {
  return db
    .selectFrom('private.uploads')
    .select(['name', 'bytes'])
    .where('id', '=', id)
    .where('account_id', '=', account)
    .executeTakeFirst()
}

/** The chunks that a part is kept in, with their lengths. */
function chunksOfPart(part: number, bytes: number): { chunk: number; bytes: number }[] {
  return [0, 1].flatMap(half => {
    const chunk = part * 2 + half
    const rest = bytes - chunk * chunkBytes
    return rest > 0 ? [{ chunk, bytes: Math.min(rest, chunkBytes) }] : []
  })
}

/** Writes the parts of an upload into a file, one after the other; returns its length. */
async function writeOut(db: Kysely<Database>, id: string, path: string): Promise<number> {
  await using file = await open(path, 'w', 0o600)
  let length = 0
  for (let part = 0; ; part++) {
    const row = await db
      .selectFrom('private.upload_parts')
      .select('data')
      .where('upload_id', '=', id)
      .where('part', '=', part)
      .executeTakeFirst()
    if (!row) return length
    await file.write(row.data)
    length += row.data.length
  }
}
