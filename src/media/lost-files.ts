import { errorFacts, type Log } from '../log.ts'

/** Writes of files that were asked for and could not be read. */
export interface LostFiles {
  /** An answer could not be given because of this; `path` is that of its URL. */
  asked(path: string, reason: unknown): void
}

const minuteMs = 60_000

/** Names one of them a minute, and how many answers failed unsaid since the one before. `now` returns milliseconds. */
export function watchLostFiles(log: Log, now = () => performance.now()): LostFiles {
  let saidAt = -Infinity
  let unsaid = 0
  return {
    asked(path, reason) {
      if (now() - saidAt < minuteMs) return void unsaid++
      log.error({ lost: path, unsaid, ...errorFacts(reason) })
      saidAt = now()
      unsaid = 0
    },
  }
}

/** So many files are named where some have lost their bytes. */
const named = 5

/** The names of the first of them, in one line. */
export const someOf = (names: readonly string[]): string =>
  `${names.slice(0, named).join(', ')}${names.length > named ? ', …' : ''}`
