import type { Generated, GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

export type MediaKind = 'picture' | 'video' | 'audio' | 'file'

/** A picture or a file, however many sizes of it there are. */
interface MediaTable {
  id: GeneratedAlways<number>
  /** Of the file as it came: 132 bits of its SHA-256, base64url. */
  hash: string
  kind: MediaKind
  /** As the file was called. */
  name: string
  /** What somebody who can't see it is told. */
  alt: Generated<string>
  bytes: number
  /** False while its files come in, and for ever when that broke off. */
  is_whole: Generated<boolean>
  /** Whether its bytes lie in MEDIA_DIR, and not in rows. */
  in_folder: Generated<boolean>
  account_id: number | null
  created_at: SetOnce
}

/** What can be asked for at its own address. */
interface MediaFilesTable {
  media_id: number
  name: string
  type: string
  bytes: number
  is_main: Generated<boolean>
}

/** A piece of a file, of at most 256 KiB. Parts count from 0. */
interface MediaChunksTable {
  media_id: number
  name: string
  part: number
  data: Buffer
}

/** A picture as it came. */
interface MediaOriginalsTable {
  media_id: number
  part: number
  data: Buffer
}

/** What lies in the folder under a hash and belongs to nothing any more, unless it came again. */
interface MediaLeftTable {
  hash: string
  at: Generated<Date>
}

/** A file that is on its way in, part by part. */
interface UploadsTable {
  id: Generated<string>
  account_id: number
  name: string
  bytes: number
  /** When it began; later for one that is held. */
  at: Generated<Date>
  /** Whether its parts are kept sealed. */
  is_sealed: Generated<boolean>
  /** Once it has ended: what it became, or why it was not taken. */
  media_id: number | null
  problem: string | null
}

interface UploadPartsTable {
  upload_id: string
  part: number
  data: Buffer
}

/** Which articles show a medium; kept by the database. */
interface MediaUsesTable {
  media_id: number
  post_id: number
}

/** A video elsewhere, and what its site said of it; without a title nothing came of asking. */
interface VideosTable {
  key: string
  title: string | null
  media_id: number | null
  asked_at: Generated<Date>
}

/** What a reader may be sent. */
export interface PublicMediaTables {
  media: Omit<MediaTable, 'account_id' | 'is_whole'>
  media_files: MediaFilesTable
  media_chunks: MediaChunksTable
}

export interface MediaTables {
  media: MediaTable
  media_files: MediaFilesTable
  media_chunks: MediaChunksTable
  'private.media_originals': MediaOriginalsTable
  'private.media_left': MediaLeftTable
  'private.media_uses': MediaUsesTable
  'private.videos': VideosTable
  'private.uploads': UploadsTable
  'private.upload_parts': UploadPartsTable
}
