import { open } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { sealBytes, sealData, unsealData } from '../seal.ts'
import { partBytes, rowBytes } from './limits.ts'

const rowsOfPart = partBytes / rowBytes

/** The rows that a part of a file of so many bytes is kept in, with their lengths. */
export function rowsOf(part: number, bytes: number): { row: number; bytes: number }[] {
  return Array.from({ length: rowsOfPart }, (_, nth) => part * rowsOfPart + nth).flatMap(row => {
    const rest = bytes - row * rowBytes
    return rest > 0 ? [{ row, bytes: Math.min(rest, rowBytes) }] : []
  })
}

/** Stores a part that has its length in the rows of an upload; such as are there stay. Returns whether all of it is new. */
export async function storePart(
  db: Kysely<Database>,
  { id, bytes: all }: { id: string; bytes: number },
  { part, data }: { part: number; data: Buffer },
  ring: KeyRing | null,
): Promise<boolean> {
  // One a statement, as `storeChunks` does. Who sends the same part with other bytes waits for the first of them, and stores none.
  return transact(db, async trx => {
    let isNew = true
    for (const [at, { row, bytes }] of rowsOf(part, all).entries()) {
      const plain = data.subarray(at * rowBytes, at * rowBytes + bytes)
      const stored = await trx
        .insertInto('private.upload_parts')
        .values({ upload_id: id, part: row, data: ring ? sealed(ring, id, row, plain) : plain })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirst()
      isNew &&= stored.numInsertedOrUpdatedRows === 1n
    }
    return isNew
  })
}

/** Writes the parts of an upload into a file, one after the other; returns its length. */
export async function writeOut(
  db: Kysely<Database>,
  id: string,
  path: string,
  ring: KeyRing | null = null,
): Promise<number> {
  await using file = await open(path, 'w', 0o600)
  // One that is held may have come in larger rows, with a version before.
  const buffer = Buffer.allocUnsafe(partBytes + sealBytes)
  let length = 0
  for (let row = 0; ; row++) {
    const kept = await readRow(db, { id, row }, buffer)
    const data = ring && kept.length > 0 ? opened(ring, id, row, kept) : kept
    if (!data?.length) return length
    await file.writeFile(data)
    length += data.length
  }
}

/** Forgets the parts of an upload, some at a time: on PGlite nobody is answered while they go. */
export async function dropParts(db: Kysely<Database>, id: string, bytes: number): Promise<void> {
  for (let row = 0; row * rowBytes < bytes; row += rowsOfPart)
    await db
      .deleteFrom('private.upload_parts')
      .where('upload_id', '=', id)
      .where('part', '>=', row)
      .where('part', '<', row + rowsOfPart)
      .execute()
}

/** As text, in which the driver reads everything, they come in one read of a socket, of 64 KiB at most. */
const pieceBytes = 45_000

/**
 * Reads a row into a buffer, which is the caller's, and returns what of it is filled; nothing where there is no such row.
 * Piece by piece: a row that comes in many reads is put together again and again, and the process collects garbage
 * instead of answering.
 */
async function readRow(
  db: Kysely<Database>,
  { id, row: part }: { id: string; row: number },
  into: Buffer,
): Promise<Buffer> {
  for (let length = 0; ; ) {
    const row = await db
      .selectFrom('private.upload_parts')
      .select(sql<string>`encode(substring(data from ${length + 1} for ${pieceBytes}), 'base64')`.as('text'))
      .where('upload_id', '=', id)
      .where('part', '=', part)
      .executeTakeFirst()
    const piece = into.write(row?.text ?? '', length, 'base64')
    length += piece
    if (piece < pieceBytes) return into.subarray(0, length)
  }
}

const contextOf = (id: string, row: number) => Buffer.from(JSON.stringify(['upload', id, row]))

const sealed = ({ current }: KeyRing, id: string, row: number, data: Buffer): Buffer =>
  sealData(current.derive('upload'), data, contextOf(id, row))

/** Null when no key of the ring opens it. */
function opened({ current, previous }: KeyRing, id: string, row: number, data: Buffer): Buffer | null {
  for (const keys of [current, ...previous]) {
    const plain = unsealData(keys.derive('upload'), data, contextOf(id, row))
    if (plain !== null) return plain
  }
  return null
}
