import type { CircuitWatcher } from './circuit.ts'
import { noConnectionLeft } from './connections.ts'
import { errorFacts, type Log } from '../log.ts'

const minuteMs = 60_000

/** Writes of outages: one line when one begins, one a minute with a count, one when it ends. */
export interface Outages extends CircuitWatcher {
  /** A request could not be answered because of this. */
  failed(reason: unknown): void
}

/** Begins with all well. `now` returns milliseconds. */
export function watchOutages(log: Log, now = () => performance.now()): Outages {
  let outage: { since: number; failed: number; inMinute: number; isAway: boolean } | null = null
  let timer: NodeJS.Timeout | undefined

  function begin(reason: unknown): NonNullable<typeof outage> {
    if (outage) return outage
    outage = { since: now(), failed: 0, inMinute: 0, isAway: false }
    const facts = errorFacts(reason)
    log.error({ outage: 'began', ...facts }, facts['code'] === '53300' ? noConnectionLeft : undefined)
    timer = setInterval(passMinute, minuteMs).unref()
    return outage
  }

  function passMinute(): void {
    if (!outage) return
    // No one else says that a disk has room again.
    if (outage.inMinute === 0 && !outage.isAway) return end()
    log.error({ outage: 'goes on', seconds: secondsOf(outage), failed: outage.failed })
    outage.inMinute = 0
  }

  function end(): void {
    if (!outage) return
    clearInterval(timer)
    log.info({ outage: 'over', seconds: secondsOf(outage), failed: outage.failed })
    outage = null
  }

  const secondsOf = ({ since }: { since: number }) => Math.round((now() - since) / 1000)

  return {
    away: reason => void (begin(reason).isAway = true),
    back: end,
    wrote: () => undefined,
    failed(reason) {
      const counted = begin(reason)
      counted.failed++
      counted.inMinute++
    },
  }
}
