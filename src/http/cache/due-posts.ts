import { sql } from 'kysely'
import { isUnavailable } from '../../db/unavailable.ts'
import { errorFacts } from '../../log.ts'
import type { Services } from '../context.ts'

/** Without being told, in ms: what a notice that was lost delays at most. */
const longestPauseMs = 10 * 60_000
const pauseWhileAwayMs = 5_000
/** A timer may be early by a part of a millisecond. */
const latenessMs = 2

/**
 * Drops what is kept the moment an article appears whose time has come: no change tells of that. The moment is the
 * database's. Returns the function that stops it, and waits for what is being asked.
 */
export function watchDuePosts(
  services: Pick<Services, 'db' | 'pages' | 'announcements' | 'log'>,
): () => Promise<void> {
  const { db, pages, announcements, log } = services
  let timer: NodeJS.Timeout | undefined
  let looking = false
  let lookAgain = false
  let underWay: Promise<void> = Promise.resolve()
  let isStopped = false
  let until: Date | null = null

  async function look(): Promise<void> {
    looking = true
    try {
      lookIn(await tell())
    } catch (error) {
      if (!isUnavailable(error)) log.error({ job: 'articles that are due', ...errorFacts(error) })
      lookIn(pauseWhileAwayMs)
    } finally {
      looking = false
      if (lookAgain && !isStopped) {
        lookAgain = false
        underWay = look()
      }
    }
  }

  /** Tells of what became due since the last look; returns the ms until the next does. */
  async function tell(): Promise<number> {
    const { rows } = await sql<{ time: Date; due: number[]; wait: number | null }>`
      select now() as time,
        array(select id from posts
          where status = 'published' and published_at > ${until}::timestamptz and published_at <= now()) as due,
        (select extract(epoch from min(published_at) - now())::float8 * 1000
          from posts where status = 'published' and published_at > now()) as wait`.execute(db)
    const { time = null, due = [], wait = null } = rows[0] ?? {}
    until = time
    for (const id of due) pages.changed(`post:${id}`)
    if (due.length > 0) {
      pages.changed('posts')
      announcements.changed('due posts')
    }
    return wait ?? longestPauseMs
  }

  function lookIn(ms: number): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(begin, Math.min(Math.ceil(ms) + latenessMs, longestPauseMs)).unref()
  }

  /** One at a time: who comes while it looks has it look again. */
  function begin(): void {
    if (looking) lookAgain = true
    else underWay = look()
  }

  const deafen = announcements.subscribe('posts', begin)
  begin()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    deafen()
    await underWay
  }
}
