import { open } from 'node:fs/promises'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { chunkBytes } from './limits.ts'

/** A transaction stores so many chunks: who asks the database meanwhile waits no longer than that takes. */
const chunksAtOnce = 8

interface Chunk {
  part: number
  data: Buffer
}

/** Stores a file that lies at a path by chunks, portion by portion; `insert` stores a portion. */
export async function storeChunks(
  db: Kysely<Database>,
  path: string,
  insert: (trx: Transaction<Database>, chunks: Chunk[]) => Promise<unknown>,
): Promise<void> {
  let portion: Chunk[] = []
  const flush = async () => {
    const chunks = portion
    portion = []
    if (chunks.length > 0) await transact(db, trx => insert(trx, chunks))
  }
  for await (const chunk of chunksOf(path)) {
    portion.push(chunk)
    if (portion.length === chunksAtOnce) await flush()
  }
  await flush()
}

async function* chunksOf(path: string): AsyncGenerator<Chunk> {
  await using file = await open(path)
  for (let part = 0; ; part++) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, part * chunkBytes)
    if (bytesRead > 0) yield { part, data: buffer.subarray(0, bytesRead) }
    if (bytesRead < chunkBytes) return
  }
}
