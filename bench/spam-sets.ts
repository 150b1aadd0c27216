import { seeded } from '../tests/support/learner.ts'
import { type Labelled, makeSaid, spam } from '../tests/support/said.ts'

/** A set to replay: what is true of each comment, and what the moderator said. */
export type Replayed = Labelled & { saidSpam: boolean }

/** The same where the moderator is always right. */
export const asSaid = (set: readonly Labelled[]): Replayed[] =>
  set.map(one => ({ ...one, saidSpam: one.isSpam }))

/** Sets that are the same each time, by what is hard about them. */
export function ownSets(count: number): Record<string, Replayed[]> {
  const half = Math.floor(count / 2)
  const mistaken = seeded(6)
  return {
    'half is spam': asSaid(makeSaid(seeded(1), count)),
    'a tenth is spam': asSaid(makeSaid(seeded(2), count, 0.1)),
    'nine tenths are spam': asSaid(makeSaid(seeded(3), count, 0.9)),
    'other spam from the middle on': asSaid([
      ...makeSaid(seeded(4), half, 0.5, { kinds: spam.slice(0, 7) }),
      ...makeSaid(seeded(5), half, 0.5, { kinds: spam.slice(7) }),
    ]),
    'one in twenty decisions is wrong': makeSaid(seeded(7), count).map(one => ({
      ...one,
      saidSpam: mistaken() < 0.05 ? !one.isSpam : one.isSpam,
    })),
  }
}
