import type { OwnComment } from '../../src/comments/own.ts'
import type { ShownComment } from '../../src/comments/shown-comment.ts'

/** A comment that anyone sees, or one that its author sees and may still change. */
export type ViewedComment = ShownComment & Partial<Pick<OwnComment, 'editable'>>

/** What moderators did with a conversation. */
export interface Marks {
  /** It stands first. */
  isPinned: boolean
  /** It takes no more replies. */
  isClosed: boolean
}
