import { setTimeout as wait } from 'node:timers/promises'
import { hostilePieces, hostileText } from '../tests/text/hostile-texts.ts'
import type { Engine } from './engines.ts'
import { fillArticle, letEverythingThrough } from './fill.ts'
import { alternate, median, percentile, printTable } from './stats.ts'

const length = 20_000

/** The worst texts known, as a form brings them. */
const attacks: Record<string, readonly string[]> = {
  'texts of 25 kinds, at the limit': Object.values(hostilePieces).map(piece =>
    form(hostileText(piece, length).slice(0, length)),
  ),
  'the same, far past it': Object.values(hostilePieces).map(piece => form(hostileText(piece, 80_000))),
  'marks, as many as fit': [form(`a${'\u0301\u0327'.repeat(20_000)}`)],
  'a million fields': ['a&'.repeat(1_000_000)],
  'what stalls the parser': [form('a_'.repeat(length / 2)), form(`${'*'.repeat(499)}a`.repeat(40))],
}

/** What other readers wait for, and how late the event loop is, while somebody sends the worst texts known. */
export async function measureHostile(engine: Engine, rounds: number, seconds: number): Promise<void> {
  const database = await engine.open()
  await letEverythingThrough(database)
  await fillArticle(database, 'read', 50)
  await database.close()

  const site = await engine.serve()
  const during = (bodies: readonly string[] | null) => () =>
    site.gauge(async () => {
      const until = performance.now() + seconds * 1_000
      const refused = bodies === null ? [] : attack(site.url, bodies, until)
      const [pages, previews, attacked] = await Promise.all([
        ask(until, () => fetch(`${site.url}/read`, { headers: { cookie: 'remember=x' } })),
        ask(
          until,
          () => preview(site.url, form('Where did you find the *figure* for 2019?'), '10.9.9.9'),
          250,
        ),
        Promise.all(refused),
      ])
      return { pages, previews, attacked: attacked.flat() }
    })
  const results = await alternate(rounds, {
    'nobody else': during(null),
    ...Object.fromEntries(Object.entries(attacks).map(([what, bodies]) => [what, during(bodies)])),
  })
  await site.stop()

  const p99 = (figures: readonly number[][]) => median(figures.map(times => percentile(times, 0.99)))
  const quiet = p99(results.get('nobody else')?.map(({ pages }) => pages) ?? [])
  printTable(
    `While the worst texts known are sent, ${engine.name}`,
    [...results].map(([what, runs]) => ({
      'sent meanwhile': what,
      'page, p99 ms': p99(runs.map(({ pages }) => pages)),
      'of quiet': p99(runs.map(({ pages }) => pages)) / quiet,
      'preview, p99 ms': p99(runs.map(({ previews }) => previews)),
      'answered to the sender, at most ms': percentile(
        runs.flatMap(({ attacked }) => attacked),
        1,
      ),
      'loop late, p99 ms': median(runs.map(({ loopP99Ms }) => loopP99Ms)),
      'at most ms': Math.max(...runs.map(({ loopMaxMs }) => loopMaxMs)),
    })),
  )
}

/** Four clients, each sending a text and the next a quarter of a second after its answer: no flood, but bad texts. */
const attack = (url: string, bodies: readonly string[], until: number): Promise<number[]>[] =>
  ['10.0.0.1', '10.0.1.1', '10.0.2.1', '10.0.3.1'].map(client => {
    let next = 0
    return ask(until, () => preview(url, bodies[next++ % bodies.length] ?? '', client), 250)
  })

function preview(url: string, body: string, client: string): Promise<Response> {
  return fetch(`${url}/read/comments/preview`, {
    method: 'POST',
    headers: {
      origin: url,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': client,
    },
    body,
  })
}

/** Asks for something over and over; returns how many ms each answer took, refusals too. */
async function ask(until: number, request: () => Promise<Response>, pauseMs = 5): Promise<number[]> {
  const times: number[] = []
  while (performance.now() < until) {
    const asked = performance.now()
    // A body beyond all measure is refused by closing the connection.
    await request().then(
      answer => answer.arrayBuffer(),
      () => null,
    )
    times.push(performance.now() - asked)
    await wait(pauseMs)
  }
  return times
}

function form(comment: string): string {
  return new URLSearchParams({ comment, name: 'Reader', email: 'reader@example.org' }).toString()
}
