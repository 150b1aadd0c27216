import { open } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { sealBytes, sealData, unsealData } from '../seal.ts'
import { chunkBytes } from './limits.ts'

/** The chunks that a part is kept in, with their lengths. */
export function chunksOfPart(part: number, bytes: number): { chunk: number; bytes: number }[] {
  return [0, 1].flatMap(half => {
    const chunk = part * 2 + half
    const rest = bytes - chunk * chunkBytes
    return rest > 0 ? [{ chunk, bytes: Math.min(rest, chunkBytes) }] : []
  })
}

/** Stores a part that has its length in the rows of an upload; such as are there stay. */
export async function storePart(
  db: Kysely<Database>,
  { id, bytes: all }: { id: string; bytes: number },
  { part, data }: { part: number; data: Buffer },
  ring: KeyRing | null,
): Promise<void> {
  // One a statement, as `storeChunks` does. Who sends the same part with other bytes waits for the first of them, and stores none.
  await transact(db, async trx => {
    for (const [at, { chunk, bytes }] of chunksOfPart(part, all).entries()) {
      const plain = data.subarray(at * chunkBytes, at * chunkBytes + bytes)
      await trx
        .insertInto('private.upload_parts')
        .values({ upload_id: id, part: chunk, data: ring ? sealed(ring, id, chunk, plain) : plain })
        .onConflict(conflict => conflict.doNothing())
        .execute()
    }
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
  const chunk = Buffer.allocUnsafe(chunkBytes + sealBytes)
  let length = 0
  for (let part = 0; ; part++) {
    const kept = await readPart(db, { id, part }, chunk)
    const data = ring && kept.length > 0 ? opened(ring, id, part, kept) : kept
    if (!data?.length) return length
    await file.writeFile(data)
    length += data.length
  }
}

/** As text, in which the driver reads everything, they come in one read of a socket, of 64 KiB at most. */
const pieceBytes = 45_000

/**
 * Reads a part into a buffer, which is the caller's, and returns what of it is filled; nothing where there is no such part.
 * Piece by piece: a row that comes in many reads is put together again and again, and the process collects garbage
 * instead of answering.
 */
async function readPart(
  db: Kysely<Database>,
  { id, part }: { id: string; part: number },
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

const contextOf = (id: string, chunk: number) => Buffer.from(JSON.stringify(['upload', id, chunk]))

const sealed = ({ current }: KeyRing, id: string, chunk: number, data: Buffer): Buffer =>
  sealData(current.derive('upload'), data, contextOf(id, chunk))

/** Null when no key of the ring opens it. */
function opened({ current, previous }: KeyRing, id: string, chunk: number, data: Buffer): Buffer | null {
  for (const keys of [current, ...previous]) {
    const plain = unsealData(keys.derive('upload'), data, contextOf(id, chunk))
    if (plain !== null) return plain
  }
  return null
}
