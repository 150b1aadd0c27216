import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import type { CommentBatches } from '../text/comment-batch.ts'
import type { Settings } from '../settings/declared.ts'
import type { MapLine } from './address-map.ts'
import type { Of } from './identity.ts'
import type { Report } from './report.ts'

/** An article that comments may stand on. */
export interface Found {
  /** Below zero: one that a dry run would add. */
  post: number
  isDraft: boolean
  language: string
}

/** One import under way. */
export interface Run {
  db: Kysely<Database>
  ring: KeyRing
  settings: Settings
  of: Of
  /** The row of this import; null for a dry run, which writes nothing. */
  id: number | null
  report: Report
  batches: CommentBatches
  /** Articles of this file, by their ids there (null: it was deleted here) and by what their addresses have in common. */
  articles: Map<string, Found | null>
  addresses: Map<string, Found>
  /** Slugs that a dry run would have given away. */
  planned: Set<string>
  /** Where old addresses lead, by a map that the host gave. */
  mapped: ReadonlyMap<string, MapLine>
  /** Whether somebody wants it to end; what is in stays. */
  isStopped: () => boolean
  /** Told how far it is. */
  tell: (report: Report) => void
}
