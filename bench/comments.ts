import { sql } from 'kysely'
import type { OpenDatabase } from '../src/db/open.ts'
import { backendsMs } from './backends.ts'
import type { Engine } from './engines.ts'
import { fillArticle, letEverythingThrough } from './fill.ts'
import { type Load, load } from './load.ts'
import type { Running, Spent } from './processes.ts'
import { serveRecorded } from './recorded.ts'
import { alternate, median, percentile, printTable } from './stats.ts'
import { setSettings } from '../tests/support/settings.ts'

const connections = 16
const articles = 20

/** Comments accepted by the form, beside a bare server with the same answer and the bare INSERT. */
export async function measureComments(engine: Engine, rounds: number, seconds: number): Promise<void> {
  const prepared = await engine.open()
  await letEverythingThrough(prepared)
  for (let n = 0; n < articles; n++) await fillArticle(prepared, slug(n), 2)
  // What one link brings is held.
  await setSettings(prepared.db, { hold_links: 1 })
  await sql`create table private.bare_comments
    (like public.comments including defaults including generated including indexes)`.execute(prepared.db)
  await prepared.close()

  const insert = async () => {
    const database = await engine.open()
    try {
      return await insertBare(database, seconds)
    } finally {
      await database.close()
    }
  }
  // PGlite belongs to one process at a time: there the INSERT is measured before, in one go.
  const inserted: Load[] = []
  if (engine.name === 'PGlite') for (let round = 0; round < rounds; round++) inserted.push(await insert())

  const site = await engine.serve()
  const raw = await serveRecorded(`${site.url}/${slug(0)}/comments`, {
    method: 'POST',
    ...nextComment(site.url, ''),
  })
  const database = engine.environment['DATABASE_URL']
  const post = (server: Running, over: number, link: string) => async () => {
    const before = await backendsMs(database)
    const spent = await server.gauge(() => {
      let next = 0
      return load(server.url, {
        seconds,
        connections,
        status: 303,
        nextPost: () => ({ path: `/${slug(next++ % over)}/comments`, ...nextComment(site.url, link) }),
      })
    })
    return { ...spent, databaseMs: (await backendsMs(database)) - before }
  }
  const measurements: Record<string, () => Promise<Load & Partial<Spent> & { databaseMs?: number }>> = {
    'node:http': post(raw, 1, ''),
    'the form, held': post(site, articles, ' Seen at https://example.org/figures.'),
    'the form, shown at once': post(site, articles, ''),
    'the form, shown at once, one article': post(site, 1, ''),
  }
  if (engine.name === 'Postgres') measurements['bare INSERT'] = insert
  const results = await alternate(rounds, measurements)
  await raw.stop()
  await site.stop()
  if (inserted.length > 0) results.set('bare INSERT', inserted)

  const bare = median(results.get('bare INSERT')?.map(load => load.requestsPerSecond) ?? [])
  printTable(
    `Comments accepted, ${engine.name}`,
    [...results].map(([what, loads]) => {
      const perSecond = median(loads.map(load => load.requestsPerSecond))
      return {
        what,
        'per second': Math.round(perSecond),
        'p50 ms': median(loads.map(load => load.p50Ms)),
        'p99 ms': median(loads.map(load => load.p99Ms)),
        'CPU ms each': median(loads.map(load => (load.cpuMs ?? Number.NaN) / load.requests)),
        'of Postgres': median(loads.map(load => (load.databaseMs ?? Number.NaN) / load.requests)),
        'loop late, ms at most': Math.max(...loads.map(load => load.loopMaxMs ?? Number.NaN)),
        'of bare INSERT': perSecond / bare,
      }
    }),
  )
}

const slug = (n: number) => `commented-${n}`

let count = 0

/** A comment that nobody has made, from one of a thousand clients, who have commented before. */
function nextComment(origin: string, link: string) {
  const n = ++count
  return {
    headers: {
      origin,
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `10.0.${Math.floor(n / 250) % 4}.${n % 250}`,
      cookie: `browser=${String(n % 1_000).padStart(22, 'm')}`,
    },
    body: new URLSearchParams({
      comment: `Thought ${n} of ${process.pid}: the second paragraph is what I wanted to say for years, and *nobody* did.${link}`,
      name: `Reader ${n % 1_000}`,
      email: `reader${n % 1_000}@example.org`,
      website: '',
    }).toString(),
  }
}

async function insertBare({ pool }: OpenDatabase, seconds: number): Promise<Load> {
  const begun = performance.now()
  const times: number[] = []
  const worker = async () => {
    while (performance.now() < begun + seconds * 1_000) {
      const n = ++count
      const asked = performance.now()
      await pool.query(
        `insert into private.bare_comments (id, post_id, thread_id, path, status, name, source, html, language, avatar)
         values ($1, 1, $1, array[$1::bigint], 'approved', $2, $3, $3, 'en', '0000000000000000')`,
        [
          n,
          `Reader ${n}`,
          `Thought ${n}: the second paragraph is what I wanted to say for years, and nobody did.`,
        ],
      )
      times.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const requestsPerSecond = (times.length / (performance.now() - begun)) * 1_000
  return {
    requests: times.length,
    requestsPerSecond,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  }
}
