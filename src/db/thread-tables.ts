import type { GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

/** One root comment with its replies; exists for readers while it has an approved comment. */
interface ThreadsTable {
  /** The root comment's id. */
  id: number
  post_id: number
  /** The root comment's, with which the database makes the row. */
  place: Buffer
  /** Approved comments in it; kept by a trigger. */
  comment_count: GeneratedAlways<number>
}

/** What moderators do with a comment that begins a conversation, or with the conversation. */
export type CommentMark = 'pinned' | 'closed'

interface CommentMarksTable {
  /** The first of a conversation. */
  comment_id: number
  mark: CommentMark
  post_id: number
  at: SetOnce
}

/** Conversations: which there are, what stands first, and where nothing more is said. */
export interface ThreadTables {
  threads: ThreadsTable
  comment_marks: CommentMarksTable
}
