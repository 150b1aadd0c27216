import { forgetOldChallenges } from './accounts/challenges.ts'
import { forgetOldInvitations } from './accounts/invitations.ts'
import { forgetOldSessions } from './accounts/sessions.ts'
import { finishAbandoned } from './comments/bulk.ts'
import { findOlder } from './comments/terms.ts'
import { isUnavailable } from './db/unavailable.ts'
import type { Services } from './http/context.ts'
import { errorFacts } from './log.ts'
import { forgetStrayContacts } from './readers/contacts.ts'
import { forgetOldOrigins } from './readers/personal-data.ts'
import { forgetOldWindows } from './readers/rate-limit.ts'

type Task = (db: Services['db'], mayGoOn: () => boolean) => Promise<void>

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const atStart: readonly Task[] = [findOlder]
const everyMinute: readonly Task[] = [finishAbandoned]
const hourly: readonly Task[] = [
  forgetOldWindows,
  forgetOldInvitations,
  forgetOldSessions,
  forgetOldChallenges,
  forgetOldOrigins,
  forgetStrayContacts,
]

/** Starts what is done again and again without anyone asking; gives the function that stops it, and waits for it. */
export function startWork(services: Services): () => Promise<void> {
  let isStopped = false
  const underWay = new Set<Promise<void>>()
  const start = async (task: Task) => {
    try {
      await task(services.db, () => !isStopped)
    } catch (error) {
      // Away now, done the next time: what is done late harms nobody.
      if (!isUnavailable(error)) services.log.error({ work: task.name, ...errorFacts(error) })
    }
  }
  const run = (tasks: readonly Task[]) => {
    for (const task of tasks) {
      const work = start(task)
      underWay.add(work)
      void work.finally(() => underWay.delete(work))
    }
  }
  const timers = [
    setTimeout(run, SECOND_MS, atStart),
    setInterval(run, MINUTE_MS, everyMinute),
    setInterval(run, HOUR_MS, hourly),
  ]
  for (const timer of timers) timer.unref()
  return async () => {
    isStopped = true
    for (const timer of timers) clearInterval(timer)
    await Promise.all(underWay)
  }
}
