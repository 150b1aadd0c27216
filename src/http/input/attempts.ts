/** How often clients have sent this process something to read in the minute that runs. */
export interface Attempts {
  /** Counts one more; returns 0, or the seconds until a client over its `limit` may go on. */
  take(client: string, limit: number): number
}

const windowMs = 60_000

/** Begins to count. `now` returns milliseconds. */
export function countAttempts(now = () => performance.now()): Attempts {
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
