import type { GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'
import type { ReportTables } from './report-tables.ts'

/** What is blocked; who is muted is a `person`. */
export type BlockKind = 'address' | 'network' | 'browser' | 'words' | 'person'

interface BlocksTable {
  id: GeneratedAlways<number>
  kind: BlockKind
  contact_id: number | null
  network: string | null
  /** A keyed hash: of a browser's mark, or of who writes. */
  mark: string | null
  words: string | null
  /** Null: for good. */
  expires: Date | null
  account_id: number | null
  /** The name of who blocked it, as it was then. */
  actor: string
  at: SetOnce
}

interface PersonNotesTable {
  id: GeneratedAlways<number>
  /** The keyed hash of who writes. */
  who: string
  note: string
  account_id: number | null
  /** The name of who noted it, as it was then. */
  actor: string
  at: SetOnce
}

interface ReadyRepliesTable {
  id: GeneratedAlways<number>
  name: string
  /** Markdown. */
  source: string
  at: SetOnce
}

/** What moderators keep at their desk, and what readers report to them. */
export interface DeskTables extends ReportTables {
  'private.blocks': BlocksTable
  'private.person_notes': PersonNotesTable
  'private.ready_replies': ReadyRepliesTable
}
