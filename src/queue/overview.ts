import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { JobState } from '../db/site-tables.ts'
import type { JobName } from './jobs.ts'
import { keyIfFree } from './key.ts'
import { scheduleKey } from './schedule.ts'

/** A job as a person sees it: never what it is about. */
export interface KeptJob {
  id: number
  name: string
  state: JobState
  runAt: Date
  attempts: number
  /** Why its last attempt failed: a kind and a place, no values. */
  why: string | null
  /** Whether somebody may take it out: the next turn of a schedule stays. */
  canDrop: boolean
}

/** How many jobs there are in each state, and those that are shown of each. */
export interface JobsOverview {
  counts: Record<JobState, number>
  /** The last that failed first. */
  failed: KeptJob[]
  running: KeptJob[]
  /** The next first. */
  waiting: KeptJob[]
}

/** So many of each are shown. */
const shown = 50

/** Returns what this blog's processes have to do, are doing, and could not do. */
export async function readJobs(db: Kysely<Database>): Promise<JobsOverview> {
  return {
    counts: await countJobs(db),
    failed: await list(db, 'failed', 'desc'),
    running: await list(db, 'running', 'asc'),
    waiting: await list(db, 'waiting', 'asc'),
  }
}

/** How many jobs there are in each state. */
export async function countJobs(db: Kysely<Database>): Promise<Record<JobState, number>> {
  const { rows } = await sql<{ state: JobState; count: number }>`
    select state, count(*)::int as count from private.jobs group by state`.execute(db)
  const count = (state: JobState) => rows.find(row => row.state === state)?.count ?? 0
  return { waiting: count('waiting'), running: count('running'), failed: count('failed') }
}

const list = (db: Kysely<Database>, state: JobState, order: 'asc' | 'desc'): Promise<KeptJob[]> =>
  db
    .selectFrom('private.jobs')
    .select(['id', 'name', 'state', 'run_at as runAt', 'attempts', 'why', mayBeDropped.as('canDrop')])
    .where('state', '=', state)
    .orderBy('run_at', order)
    .orderBy('id', order)
    .limit(shown)
    .execute()

const isStuck = sql<boolean>`(state = 'failed' or state = 'waiting' and attempts > 0)`
const mayBeDropped = sql<boolean>`${isStuck} and (state = 'failed' or key is distinct from ${sql.lit(scheduleKey)})`

/** Whether a job of a name is still to be carried out for something; one that failed for good is not. */
export async function isToBeDone(db: Kysely<Database>, name: JobName, payload: object): Promise<boolean> {
  const job = await db
    .selectFrom('private.jobs')
    .select('id')
    .where('name', '=', name)
    .where(sql<boolean>`payload = ${JSON.stringify(payload)}::jsonb`)
    .where('state', '<>', 'failed')
    .executeTakeFirst()
  return job !== undefined
}

/** Lets a job that failed be carried out at once, with all attempts before it; returns its name, or null if it is no such job any more. */
export async function retry(db: Kysely<Database>, id: number): Promise<string | null> {
  const job = await db
    .updateTable('private.jobs')
    .set({ state: 'waiting', attempts: 0, run_at: sql<Date>`now()`, key: keyIfFree })
    .where('id', '=', id)
    .where(isStuck)
    .returning('name')
    .executeTakeFirst()
  if (job) await sql`select private.tell('jobs')`.execute(db)
  return job?.name ?? null
}

/** Strikes off a job that failed, undone; returns its name, or null if it is no such job any more. */
export async function drop(db: Kysely<Database>, id: number): Promise<string | null> {
  const job = await db
    .deleteFrom('private.jobs')
    .where('id', '=', id)
    .where(mayBeDropped)
    .returning('name')
    .executeTakeFirst()
  return job?.name ?? null
}

/** Returns a job that may be dropped, by its id. */
export async function findDroppable(db: Kysely<Database>, id: number): Promise<string | null> {
  const job = await db
    .selectFrom('private.jobs')
    .select('name')
    .where('id', '=', id)
    .where(mayBeDropped)
    .executeTakeFirst()
  return job?.name ?? null
}
