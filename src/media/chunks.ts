import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { BytesMissing, type Range } from './folder.ts'
import { chunkBytes } from './limits.ts'

/** A transaction stores so many chunks: who asks the database meanwhile waits no longer than that takes. */
const chunksAtOnce = 8

interface Chunk {
  part: number
  data: Buffer
}

/**
 * Stores pieces of a chunk each, portion by portion; `insert` stores one. One a statement: the driver copies all that a
 * statement brings, again and again while it grows, and on PGlite nobody is answered until it is done.
 */
export async function storeChunks(
  db: Kysely<Database>,
  pieces: AsyncIterable<Buffer>,
  insert: (trx: Transaction<Database>, chunk: Chunk) => Promise<unknown>,
): Promise<void> {
  let portion: Chunk[] = []
  let part = 0
  const flush = async () => {
    const chunks = portion
    portion = []
    if (chunks.length > 0)
      await transact(db, async trx => {
        for (const chunk of chunks) await insert(trx, chunk)
      })
  }
  for await (const data of pieces) {
    portion.push({ part: part++, data })
    if (portion.length === chunksAtOnce) await flush()
  }
  await flush()
}

/** Reads chunks one by one as they are asked for; `read` reads one. Throws BytesMissing. */
export async function* readChunks(
  read: (part: number) => Promise<{ data: Buffer } | undefined>,
  { first, last }: Range,
): AsyncGenerator<Buffer> {
  for (let part = Math.floor(first / chunkBytes); part * chunkBytes <= last; part++) {
    const row = await read(part)
    if (!row) throw new BytesMissing('a file was deleted while it was read')
    const start = part * chunkBytes
    yield row.data.subarray(Math.max(first - start, 0), last - start + 1)
  }
}

/**
 * Reads rows of any length until so many bytes are there, in pieces of a chunk. What is not in a row any more was moved into
 * the folder meanwhile: `elsewhere` reads on from a byte.
 */
export async function* readWhole(
  read: (part: number) => Promise<{ data: Buffer } | undefined>,
  bytes: number,
  elsewhere: (at: number) => AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  let rows: Buffer[] = []
  let [at, length] = [0, 0]
  for (let part = 0; at + length < bytes; part++) {
    const row = await read(part)
    if (!row) return yield* elsewhere(at)
    rows.push(row.data)
    length += row.data.length
    if (length < chunkBytes && at + length < bytes) continue
    yield Buffer.concat(rows)
    at += length
    rows = []
    length = 0
  }
}
