import { type Kysely, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Database, PublicDatabase } from '../db/tables.ts'
import { readChunks, readWhole, storeChunks } from './chunks.ts'
import { BytesMissing, isWhole, pathIn, type Range, readPieces, writeWhole } from './folder.ts'
import { chunkBytes, rowBytes } from './limits.ts'

/** A file of a medium, wherever its bytes are. */
export interface KeptFile {
  media: number
  hash: string
  /** Null: the picture as it came. */
  name: string | null
  bytes: number
  in_folder: boolean
}

/** One that readers may ask for. */
export type PublicFile = KeptFile & { name: string }

/** The bytes of a file that a reader asks for, from one to another, piece by piece. They throw BytesMissing. */
export const bytesFor = (
  db: ReadonlyKysely<PublicDatabase>,
  mediaDir: string | null,
  file: PublicFile,
  range: Range,
): AsyncGenerator<Buffer> =>
  read(mediaDir, file, range, part =>
    db
      .selectFrom('media_chunks')
      .select('data')
      .where('media_id', '=', file.media)
      .where('name', '=', file.name)
      .where('part', '=', part)
      .executeTakeFirst(),
  )

/** All bytes of any file, that of a picture as it came included, in pieces of a chunk. They throw BytesMissing. */
export const bytesOf = (
  db: Kysely<Database>,
  mediaDir: string | null,
  file: KeptFile,
): AsyncGenerator<Buffer> => {
  const range = { first: 0, last: file.bytes - 1 }
  const { media, name } = file
  if (name !== null)
    return read(mediaDir, file, range, part =>
      db
        .selectFrom('media_chunks')
        .select('data')
        .where('media_id', '=', media)
        .where('name', '=', name)
        .where('part', '=', part)
        .executeTakeFirst(),
    )
  if (file.in_folder) return readPieces(pathOf(mediaDir, file), range)
  const row = (part: number) =>
    db
      .selectFrom('private.media_originals')
      .select('data')
      .where('media_id', '=', media)
      .where('part', '=', part)
      .executeTakeFirst()
  return readWhole(row, file.bytes, at => readPieces(pathOf(mediaDir, file), { ...range, first: at }))
}

const read = (
  mediaDir: string | null,
  file: KeptFile,
  range: Range,
  chunk: (part: number) => Promise<{ data: Buffer } | undefined>,
): AsyncGenerator<Buffer> =>
  file.in_folder
    ? readPieces(pathOf(mediaDir, file), range)
    : readChunks(async part => (await chunk(part)) ?? chunkInFolder(mediaDir, file, part), range)

/** What a row held that is gone: the file was moved into the folder while it was read, or deleted. */
async function chunkInFolder(mediaDir: string | null, file: KeptFile, part: number) {
  if (mediaDir === null) return undefined
  const range = { first: part * chunkBytes, last: Math.min((part + 1) * chunkBytes, file.bytes) - 1 }
  for await (const data of readPieces(pathOf(mediaDir, file), range)) return { data }
  return undefined
}

function pathOf(mediaDir: string | null, { hash, name }: KeptFile): string {
  if (mediaDir === null) throw new BytesMissing('files lie in a folder, and MEDIA_DIR is not set')
  return pathIn(mediaDir, hash, name)
}

/** Whether a file can be sent, as far as can be seen without reading it. */
export const isThere = async (mediaDir: string | null, file: KeptFile): Promise<boolean> =>
  !file.in_folder ||
  (mediaDir !== null && (await isWhole(pathIn(mediaDir, file.hash, file.name), file.bytes)))

/** Stores the bytes of a file: in a folder, instead of what lies there, or, without one, in rows; such as are there stay. */
export async function storeBytes(
  db: Kysely<Database>,
  mediaDir: string | null,
  { media, hash, name }: Pick<KeptFile, 'media' | 'hash' | 'name'>,
  bytes: AsyncIterable<Buffer>,
): Promise<void> {
  if (mediaDir !== null) return writeWhole(mediaDir, pathIn(mediaDir, hash, name), bytes)
  await storeChunks(db, bytes, (trx, chunk) =>
    name === null
      ? trx
          .insertInto('private.media_originals')
          .values({ media_id: media, ...chunk })
          .onConflict(conflict => conflict.doNothing())
          .execute()
      : trx
          .insertInto('media_chunks')
          .values({ media_id: media, name, ...chunk })
          .onConflict(conflict => conflict.doNothing())
          .execute(),
  )
}

/**
 * The same in rows for what came as an upload and lies in them already: its bytes don't pass through this process. False
 * when not all of them were there any more.
 */
export async function storeUploaded(
  db: Kysely<Database>,
  { media, name, bytes }: { media: number; name: string | null; bytes: number },
  upload: string,
): Promise<boolean> {
  // What is read by ranges lies in chunks; a picture as it came stays in rows as small as it came in.
  const rows = name === null ? 1 : chunkBytes / rowBytes
  let stored = 0
  for (let row = 0; row * rowBytes < bytes; row += rows) {
    const parts = db
      .selectFrom('private.upload_parts')
      .where('upload_id', '=', upload)
      .where('part', '>=', row)
      .where('part', '<', row + rows)
    const copied =
      name === null
        ? await db
            .insertInto('private.media_originals')
            .columns(['media_id', 'part', 'data'])
            .expression(parts.select([sql.val(media).as('media_id'), 'part', 'data']))
            .returning(lengthOf)
            .execute()
        : await db
            .insertInto('media_chunks')
            .columns(['media_id', 'name', 'part', 'data'])
            .expression(
              parts
                .select([sql.val(media).as('media_id'), sql.val(name).as('name')])
                .select(sql.val(row / rows).as('part'))
                .select(sql<Buffer>`string_agg(data, '' order by part)`.as('data'))
                .having(sql`count(*)`, '>', 0),
            )
            .returning(lengthOf)
            .execute()
    stored += copied.reduce((sum, { length }) => sum + length, 0)
  }
  if (stored === bytes) return true
  // What is stored instead lies in other rows.
  const copies = name === null ? 'private.media_originals' : 'media_chunks'
  await db
    .deleteFrom(copies)
    .where('media_id', '=', media)
    .$if(name !== null, query => query.where(sql.ref('name'), '=', name))
    .execute()
  return false
}

const lengthOf = sql<number>`octet_length(data)`.as('length')

/** All files that are kept whole, those that readers may ask for and pictures as they came; `called` is what its medium is. */
export const allKept = (db: Kysely<Database>) =>
  db.selectFrom(publicFiles(db).unionAll(originals(db)).as('kept')).selectAll()

/** Those that readers may ask for. */
export const publicFiles = (db: Kysely<Database>) =>
  db
    .selectFrom('media as m')
    .innerJoin('media_files as f', 'f.media_id', 'm.id')
    .select(['m.id as media', 'm.name as called', 'm.hash', 'm.in_folder'])
    .select(eb => [eb.ref('f.name').$castTo<string | null>().as('name'), 'f.bytes'])
    .where('m.is_whole', '=', true)

/** What a medium has beside those files. */
const originals = (db: Kysely<Database>) =>
  db
    .selectFrom('media as m')
    .select(['m.id as media', 'm.name as called', 'm.hash', 'm.in_folder'])
    .select([sql<string | null>`null::text`.as('name'), beside.as('bytes')])
    .where('m.is_whole', '=', true)
    .where(beside, '>', 0)

const beside = sql<number>`(m.bytes - (select coalesce(sum(f.bytes), 0) from media_files f where f.media_id = m.id))::bigint`
