import type { ReadonlyKysely } from 'kysely/readonly'
import type { MediaKind } from '../db/media-tables.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { bytesFor, type PublicFile } from './bytes.ts'
import type { Range } from './folder.ts'

/** A file that a reader asks for. */
export interface ServedFile extends PublicFile {
  type: string
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
    .select(['m.id as media', 'm.hash', 'm.in_folder', 'm.kind', 'f.name', 'f.type', 'f.bytes'])
    .where('m.hash', '=', hash)
    .where('f.name', '=', name)
    .executeTakeFirst()
}

/**
 * The bytes of a file from one to another, both included, as they are asked for. Where some are missing, or go meanwhile,
 * it breaks off: an answer that is too short is seen as broken, and not kept.
 */
export function streamFile(
  db: ReadonlyKysely<PublicDatabase>,
  mediaDir: string | null,
  file: ServedFile,
  range: Range,
): ReadableStream<Uint8Array> {
  const pieces = bytesFor(db, mediaDir, file, range)
  return new ReadableStream(
    {
      async pull(stream) {
        const { done, value } = await pieces.next()
        if (done) stream.close()
        else stream.enqueue(value)
      },
      // Nobody asks any more: what is open is closed, a read that is under way once it is done.
      cancel: async () => void (await pieces.return(undefined)),
    },
    // Nothing is opened before somebody reads.
    { highWaterMark: 0 },
  )
}
