import type { GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

/** Why a reader thinks that a comment should not be there. */
export type ReportReason = 'spam' | 'insult' | 'personal' | 'unlawful' | 'other'

interface ReportsTable {
  id: GeneratedAlways<number>
  comment_id: number
  /** Keyed hash of the mark that the browser keeps, or else of its network. */
  browser: string
  reason: ReportReason
  at: SetOnce
  settled_at: Date | null
  settled_by: string | null
}

/** What readers report. */
export interface ReportTables {
  'private.reports': ReportsTable
}
