import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { OpenDatabase } from '../src/db/open.ts'
import type { Engine } from './engines.ts'
import { fillArticle, letEverythingThrough, text } from './fill.ts'
import { load } from './load.ts'
import { addModerator, approve, join } from './moderator.ts'
import { alternate, median, printTable } from './stats.ts'

const connections = 128
const headers = { 'accept-encoding': 'gzip' }

/** The minute after an approval: a crowd on an article with many comments, left alone and with a decision a second. */
export async function measureApprovals(engine: Engine, rounds: number, seconds: number): Promise<void> {
  const database = await engine.open()
  await letEverythingThrough(database)
  const { id } = await fillArticle(database, 'crowded', 1_000)
  const waiting = await addWaiting(database, id, (rounds + 1) * seconds)
  await addModerator(database)
  await database.close()

  const site = await engine.serve()
  const cookie = await join(site)
  const crowd = () =>
    site.gauge(() => load(`${site.url}/crowded`, { seconds, connections, headers, status: 200 }))
  const decide = async () => {
    for (const comment of waiting.splice(0, seconds)) {
      await wait(900)
      await approve(site, cookie, comment)
    }
  }
  const results = await alternate(rounds, {
    quiet: crowd,
    'a decision a second': async () => (await Promise.all([crowd(), decide()]))[0],
  })
  await site.stop()
  const quiet = results.get('quiet') ?? []
  printTable(
    `${connections} clients on 1,000 comments, ${engine.name}`,
    [...results].map(([what, loads]) => ({
      what,
      'requests/s': Math.round(median(loads.map(each => each.requestsPerSecond))),
      'of quiet':
        median(loads.map(each => each.requestsPerSecond)) / median(quiet.map(each => each.requestsPerSecond)),
      'p99 ms': median(loads.map(each => each.p99Ms)),
      'loop late, ms at most': Math.max(...loads.map(each => each.loopMaxMs)),
    })),
  )
}

async function addWaiting({ db }: OpenDatabase, post: number, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with numbered as (
      select nextval(pg_get_serial_sequence('public.comments', 'id')) as id from generate_series(1, ${count}::int)
    )
    insert into comments (id, post_id, thread_id, path, status, name, source, html, language, avatar)
    select id, ${post}, id, array[id], 'pending', 'Reader', ${text}::text, '<p>' || ${text}::text || '</p>',
      'en', '0000000000000000' from numbered returning id`.execute(db)
  return rows.map(row => row.id)
}
