import { clientNetwork } from './client-address.ts'
import type { AppContext } from './context.ts'

/** How often clients have had this process read their Markdown in the minute that runs. */
export interface Attempts {
  /** Counts one more; gives 0, or the seconds until a client over its `limit` may go on. */
  take(client: string, limit: number): number
}

const windowMs = 60_000

/** Begins to count. `now` gives milliseconds. */
export function countAttempts(now: () => number = Date.now): Attempts {
  const counts = new Map<string, number>()
  let end = 0
  return {
    take(client, limit) {
      const time = now()
      if (time >= end) {
        counts.clear()
        end = time + windowMs
      }
      const count = (counts.get(client) ?? 0) + 1
      counts.set(client, count)
      return count > limit ? Math.max(1, Math.ceil((end - time) / 1000)) : 0
    },
  }
}

/** Previews, mended mistakes and second thoughts for each comment that is posted in the end. */
const attemptsPerComment = 12

/**
 * Counts an attempt of a request's client and gives the seconds it has to wait, usually 0. Reading Markdown may take a
 * quarter of a second, one text after the other, before the limit of comments is asked: nobody may keep it busy alone.
 */
export const takeAttempt = (c: AppContext): number =>
  c.var.services.attempts.take(
    clientNetwork(c.var.ip),
    attemptsPerComment * c.var.settings.comments_per_minute,
  )
