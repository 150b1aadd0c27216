import { Cron } from 'croner'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { insertJob } from './enqueue.ts'
import type { JobName, Schedules } from './jobs.ts'

/** One turn of a scheduled job waits at a time, on all nodes together. */
export const scheduleKey = 'schedule'

/**
 * Makes sure that the next turn of each scheduled job waits, at the time that its pattern names in a zone (an IANA
 * name). One that is due already stays: what was slept through is done once.
 */
export async function schedule(db: Kysely<Database>, schedules: Schedules, timeZone: string): Promise<void> {
  const { now } = await db.selectNoFrom(sql<Date>`now()`.as('now')).executeTakeFirstOrThrow()
  for (const [name, pattern] of Object.entries(schedules)) {
    if (!isScheduled(name, schedules)) continue
    const at = new Cron(pattern, { timezone: timeZone }).nextRun(now)
    if (!at) continue
    await insertJob(db, { name, payload: {}, key: scheduleKey, at })
    await db
      .updateTable('private.jobs')
      .set({ run_at: at })
      .where('name', '=', name)
      .where('key', '=', scheduleKey)
      .where('state', '=', 'waiting')
      .where('attempts', '=', 0)
      .where('run_at', '>', now)
      .where('run_at', '<>', at)
      .execute()
  }
}

/** A scheduled job whose turn is over. */
export interface Scheduled {
  name: JobName
  pattern: string
  timeZone: string
}

/** Lets the next turn of a scheduled job wait, in the transaction that ends the one before. */
export async function scheduleNext(
  trx: Transaction<Database>,
  { name, pattern, timeZone }: Scheduled,
  after: Date,
): Promise<void> {
  const at = new Cron(pattern, { timezone: timeZone }).nextRun(after)
  if (at) await insertJob(trx, { name, payload: {}, key: scheduleKey, at })
}

const isScheduled = (name: string, schedules: Schedules): name is JobName => Object.hasOwn(schedules, name)
