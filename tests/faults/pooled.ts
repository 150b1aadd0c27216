import { setTimeout as wait } from 'node:timers/promises'
import { makeReader, newJournal } from './clients.ts'
import { type Finding, finding, judge } from './findings.ts'
import { findPgBouncer, startPgBouncer } from './pgbouncer.ts'
import { tell } from './orders.ts'
import { openGates } from './place.ts'
import { type Site, startSite } from './server.ts'
import type { RunOnPostgres } from './scenario.ts'

const times = 20
const wayOut = 'DATABASE_LISTEN_URL names the server itself'

/** Behind PgBouncer in transaction mode, where LISTEN succeeds and nothing is heard; then with a way to listen beside it. */
export async function pooled({ place: newPlace, engine }: RunOnPostgres): Promise<Finding> {
  const program = findPgBouncer()
  if (program === null) return finding('pooled', engine, 0, 'not tried: PgBouncer is not installed', [])
  const place = await newPlace()
  await openGates(place)
  const direct = place.env['DATABASE_URL'] ?? ''
  const env = { DATABASE_URL: await startPgBouncer(program, place) }
  const journal = newJournal()
  const failures: string[] = []

  const deaf = await startSite(place, { preload: 'failing-queries.ts', env })
  for (let time = 0; time < 100 && !deaf.said().includes(wayOut); time++) await wait(100)
  if (!deaf.said().includes(wayOut)) failures.push('nobody was told that nothing is heard, and what to do')
  const whileDeaf = await visit(deaf)
  if (whileDeaf < times)
    failures.push(`${whileDeaf} queries for ${times} pages: one was kept that nobody renews`)
  await deaf.stop()

  const hearing = await startSite(place, {
    preload: 'failing-queries.ts',
    env: { ...env, DATABASE_LISTEN_URL: direct },
  })
  const whileHearing = await visit(hearing)
  if (whileHearing >= times) failures.push(`${whileHearing} queries for ${times} pages: none was kept`)
  if (hearing.said().includes(wayOut)) failures.push('a way to listen was not taken')
  await hearing.stop()

  const figures = `queries for ${times} visits of one page: ${whileDeaf} behind the pooler alone, where no page is kept and the log says what to do, ${whileHearing} with DATABASE_LISTEN_URL`
  return judge('pooled', place, 1, journal, figures, failures)

  /** Comments, and sees that each is on the page at once; returns how many queries it took to see the page again and again. */
  async function visit(site: Site): Promise<number> {
    const reader = makeReader()
    const guest = makeReader()
    for (let time = 0; time < 5; time++) {
      const status = await reader.comment(site.url, journal)
      if (status !== 303) failures.push(`a comment was answered ${status}`)
      const { body } = await guest.get(`${site.url}/welcome`)
      if (!body.includes(journal.acknowledged.at(-1) ?? '?')) failures.push('a page without the last comment')
    }
    await tell(site, { arm: 1_000_000, code: '', how: 'instead' })
    for (let time = 0; time < times; time++) await guest.get(`${site.url}/welcome`)
    const { seen } = await tell<{ seen: number }>(site, { disarm: 'at once' })
    for (const each of [reader, guest]) each.leave()
    return seen
  }
}
