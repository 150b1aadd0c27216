import { type Kysely, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { OpenDatabase } from '../../db/open.ts'
import type { Database, PublicDatabase } from '../../db/tables.ts'
import type { CliMessages } from '../../i18n/languages/en/cli.ts'
import { countStrays } from '../../readers/strays.ts'

/** What was looked at, and what to do where it is not as it should be; names of texts, with what they measure. */
export interface Finding {
  what: keyof Words['subjects']
  found: keyof Words['found']
  numbers: readonly number[]
  /** Null where there is nothing to do. */
  todo: keyof Words['todo'] | null
  isGood: boolean
}

type Words = CliMessages['doctor']

const good = (what: Finding['what'], found: Finding['found'], ...numbers: number[]): Finding => ({
  ...{ what, found, numbers, todo: null, isGood: true },
})
const bad = (
  what: Finding['what'],
  found: Finding['found'],
  todo: keyof Words['todo'],
  ...numbers: number[]
): Finding => ({ what, found, todo, numbers, isGood: false })

/** Compares what is kept beside the comments with the comments themselves. */
export async function checkCounts(db: Kysely<Database>): Promise<Finding> {
  const { rows } = await sql<{ wrong: number }>`
    select (
      (select count(*) from public.threads t where comment_count <>
        (select count(*) from public.comments c where c.thread_id = t.id and c.status = 'approved'))
      + (select count(*) from (
          select post_id, status, sum(comments) from private.comment_counts group by post_id, status
          having sum(comments) <> 0 except select post_id, status, count(*) from public.comments group by post_id, status) counts)
    )::int as wrong`.execute(db)
  const wrong = rows[0]?.wrong ?? 0
  return wrong === 0 ? good('counts', 'countsRight') : bad('counts', 'countsWrong', 'countAgain', wrong)
}

/** Looks for rows that nothing refers to any more. */
export async function checkOrphans(db: Kysely<Database>): Promise<Finding> {
  const { contacts, comments } = await countStrays(db)
  if (contacts > 0) return bad('orphans', 'strayAddresses', 'removeAddresses', contacts)
  return comments === 0
    ? good('orphans', 'noOrphans')
    : bad('orphans', 'strayComments', 'noOrigins', comments)
}

/** Makes sure that the role of public pages sees nothing that was entrusted. */
export async function checkPublicRole(
  publicDb: ReadonlyKysely<PublicDatabase & Pick<Database, 'private.backups'>>,
): Promise<Finding> {
  try {
    // As the public pages' role, which must be refused.
    await publicDb.selectFrom('private.backups').select('id').limit(1).execute()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === '42501') return good('roles', 'rolesApart')
    throw error
  }
  return bad('roles', 'rolesTooWide', 'makeRoles')
}

/** How old the last backup is that this program made. A blog may be as old before its first as the last before the next. */
export async function checkBackup(db: Kysely<Database>): Promise<Finding> {
  const { rows } = await sql<{ days: number | null; age: number | null }>`
    select extract(epoch from now() - max(at))::float8 / 86400 as days,
      (select extract(epoch from now() - since)::float8 / 86400 from private.site_key) as age
    from private.backups`.execute(db)
  const { days = null, age = null } = rows[0] ?? {}
  if (days === null)
    return { ...bad('backup', 'noBackup', 'backUp'), isGood: age !== null && age <= mostBackupDays }
  if (days < 1) return good('backup', 'backupToday')
  return days <= mostBackupDays
    ? good('backup', 'backupDays', Math.floor(days))
    : bad('backup', 'backupDays', 'lookAtBackup', Math.floor(days))
}

/** A week, and the time that a backup takes. */
const mostBackupDays = 8

/** Whether the clocks of this machine and of the database agree; `localMs` is this machine's. */
export async function checkClock(db: Kysely<Database>, localMs: () => number): Promise<Finding> {
  const { rows } = await sql<{
    ms: number
  }>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(db)
  const seconds = Math.abs(localMs() - (rows[0]?.ms ?? 0)) / 1000
  return seconds < 5
    ? good('clock', 'clocksAgree')
    : bad('clock', 'clocksDiffer', 'setClocks', Math.round(seconds))
}

/** Whether work waits for a person. */
export async function checkWork(db: Kysely<Database>): Promise<Finding> {
  const { rows } = await sql<{ failed: number; late: number }>`
    select count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'waiting' and run_at < now() - interval '15 minutes')::int as late
    from private.jobs`.execute(db)
  const { failed = 0, late = 0 } = rows[0] ?? {}
  if (failed > 0) return bad('work', 'workFailed', 'lookAtSystem', failed)
  return late === 0 ? good('work', 'workDone') : bad('work', 'workLate', 'isItServed', late)
}

/** Whether changes are heard of as they are made; `listen` as the database gives it. */
export async function checkListener(listen: OpenDatabase['listen']): Promise<Finding> {
  const heard = Promise.withResolvers<boolean>()
  const late = setTimeout(heard.resolve, listenerPatienceMs, false)
  const deafen = await listen({
    changed: () => undefined,
    connected: () => heard.resolve(true),
    lost: () => undefined,
    deaf: () => heard.resolve(false),
  })
  try {
    return (await heard.promise) ? good('listener', 'heard') : bad('listener', 'deaf', 'listenDirectly')
  } finally {
    clearTimeout(late)
    await deafen()
  }
}

const listenerPatienceMs = 15_000

/** Below so many free bytes a disk is as good as full. */
export const leastFree = 5e8

/** Whether there is room; sizes in bytes. */
export function checkDisk({ free, all }: { free: number; all: number }): Finding {
  return free > leastFree ? good('disk', 'free', free, all) : bad('disk', 'free', 'makeRoom', free, all)
}
