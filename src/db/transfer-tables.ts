import type { Generated, GeneratedAlways } from 'kysely'
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
  /** When all that it had added was taken back; null: it was not. */
  taken_back_at: Date | null
  /** Who has it taken back; null: nobody does. */
  taking_back_by: string | null
  /** What became of what it had added; JSON. */
  taken_back: string | null
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
  /** All that the file says of it, but for the IP address; AES-256-GCM: nonce, tag, ciphertext. */
  sealed: Buffer
  /** The keyed hash of its author's address; empty where it came with none, null where that is not known yet. */
  email_hash: Buffer | null
  /** A keyed hash of all that the file said; null: one from before that was kept. */
  digest: Buffer | null
  /** The import that kept it; null: one from before that was written down. */
  import_id: number | null
}

export type MoveState = 'looking' | 'looked' | 'moving' | 'stopping' | 'ended'

/** A file that somebody moves in with, from the admin. */
export interface MovesTable {
  id: GeneratedAlways<number>
  /** Null once the file is of no more use. */
  upload_id: string | null
  account_id: number | null
  /** Whose name it is that began it. */
  actor: string
  file: string
  bytes: number
  at: SetOnce
  state: Generated<MoveState>
  /** The system that was chosen; null for whatever it seems to be. */
  system: string | null
  /** The system that it was looked through as. */
  taken_for: string | null
  site: string | null
  /** What to choose a site from; empty where there is nothing to choose. */
  sites: Generated<string[]>
  /** Why it can't be brought in; see `MoveProblem`. */
  problem: string | null
  /** How far it has come; JSON. */
  progress: string | null
  /** What would be done; JSON. */
  looked: string | null
  import_id: number | null
  /** Whether pictures and files are brought from the old site as well. */
  with_files: Generated<boolean>
  /** What was typed of where its articles are now; see `readAddressMap`. */
  map: Generated<string>
}

/** Which medium here a file of an old site is. */
export interface ImportMediaTable {
  source: string
  site: string
  /** Its whole address there. */
  url: string
  media_id: number
}

/** Somebody who was erased: what they wrote elsewhere before comes in no more. */
export interface ErasedReadersTable {
  /** A keyed hash of their address. */
  mark: Buffer
  at: Date
}

/** An old address that an import lets lead on, as long as nobody says anew where it leads. */
export interface ImportAddressesTable {
  address_id: number
  import_id: number
}

/** What came from elsewhere. */
export interface TransferTables {
  'private.imports': ImportsTable
  'private.imported': ImportedTable
  'private.import_aside': ImportAsideTable
  'private.import_addresses': ImportAddressesTable
  'private.import_media': ImportMediaTable
  'private.moves': MovesTable
  'private.erased_readers': ErasedReadersTable
}
