import type { CommentStatus } from '../db/tables.ts'

/** What is known of a comment when it is judged. */
export interface Signals {
  /** The host holds every comment. */
  holdAll: boolean
  links: number
  /** Hold from this many links on; 0 turns the rule off. */
  holdLinks: number
}

export type Reason = 'every comment is held' | 'links'

export interface Verdict {
  status: Extract<CommentStatus, 'approved' | 'pending' | 'spam'>
  /** Why, for the moderator; empty for what may appear. */
  reasons: Reason[]
}

/** Decides from signals alone whether a comment may appear at once. */
export function judge(signals: Signals): Verdict {
  const reasons: Reason[] = []
  if (signals.holdAll) reasons.push('every comment is held')
  if (signals.holdLinks > 0 && signals.links >= signals.holdLinks) reasons.push('links')
  return { status: reasons.length > 0 ? 'pending' : 'approved', reasons }
}
