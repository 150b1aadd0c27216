import { forgetOldChallenges } from './accounts/challenges.ts'
import { forgetOldInvitations } from './accounts/invitations.ts'
import { forgetOldSessions } from './accounts/sessions.ts'
import { isUnavailable } from './db/unavailable.ts'
import type { Services } from './http/context.ts'
import { errorFacts } from './log.ts'
import { forgetOldOrigins } from './readers/personal-data.ts'
import { forgetOldWindows } from './readers/rate-limit.ts'

const HOUR_MS = 3_600_000
const hourlyTasks = [
  forgetOldWindows,
  forgetOldInvitations,
  forgetOldSessions,
  forgetOldChallenges,
  forgetOldOrigins,
]

/** Starts what is done again and again without anyone asking; gives the function that stops it. */
export function startWork(services: Services): () => void {
  const hourly = setInterval(() => {
    for (const task of hourlyTasks)
      task(services.db).catch((error: unknown) => {
        // Away now, done in an hour: what is forgotten late harms nobody.
        if (!isUnavailable(error)) services.log.error({ work: task.name, ...errorFacts(error) })
      })
  }, HOUR_MS)
  hourly.unref()
  return () => clearInterval(hourly)
}
