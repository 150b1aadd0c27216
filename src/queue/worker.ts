import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { errorFacts, type Log } from '../log.ts'
import { beginningOf } from '../text/cut.ts'
import {
  claim,
  type Claimed,
  finish,
  giveBack,
  leaseRenewalMs,
  maxAttempts,
  nextDue,
  postpone,
  renewLease,
} from './claim.ts'
import type { JobName, JobPayloads, Jobs, Schedules, Turn } from './jobs.ts'
import { type Scheduled, schedule, scheduleKey } from './schedule.ts'

/** What carries jobs out in this process. */
export interface Worker {
  /** To be called when jobs may have come: the database tells of them. */
  wake(): void
  /** To be called when the site's time zone may have changed. */
  reschedule(): void
  /** Takes no more jobs, waits for short ones, and gives the long ones back. */
  stop(): Promise<void>
}

interface Options {
  log: Pick<Log, 'error'>
  /** The site's time zone, for the schedules. */
  timeZone(): string
  /** Whether this process is told of new jobs. */
  isListening(): boolean
}

/** So many jobs at once, of different names: one that fails or takes long keeps no other waiting. */
const atOnce = 4
/** A look without being told, in ms: what a lost notice delays at most. */
const longestPauseMs = 60_000
/** The same where notices are not heard. */
const pauseWhileDeafMs = 5_000
const pauseWhileAwayMs = 5_000
/** A stop waits so long for jobs, in ms. */
const patienceMs = 3_000

/** Starts to carry out jobs, each at least once, until it is stopped. */
export function startWorker(
  db: Kysely<Database>,
  jobs: Partial<Jobs>,
  schedules: Schedules,
  options: Options,
): Worker {
  const self = crypto.randomUUID()
  const names = Object.keys(jobs).filter(name => isJobName(name, jobs))
  const running = new Map<JobName, { done: Promise<void>; abort: AbortController }>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | null = null
  let lookAgain = false
  let isScheduled = false
  let isStopped = false

  function wake(): void {
    clearTimeout(timer)
    if (isStopped) return
    if (looking) lookAgain = true
    else looking = look().finally(goOn)
  }

  function goOn(): void {
    looking = null
    if (!lookAgain) return
    lookAgain = false
    wake()
  }

  async function look(): Promise<void> {
    try {
      if (!isScheduled) {
        isScheduled = true
        await schedule(db, schedules, options.timeZone())
      }
      let free = freeNames()
      while (running.size < atOnce) {
        const job = isStopped ? null : await claim(db, self, free)
        if (!job || !isJob(job, jobs)) break
        begin(job)
        free = freeNames()
      }
      // Full: the first that ends looks again.
      if (running.size < atOnce) lookIn((await nextDue(db, free)) ?? longestPauseMs)
    } catch (error) {
      isScheduled = false
      fail('look for jobs', error)
      lookIn(pauseWhileAwayMs)
    }
  }

  const freeNames = () => names.filter(name => !running.has(name))

  function lookIn(ms: number): void {
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(wake, Math.min(ms, options.isListening() ? longestPauseMs : pauseWhileDeafMs)).unref()
  }

  function begin(job: KnownJob): void {
    const abort = new AbortController()
    const done = carryOut(job, abort).finally(() => {
      running.delete(job.name)
      wake()
    })
    running.set(job.name, { done, abort })
  }

  async function carryOut(job: KnownJob, abort: AbortController): Promise<void> {
    const renewal = setInterval(() => void renew(job, abort), leaseRenewalMs).unref()
    try {
      if (job.attempts > maxAttempts) throw new ProcessEnded()
      const outcome = await run(jobs, job.name, job.payload, { signal: abort.signal })
      if (outcome === 'unfinished') return await giveBack(db, self, job)
      await finish(db, self, job, scheduledOf(job))
    } catch (error) {
      fail(job.name, error)
      await putOff(job, error)
    } finally {
      clearInterval(renewal)
    }
  }

  function scheduledOf({ name, key }: KnownJob): Scheduled | null {
    const pattern = schedules[name]
    return key === scheduleKey && pattern !== undefined
      ? { name, pattern, timeZone: options.timeZone() }
      : null
  }

  async function renew(job: KnownJob, abort: AbortController): Promise<void> {
    try {
      if (!(await renewLease(db, self, job))) abort.abort()
    } catch (error) {
      fail(job.name, error) // and again in a while; the lease outlasts two of these
    }
  }

  async function putOff(job: KnownJob, error: unknown): Promise<void> {
    try {
      await postpone(db, self, job, { why: whyOf(error), scheduled: scheduledOf(job) })
    } catch (again) {
      fail(job.name, again) // its lease runs out, and somebody takes it up
    }
  }

  // Away now, done later: an outage is told of elsewhere, once.
  const fail = (job: string, error: unknown) => {
    if (!isUnavailable(error)) options.log.error({ job, ...errorFacts(error) })
  }

  const allDone = () => Promise.allSettled([...running.values()].map(({ done }) => done))

  wake()
  return {
    wake,
    reschedule() {
      isScheduled = false
      wake()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await looking
      for (const { abort } of running.values()) abort.abort()
      await Promise.race([allDone(), longEnough()])
      if (running.size > 0) await giveBack(db, self).catch((error: unknown) => fail('stop', error))
    },
  }
}

/** Does not keep the process: what there is to wait for does. */
const longEnough = () => wait(patienceMs, undefined, { ref: false })

/** Nobody has said what became of the last attempt. */
class ProcessEnded extends Error {
  override name = 'ProcessEnded'
}

type KnownJob = Claimed & { [N in JobName]: { name: N; payload: JobPayloads[N] } }[JobName]

const isJobName = (name: string, jobs: Partial<Jobs>): name is JobName => Object.hasOwn(jobs, name)

/** A row whose name this program knows; its payload is what `enqueue` was given. */
const isJob = (job: Claimed, jobs: Partial<Jobs>): job is KnownJob => isJobName(job.name, jobs)

function run<N extends JobName>(jobs: Partial<Jobs>, name: N, payload: JobPayloads[N], turn: Turn) {
  return jobs[name]?.(payload, turn)
}

/** What a person may be told of a failure: its kind and place, no values (see `errorFacts`). */
function whyOf(error: unknown): string {
  const { error: kind = '', code, stack } = errorFacts(error)
  return beginningOf([kind, code, stack?.split(' | ')[0]].filter(Boolean).join(' · '), 500)
}
