import type { Likeness as Like } from '../db/spam-tables.ts'

/** What the learner says of a comment: to be held, spam beyond doubt, or nothing. */
export type Likeness = Like | null

/** Scores are compared with this once there is something to compare: what so much of the approved stay below. */
const approvedBelow = 0.985
/** As many of the last approved comments are looked at. */
export const approvedLooked = 200
/** Nothing is said before so many decisions, with so many of each kind. */
const fewest = 10
const fewestOfKind = 3
/** What is spam beyond doubt is above this, and by so much above what is held. */
const surely = 2.2
const aboveCut = 1

/** Whether enough was learned to say something. */
export const knowsEnough = ({ spam, ham }: { spam: number; ham: number }): boolean =>
  spam + ham >= fewest && Math.min(spam, ham) >= fewestOfKind

/**
 * The score above which comments are held: learned from the scores that approved ones had when they came, the last of
 * them. Bounded, so that a few wrong decisions can't lift it out of reach.
 */
export function cutOf(approved: readonly number[]): number {
  if (approved.length < 20) return 1
  const sorted = approved.toSorted((a, b) => a - b)
  const cut = sorted[Math.ceil(approvedBelow * sorted.length) - 1] ?? 1
  return Math.min(1, Math.max(approved.length < 100 ? 0.5 : -1, cut))
}

/** What a score means beside a cut. */
export function likenessOf(score: number, cut: number): Likeness {
  if (score > Math.max(surely, cut + aboveCut)) return 'spam'
  return score > cut ? 'held' : null
}
