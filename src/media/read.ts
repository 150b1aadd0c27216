import type { ReadonlyKysely } from 'kysely/readonly'
import type { MediaKind } from '../db/media-tables.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { chunkBytes } from './limits.ts'

/** A file that a reader asks for. */
export interface ServedFile {
  media: number
  name: string
  type: string
  bytes: number
  kind: MediaKind
}

/** The file of a medium by its address; undefined when there is none. */
export async function findFile(
  db: ReadonlyKysely<PublicDatabase>,
  hash: string,
  name: string,
): Promise<ServedFile | undefined> {
  return db
    .selectFrom('media as m')
    .innerJoin('media_files as f', 'f.media_id', 'm.id')
    .select(['m.id as media', 'm.kind', 'f.name', 'f.type', 'f.bytes'])
    .where('m.hash', '=', hash)
    .where('f.name', '=', name)
    .executeTakeFirst()
}

/** The bytes of a file from one to another, both included, chunk by chunk as they are asked for. */
export function streamFile(
  db: ReadonlyKysely<PublicDatabase>,
  { media, name }: ServedFile,
  { first, last }: { first: number; last: number },
): ReadableStream<Uint8Array> {
  let part = Math.floor(first / chunkBytes)
  const end = Math.floor(last / chunkBytes)
  return new ReadableStream({
    async pull(stream) {
      if (part > end) return stream.close()
      const row = await db
        .selectFrom('media_chunks')
        .select('data')
        .where('media_id', '=', media)
        .where('name', '=', name)
        .where('part', '=', part)
        .executeTakeFirst()
      // It was deleted meanwhile: an answer that is too short is seen as broken, and not kept.
      if (!row) return stream.error(new Error('a file was deleted while it was read'))
      const start = part * chunkBytes
      stream.enqueue(new Uint8Array(row.data.subarray(Math.max(first - start, 0), last - start + 1)))
      if (part++ === end) stream.close()
    },
  })
}
