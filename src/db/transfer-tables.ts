import type { GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

/** One import, from when it began. */
export interface ImportsTable {
  id: GeneratedAlways<number>
  source: string
  site: string
  /** As it was named. */
  file: string
  /** Who began it: `command line`, or a name. */
  actor: string
  begun_at: SetOnce
  ended_at: Date | null
  /** What it did; JSON. */
  report: string | null
}

/** What something here is called where it came from. */
export interface ImportedTable {
  source: string
  site: string
  /** `article` or `comment`. */
  kind: string
  foreign_id: string
  local_id: number
  /** A keyed hash of what the file said. */
  digest: Buffer
  /** A hash of what was written here: what is not so any more has been edited here. */
  written: Buffer
  is_mention: boolean
  /** For less against, as the other system counted. */
  votes: number
  /** The import that added it. */
  import_id: number
}

/** A comment whose article is not here. */
export interface ImportAsideTable {
  source: string
  site: string
  foreign_id: string
  /** What addresses of one article have in common; see `addressKey`. */
  address: string
  /** All that the file says of it; AES-256-GCM: nonce, tag, ciphertext. */
  sealed: Buffer
}

/** What came from elsewhere. */
export interface TransferTables {
  'private.imports': ImportsTable
  'private.imported': ImportedTable
  'private.import_aside': ImportAsideTable
}
