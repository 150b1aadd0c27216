import { type Kysely, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { OpenDatabase } from '../../db/open.ts'
import type { Database, PublicDatabase } from '../../db/tables.ts'
import { countStrays } from '../../readers/strays.ts'

/** What was looked at, and what to do where it is not as it should be. */
export interface Finding {
  what: string
  isGood: boolean
  /** What was found, in a few words. */
  found: string
  /** Null where there is nothing to do; where all is well, what to do some day. */
  todo: string | null
}

const good = (what: string, found: string): Finding => ({ what, isGood: true, found, todo: null })
const bad = (what: string, found: string, todo: string): Finding => ({ what, isGood: false, found, todo })

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
  return wrong === 0
    ? good('counts', 'every count is what there is')
    : bad(
        'counts',
        `${wrong} counts are not what there is`,
        'Something wrote past the triggers. Make a backup and restore it into an empty database, which counts again.',
      )
}

/** Looks for rows that nothing refers to any more. */
export async function checkOrphans(db: Kysely<Database>): Promise<Finding> {
  const { contacts, comments } = await countStrays(db)
  if (contacts > 0)
    return bad(
      'orphans',
      `${contacts} addresses belong to nobody`,
      'The hourly job "forget-contacts" removes them: is "serve" running, and does its work not fail?',
    )
  return comments === 0
    ? good('orphans', 'no row belongs to nothing')
    : bad(
        'orphans',
        `${comments} comments have no origin`,
        'They were written past the program. Nothing is lost, but their authors can’t be told apart.',
      )
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
    if (code === '42501') return good('roles', 'public pages see nothing private')
    throw error
  }
  return bad(
    'roles',
    'public pages could read private tables',
    'Run "afterword migrate", which makes the role and its grants again.',
  )
}

/** How old the last backup is that this program made. */
export async function checkBackup(db: Kysely<Database>): Promise<Finding> {
  const { rows } = await sql<{ days: number | null }>`
    select extract(epoch from now() - max(at))::float8 / 86400 as days from private.backups`.execute(db)
  const days = rows[0]?.days ?? null
  if (days === null)
    return bad(
      'backup',
      'none was made',
      'Run "afterword backup FILE" every night, and keep the file and the key elsewhere.',
    )
  const found = `the last is ${days < 1 ? 'less than a day' : `${Math.floor(days)} days`} old`
  return days <= 8
    ? good('backup', found)
    : bad('backup', found, 'Does the nightly "afterword backup FILE" still run?')
}

/** Whether the clocks of this machine and of the database agree; `localMs` is this machine's. */
export async function checkClock(db: Kysely<Database>, localMs: () => number): Promise<Finding> {
  const { rows } = await sql<{
    ms: number
  }>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(db)
  const seconds = Math.abs(localMs() - (rows[0]?.ms ?? 0)) / 1000
  return seconds < 5
    ? good('clock', 'this machine and the database agree')
    : bad(
        'clock',
        `this machine and the database differ by ${seconds.toFixed(0)} s`,
        'Let both follow a time server (NTP).',
      )
}

/** Whether work waits for a person. */
export async function checkWork(db: Kysely<Database>): Promise<Finding> {
  const { rows } = await sql<{ failed: number; late: number }>`
    select count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'waiting' and run_at < now() - interval '15 minutes')::int as late
    from private.jobs`.execute(db)
  const { failed = 0, late = 0 } = rows[0] ?? {}
  if (failed > 0)
    return bad(
      'work',
      `${failed} jobs failed for good`,
      'Look at System in the admin: retry them, or drop them.',
    )
  return late === 0
    ? good('work', 'nothing is late')
    : bad('work', `${late} jobs are late`, 'Jobs are carried out by "serve": is it running?')
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
    return (await heard.promise)
      ? good('listener', 'changes are heard as they are made')
      : bad(
          'listener',
          'notices of changes do not come',
          'Pages are made anew for each reader until they do. Behind a pooler, set DATABASE_LISTEN_URL to the server itself.',
        )
  } finally {
    clearTimeout(late)
    await deafen()
  }
}

const listenerPatienceMs = 15_000

/** Whether there is room; sizes in bytes. */
export function checkDisk({ free, all }: { free: number; all: number }): Finding {
  const found = `${(free / 1e9).toFixed(1)} GB of ${(all / 1e9).toFixed(0)} GB are free`
  return free > 5e8
    ? good('disk', found)
    : bad('disk', found, 'Make room: on a full disk nothing can be saved.')
}
