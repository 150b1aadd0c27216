import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { CommentStatus } from '../../db/tables.ts'

/** What this process has counted since it started, for who watches it. */
export interface Meters {
  /** Counts an answer by its status. */
  answered(status: number): void
  /** Counts an answer that is the same for everyone: kept already, or made. */
  shared(how: 'hit' | 'miss'): void
  /** Counts a comment that came by what was made of it. */
  judged(status: CommentStatus): void
  read(): Counted
}

export interface Counted {
  answers: ReadonlyMap<number, number>
  shared: Readonly<Record<'hit' | 'miss', number>>
  judged: ReadonlyMap<CommentStatus, number>
  /** How late the event loop was since it was last read, in seconds. */
  lateness: { mean: number; p99: number; max: number }
}

/** Starts to count. */
export function startMeters(): Meters {
  const answers = new Map<number, number>()
  const judged = new Map<CommentStatus, number>()
  const shared = { hit: 0, miss: 0 }
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  return {
    answered: status => void answers.set(status, (answers.get(status) ?? 0) + 1),
    shared: how => void shared[how]++,
    judged: status => void judged.set(status, (judged.get(status) ?? 0) + 1),
    read() {
      const lateness = latenessOf(delay)
      delay.reset()
      return { answers, shared, judged, lateness }
    },
  }
}

const resolutionMs = 20

/** The histogram is of what passes between two looks, which is never less than its resolution. */
function latenessOf(delay: ReturnType<typeof monitorEventLoopDelay>): Counted['lateness'] {
  const late = (ns: number) => Math.max(0, ns / 1e9 - resolutionMs / 1e3)
  return delay.count === 0
    ? { mean: 0, p99: 0, max: 0 }
    : { mean: late(delay.mean), p99: late(delay.percentile(99)), max: late(delay.max) }
}
