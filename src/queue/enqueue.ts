import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { JobName, JobPayloads } from './jobs.ts'

interface When {
  /** Of jobs of a name with one key, only one waits at a time. */
  key?: string
  /** Not before then; at once without it. */
  at?: Date
}

/**
 * Writes a job down in the transaction of what causes it: carried out at least once after the commit, never without
 * one. Throws for a payload that holds anything but ids: numbers, UUIDs, and which transactions had ended (`pg_snapshot`).
 */
export async function enqueue<N extends JobName>(
  trx: Transaction<Database>,
  name: N,
  payload: JobPayloads[N],
  { key, at }: When = {},
): Promise<void> {
  for (const value of Object.values<unknown>(payload))
    if (
      typeof value !== 'number' &&
      !(typeof value === 'string' && (uuid.test(value) || snapshot.test(value)))
    )
      throw new Error(`the job ${name} was given something that is no id`)
  await insertJob(trx, { name, payload, key: key ?? null, at: at ?? null })
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
const snapshot = /^\d+:\d+:(?:\d+(?:,\d+)*)?$/

interface NewJob {
  name: JobName
  payload: object
  key: string | null
  at: Date | null
}

/** The same without a look at the payload, for jobs that follow from no transaction. */
export async function insertJob(db: Kysely<Database>, { name, payload, key, at }: NewJob): Promise<void> {
  await db
    .insertInto('private.jobs')
    .values({ name, payload: JSON.stringify(payload), key, run_at: at ?? sql<Date>`now()` })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
