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
  const turns = Object.entries(schedules).flatMap(([name, pattern]) => {
    const at = nextTurn(pattern, timeZone, now)
    return isScheduled(name, schedules) && at ? [{ name, payload: '{}', key: scheduleKey, run_at: at }] : []
  })
  if (turns.length === 0) return
  await db
    .insertInto('private.jobs')
    .values(turns)
    .onConflict(conflict =>
      conflict
        .columns(['name', 'key'])
        .where(waits)
        .doUpdateSet({ run_at: eb => eb.ref('excluded.run_at') })
        .where('private.jobs.attempts', '=', 0)
        .where('private.jobs.run_at', '>', now)
        .whereRef('private.jobs.run_at', '<>', 'excluded.run_at'),
    )
    .execute()
}

/** As the index has it that lets one of a name and a key wait. */
const waits = sql<boolean>`state = 'waiting' and key is not null`

const nextTurn = (pattern: string, timeZone: string, after: Date): Date | null =>
  new Cron(pattern, { timezone: timeZone }).nextRun(after)

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
  const at = nextTurn(pattern, timeZone, after)
  if (at) await insertJob(trx, { name, payload: {}, key: scheduleKey, at })
}

const isScheduled = (name: string, schedules: Schedules): name is JobName => Object.hasOwn(schedules, name)
