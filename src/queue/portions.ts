import { setTimeout as wait } from 'node:timers/promises'

/** So long a portion takes, in ms: on PGlite nobody else is answered meanwhile. */
const portionMs = 10
/** Then comes a rest twice as long, for those who wait; so long at most, in ms. */
const longestRestMs = 100

/**
 * Does long work in portions of some milliseconds, each as large as the time that the last one took allows, with rests in
 * which readers are answered. `work` does up to so many, and returns how many there were: fewer were the last.
 */
export async function bitByBit(
  work: (size: number) => Promise<number>,
  mayGoOn: () => boolean,
  { fewest = 1, most }: { fewest?: number; most: number },
): Promise<void> {
  for (let size = fewest; mayGoOn(); ) {
    const begun = performance.now()
    if ((await work(size)) < size) return
    const ms = performance.now() - begun
    // By halves and doubles at most: one that had to wait says little of the next.
    const fitting = Math.min(size * 2, Math.max(size / 2, (size * portionMs) / ms))
    size = Math.round(Math.min(most, Math.max(fewest, fitting)))
    await wait(Math.min(ms * 2, longestRestMs))
  }
}
