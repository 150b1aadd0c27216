import { sql } from 'kysely'
import type { OpenDatabase } from '../src/db/open.ts'
import type { Engine } from './engines.ts'
import { fillArticle, letEverythingThrough } from './fill.ts'
import { load } from './load.ts'
import { serveRecorded } from './recorded.ts'
import { alternate, median, printTable } from './stats.ts'

const connections = 10

/** Comments accepted by the form, beside a bare server with the same answer and the bare INSERT. */
export async function measureComments(engine: Engine, rounds: number, seconds: number): Promise<void> {
  const prepared = await engine.open()
  await letEverythingThrough(prepared)
  await fillArticle(prepared, 'commented', 2)
  await sql`create table private.bare_comments (like public.comments including defaults including generated including indexes)`.execute(
    prepared.db,
  )
  await prepared.close()

  // PGlite belongs to one process at a time: there the INSERT is measured before, in one go.
  const insert = async () => {
    const database = await engine.open()
    const figure = await insertBare(database, seconds)
    await database.close()
    return figure
  }
  const inserted: number[] = []
  if (engine.name === 'PGlite') for (let round = 0; round < rounds; round++) inserted.push(await insert())

  const site = await engine.serve()
  const url = `${site.url}/commented/comments`
  const raw = await serveRecorded(url, { method: 'POST', ...nextComment(site.url) })
  const post = (address: string) => async () =>
    (await load(address, { seconds, connections, status: 303, nextBody: () => nextComment(site.url) }))
      .requestsPerSecond
  const measurements: Record<string, () => Promise<number>> = {
    'node:http': post(raw.url),
    'the form': post(url),
  }
  if (engine.name === 'Postgres') measurements['bare INSERT'] = insert
  const results = await alternate(rounds, measurements)
  await raw.stop()
  await site.stop()
  if (inserted.length > 0) results.set('bare INSERT', inserted)

  const form = median(results.get('the form') ?? [])
  printTable(
    `Comments accepted, ${engine.name}`,
    [...results].map(([what, figures]) => ({
      what,
      'per second': Math.round(median(figures)),
      'the form is': form / median(figures),
    })),
  )
}

let count = 0

/** A comment that nobody has made, from one of a thousand clients. */
function nextComment(origin: string) {
  const n = ++count
  return {
    headers: {
      origin,
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `10.0.${Math.floor(n / 250) % 4}.${n % 250}`,
    },
    body: new URLSearchParams({
      comment: `Thought ${n} of ${process.pid}: the second paragraph is what I wanted to say for years, and *nobody* did.`,
      name: `Reader ${n % 1_000}`,
      email: `reader${n % 1_000}@example.org`,
      website: '',
      form_key: crypto.randomUUID(),
    }).toString(),
  }
}

async function insertBare({ pool }: OpenDatabase, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000
  let inserted = 0
  const worker = async () => {
    while (performance.now() < until) {
      const n = ++count
      await pool.query(
        `insert into private.bare_comments (id, post_id, thread_id, path, status, name, source, html, language, avatar)
         values ($1, 1, $1, array[$1::bigint], 'approved', $2, $3, $3, 'en', '0000000000000000')`,
        [
          n,
          `Reader ${n}`,
          `Thought ${n}: the second paragraph is what I wanted to say for years, and nobody did.`,
        ],
      )
      inserted++
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return inserted / seconds
}
