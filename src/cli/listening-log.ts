import type { ChangeListener } from '../db/changes.ts'
import type { Log } from '../log.ts'

/**
 * Returns a listener that writes a line when the connection that hears of changes is lost, and one when it is back;
 * none when it ends with the process.
 */
export function listeningLog(log: Log, isEnding: () => boolean): ChangeListener {
  let lostAt: number | null = null
  let hasListened = false
  let isKnownDeaf = false
  return {
    changed() {},
    connected() {
      if (lostAt !== null) log.info({ listening: 'back', ms: Math.round(performance.now() - lostAt) })
      lostAt = null
      hasListened = true
    },
    deaf() {
      if (hasListened || isKnownDeaf) return
      isKnownDeaf = true
      log.error(
        { listening: 'deaf' },
        'The database takes LISTEN and its notices do not come, as behind a pooler in transaction mode. No page is kept until DATABASE_LISTEN_URL names the server itself.',
      )
    },
    // Each attempt that fails loses it again.
    lost() {
      if (hasListened && lostAt === null && !isEnding()) {
        lostAt = performance.now()
        log.warn({ listening: 'lost' })
      }
    },
  }
}
