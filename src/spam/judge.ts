import type { CommentStatus } from '../db/tables.ts'
import type { Likeness } from './verdict.ts'

/** What is known of a comment when it is judged. */
export interface Signals {
  /** Written by somebody who is signed in: the blog's own people. */
  isStaff: boolean
  /** The name or the address of one of the blog's people, from somebody else. */
  isImpostor: boolean
  /** From where, or with words, that were blocked. */
  isBlocked: boolean
  /** Comments of this person that were approved, and came from this browser. */
  approvedBefore: number
  /** A person of the blog took a comment of theirs back lately, and has approved none since. */
  isTakenBack: boolean
  /** A person of the blog lets their comments wait for a while. */
  isMuted: boolean
  links: number
  /** Words of the host's lists that are in it. */
  spamWords: readonly string[]
  heldWords: readonly string[]
  /** What it is like by what was learned; null for who is trusted, and before enough was learned. */
  likeness: Likeness
  /** A field that no person sees was filled in. */
  isTrapped: boolean
  /** More comments of people who are not trusted come than this site has known, and this is one of them. */
  isAttacked: boolean
  /** Whether the writer's browser did the work that it was asked for; null where it was asked for none. */
  proof: 'given' | 'missing' | null
}

/** What the host decided. */
export interface Rules {
  /** Every comment waits. */
  hold_comments: boolean
  /** A person's comments wait until this many were approved; 0 turns the rule off. */
  trust_after: number
  /** A comment waits from this many links on; 0 turns the rule off. */
  hold_links: number
}

export type Reason =
  | 'impostor'
  | 'blocked'
  | 'spam words'
  | 'like spam'
  | 'every comment is held'
  | 'first comment'
  | 'taken back'
  | 'muted'
  | 'links'
  | 'held words'
  | 'hidden field'
  | 'many at once'
  | 'no proof of work'
  | 'akismet'

export interface Verdict {
  status: Extract<CommentStatus, 'approved' | 'pending' | 'spam'>
  /** Why, for the moderator; empty for what may appear. */
  reasons: Reason[]
}

/** Decides from signals and rules alone whether a comment may appear at once. */
export function judge(signals: Signals, rules: Rules): Verdict {
  if (signals.isStaff) return { status: 'approved', reasons: [] }

  const spam: Reason[] = []
  if (signals.isBlocked) spam.push('blocked')
  if (signals.spamWords.length > 0) spam.push('spam words')
  if (signals.likeness === 'spam') spam.push('like spam')
  if (spam.length > 0) return { status: 'spam', reasons: spam }

  const held: Reason[] = []
  if (signals.isImpostor) held.push('impostor')
  if (rules.hold_comments) held.push('every comment is held')
  else if (rules.trust_after > 0 && signals.approvedBefore < rules.trust_after) held.push('first comment')
  if (signals.isTakenBack) held.push('taken back')
  if (signals.isMuted) held.push('muted')
  if (rules.hold_links > 0 && signals.links >= rules.hold_links) held.push('links')
  if (signals.heldWords.length > 0) held.push('held words')
  if (signals.likeness === 'held') held.push('like spam')
  if (signals.isTrapped) held.push('hidden field')
  // Where proof of work is asked for, it takes the place of the wait.
  if (signals.isAttacked && signals.proof !== 'given') held.push('many at once')
  if (signals.proof === 'missing') held.push('no proof of work')
  return { status: held.length > 0 ? 'pending' : 'approved', reasons: held }
}
