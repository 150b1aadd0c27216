import type { Lesson } from '../db/spam-tables.ts'
import type { CommentStatus, QueueFilter, StepKind } from '../db/tables.ts'

/** Where a person may move a comment. */
export type Decided = Exclude<CommentStatus, 'withdrawn'>

/** What is done with a comment, or its conversation, that stays in its state. */
export type Marking = 'pinned' | 'unpinned' | 'closed' | 'reopened'

/** Whose comments somebody may decide on: those of every article, or of one author's. */
export type Scope = QueueFilter['scope']

/**
 * What somebody had before their eyes when they decided: the comment's last step (`comments.step`); its words, by their
 * fingerprint, for its author, who is told nothing of its state; or `anything`, for what is erased whatever it is.
 */
export type Seen = number | { fingerprint: string } | 'anything'

/** What is decided with no look at it is overtaken by whatever there is. */
export const nothingSeen = -1

/** A comment as it is while it is locked. */
export interface Current {
  id: number
  post: number
  status: CommentStatus
  /** The last step of its log; 0 when it has none. */
  step: number
  created_at: Date
  /** Where a person last moved it; null while none has. */
  decided: CommentStatus | null
  mended: boolean
  /** What it is known to be; see `lessonAfter`. */
  lesson: Lesson | null
  /** Whether its author isn't trusted since something of theirs was taken back. */
  isForgivable: boolean
  /** Whether Akismet was asked about it. */
  isAskedAbout: boolean
  /** Null where only states change. */
  words: { name: string; source: string } | null
}

/** Somebody else was there first: who, when, and what it is now. */
export interface Overtaken {
  comment: number
  by: { kind: StepKind; name: string }
  status: CommentStatus
  at: Date
}

/** What became of the comments that somebody wanted to change. */
export interface Outcome {
  /** What takes it back; null when nothing changed. */
  decision: string | null
  moved: { comment: number; post: number; from: CommentStatus }[]
  /** Left as they are: what was seen of them is no longer so. */
  overtaken: Overtaken[]
  /** Left as they are: so already. */
  unchanged: number[]
  /** Not there, withdrawn by their authors, or not this person's to decide on. */
  missing: number[]
}
