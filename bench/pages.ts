import { setTimeout } from 'node:timers/promises'
import type { Engine } from './engines.ts'
import { fillArticle, letEverythingThrough, settleArticles } from './fill.ts'
import { type Load, load } from './load.ts'
import { addModerator, cookiesOf, join, post } from './moderator.ts'
import { measureNginx } from './nginx.ts'
import type { Running, Spent } from './processes.ts'
import { serveRecorded } from './recorded.ts'
import { alternate, median, printTable } from './stats.ts'
import { setSettings } from '../tests/support/settings.ts'

/** Articles that nobody has asked for since the start, and how many of them are asked for before it counts. */
const coldArticles = 40
const coldBefore = 10

/** What a page is asked for in: all that a browser takes, or gzip alone. */
const encodings = ['br', 'gzip'] as const
const accepting = { br: 'gzip, br', gzip: 'gzip' }

type Headers = Record<string, string>

/**
 * The article page: kept, or only said to be unchanged, beside a bare server that answers with the same bytes; as those
 * see it who are known; and made anew.
 */
export async function measurePages(
  engine: Engine,
  rounds: number,
  seconds: number,
  sizes: readonly number[],
): Promise<void> {
  const database = await engine.open()
  await letEverythingThrough(database)
  await setSettings(database.db, { hold_links: 1, threads_per_page: 50 })
  for (const comments of sizes) {
    await fillArticle(database, `with-${comments}`, comments)
    for (const encoding of encodings)
      for (let n = 0; n < coldArticles; n++)
        await fillArticle(database, `cold-${encoding}-${comments}-${n}`, comments)
  }
  await settleArticles(database)
  await addModerator(database)
  await database.close()

  const site = await engine.serve()
  const moderator = await join(site)
  for (const encoding of encodings) {
    const asBrowser = { 'accept-encoding': accepting[encoding] }
    const rows = []
    for (const comments of sizes) {
      const path = `/with-${comments}`
      const url = `${site.url}${path}`
      const unchanged = { ...asBrowser, 'if-none-match': await settledTag(url, asBrowser) }
      const bare = await serveRecorded(url, { headers: asBrowser })
      const bareUnchanged = await serveRecorded(url, { headers: unchanged })
      const known = await cookiesOfReaders(site, path, comments)
      const ask =
        (server: Running, headers: Headers, status = 200) =>
        () =>
          server.gauge(() => load(`${server.url}${path}`, { seconds, connections: 10, headers, status }))
      const results = await alternate<Load & Spent>(rounds, {
        'node:http': ask(bare, asBrowser),
        kept: ask(site, asBrowser),
        'node:http, 304': ask(bareUnchanged, unchanged, 304),
        'kept, 304': ask(site, unchanged, 304),
        'an unknown parameter': () =>
          site.gauge(() =>
            load(`${url}?utm_source=mail`, { seconds, connections: 10, headers: asBrowser, status: 200 }),
          ),
        'a void cookie': ask(site, { ...asBrowser, cookie: 'remember=x' }),
        'a remembered name': ask(site, { ...asBrowser, cookie: known.remembered }),
        'a comment that waits': ask(site, { ...asBrowser, cookie: known.waiting }),
        'a moderator': ask(site, { ...asBrowser, cookie: moderator }),
      })
      await bare.stop()
      await bareUnchanged.stop()
      const perSecond = (what: string) => median(results.get(what)?.map(each => each.requestsPerSecond) ?? [])
      for (const [what, loads] of results)
        rows.push({
          comments,
          what,
          'requests/s': Math.round(perSecond(what)),
          'p99 ms': median(loads.map(result => result.p99Ms)),
          'CPU ms each': median(loads.map(result => result.cpuMs / result.requests)),
          'of node:http': perSecond(what) / perSecond(/304/.test(what) ? 'node:http, 304' : 'node:http'),
        })
      rows.push({ comments, what: 'made anew', ...(await askCold(site, comments, encoding)) })
    }
    printTable(`Article page, ${engine.name}, ${encoding}`, rows)
  }
  await site.stop()
  for (const comments of sizes) await measureNginx(engine, rounds, seconds, `/with-${comments}`)
}

/** The ETag of a page that has stayed the same for two seconds, and shows what a job finds to be related to it. */
async function settledTag(url: string, headers: Headers): Promise<string> {
  let tag = ''
  for (let same = 0, asked = 0; same < 20; await setTimeout(100)) {
    if (++asked > 1_200) throw new Error(`${url} does not settle within two minutes`)
    const answer = await fetch(url, { headers })
    const isWhole = (await answer.text()).includes('id="related-heading"')
    const now = answer.headers.get('etag') ?? ''
    same = isWhole && now === tag ? same + 1 : 0
    tag = now
  }
  return tag
}

/** The cookies of one whose name is remembered, and of one whose comment waits besides. */
async function cookiesOfReaders(site: Running, path: string, comments: number) {
  const mark = `browser=${String(comments).padStart(22, 'r')}`
  const fields = {
    comment: `Seen at https://example.org/${comments}, ${performance.now()}`,
    name: 'Mara',
    email: 'mara@lindqvist.example',
    website: '',
    remember: 'yes',
  }
  const answer = await post(`${site.url}${path}/comments`, mark, fields)
  if (answer.status !== 303) throw new Error(`not taken: ${answer.status}`)
  const cookies = cookiesOf(answer).split('; ')
  const remembered = cookies.filter(cookie => cookie.startsWith('remember=')).join('; ')
  // What became of it is told once.
  const kept = cookies.filter(cookie => !cookie.startsWith('told='))
  return { remembered: `${mark}; ${remembered}`, waiting: `${mark}; ${kept.join('; ')}` }
}

/** Asks for each article that nobody asked for yet, one after the other. */
async function askCold(site: Running, comments: number, encoding: keyof typeof accepting) {
  const ask = async (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const url = `${site.url}/cold-${encoding}-${comments}-${n}`
      const answer = await fetch(url, { headers: { 'accept-encoding': accepting[encoding] } })
      await answer.arrayBuffer()
    }
    return {}
  }
  await ask(0, coldBefore)
  const begun = performance.now()
  const spent = await site.gauge(() => ask(coldBefore, coldArticles))
  const asked = coldArticles - coldBefore
  return {
    'requests/s': Math.round((asked / (performance.now() - begun)) * 1_000),
    'p99 ms': Number.NaN,
    'CPU ms each': spent.cpuMs / asked,
    'of node:http': Number.NaN,
  }
}
