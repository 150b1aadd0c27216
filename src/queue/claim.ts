import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { keyIfFree } from './key.ts'
import { type Scheduled, scheduleNext } from './schedule.ts'

/** A job that this process carries out. */
export interface Claimed {
  id: number
  name: string
  payload: unknown
  key: string | null
  /** How often somebody began it, this time included. */
  attempts: number
}

/** How long a process may say nothing of a job before another takes it over, in seconds. */
const leaseSeconds = 30
/** How often it says so, in ms. */
export const leaseRenewalMs = 10_000

/** After so many attempts, some hours, a job has failed and waits for a person. */
export const maxAttempts = 12

/**
 * Takes the job that is due longest of some names, or one whose process fell silent; null when none is due. One whose last
 * attempt ended so has more than `maxAttempts`: it is not to be begun again, for it may be what ends its process.
 */
export async function claim(
  db: Kysely<Database>,
  worker: string,
  names: readonly string[],
): Promise<Claimed | null> {
  if (names.length === 0) return null
  const claimed = await db
    .updateTable('private.jobs')
    .set(eb => ({
      state: 'running',
      worker,
      attempts: eb('attempts', '+', 1),
      leased_until: lease,
    }))
    .where('id', '=', eb =>
      eb
        .selectFrom('private.jobs')
        .select('id')
        .where('name', 'in', [...names])
        .where(isDue)
        .orderBy('run_at')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'name', 'payload', 'key', 'attempts'])
    .executeTakeFirst()
  return claimed ?? null
}

const lease = sql<Date>`now() + make_interval(secs => ${sql.lit(leaseSeconds)})`
const dueAt = sql<Date>`case state when 'running' then leased_until else run_at end`
const isDue = sql<boolean>`state <> 'failed' and run_at <= now() and ${dueAt} <= now()`

/** In how many ms the next job of some names is due; null when none waits. */
export async function nextDue(db: Kysely<Database>, names: readonly string[]): Promise<number | null> {
  if (names.length === 0) return null
  const { ms } = await db
    .selectFrom('private.jobs')
    .select(
      sql<number | null>`(extract(epoch from min(${dueAt}) - clock_timestamp()) * 1000)::float8`.as('ms'),
    )
    .where('name', 'in', [...names])
    .where('state', '<>', 'failed')
    .executeTakeFirstOrThrow()
  return ms === null ? null : Math.max(0, ms)
}

/** Says that a job is still being carried out; false when another process has taken it over. */
export async function renewLease(db: Kysely<Database>, worker: string, job: Claimed): Promise<boolean> {
  const row = await db
    .updateTable('private.jobs')
    .set({ leased_until: lease })
    .where(isTurn(worker, job))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Strikes a job off: it is done, unless another process has taken it over. The next turn of a scheduled one waits from
 * then on, or a process that dies in between would have ended it for good.
 */
export function finish(
  db: Kysely<Database>,
  worker: string,
  job: Claimed,
  scheduled: Scheduled | null,
): Promise<void> {
  return transact(db, async trx => {
    const done = await trx
      .deleteFrom('private.jobs')
      .where(isTurn(worker, job))
      .returning(sql<Date>`now()`.as('at'))
      .executeTakeFirst()
    if (done && scheduled) await scheduleNext(trx, scheduled, done.at)
  })
}

/** Whether a row is still the turn that this process began: another may have taken it over since. */
const isTurn = (worker: string, { id, attempts }: Claimed) =>
  sql<boolean>`id = ${id} and worker = ${worker} and attempts = ${attempts}`

/**
 * Lets a job that failed wait for its next attempt, longer each time; after the last, for a person, and the next turn of a
 * scheduled one for its time.
 */
export function postpone(
  db: Kysely<Database>,
  worker: string,
  job: Claimed,
  { why, scheduled }: { why: string; scheduled: Scheduled | null },
): Promise<void> {
  return transact(db, async trx => {
    const failedAt = await putAside(trx, worker, job, why)
    if (failedAt && scheduled) await scheduleNext(trx, scheduled, failedAt)
  })
}

/** Returns when a job has failed for the last time; null while it is tried again. */
async function putAside(
  trx: Transaction<Database>,
  worker: string,
  job: Claimed,
  why: string,
): Promise<Date | null> {
  const isLast = job.attempts >= maxAttempts
  const pause = Math.min(5 * 2 ** (job.attempts - 1), 3_600) * (1 + Math.random() / 5)
  const row = await trx
    .updateTable('private.jobs')
    .set({ ...idle, why })
    .$if(isLast, query => query.set({ state: 'failed' }))
    .$if(!isLast, query =>
      query.set({
        state: 'waiting',
        key: keyIfFree,
        run_at: sql<Date>`now() + make_interval(secs => ${pause})`,
      }),
    )
    .where(isTurn(worker, job))
    .returning(sql<Date>`now()`.as('at'))
    .executeTakeFirst()
  return isLast && row ? row.at : null
}

/** Gives jobs back that were not finished, as if they had not been begun: one, or all of a process that stops. */
export async function giveBack(db: Kysely<Database>, worker: string, job?: Claimed): Promise<void> {
  await db
    .updateTable('private.jobs')
    .set(eb => ({ ...idle, state: 'waiting', key: keyIfFree, attempts: eb('attempts', '-', 1) }))
    .where('worker', '=', worker)
    .$if(job !== undefined, query => query.where('id', '=', job?.id ?? 0))
    .execute()
}

const idle = { worker: null, leased_until: null } as const
