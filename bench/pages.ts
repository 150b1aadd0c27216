import type { Engine } from './engines.ts'
import { fillArticle, letEverythingThrough } from './fill.ts'
import { load } from './load.ts'
import type { Running } from './processes.ts'
import { serveRecorded } from './recorded.ts'
import { alternate, median, printTable } from './stats.ts'

const asBrowser = { 'accept-encoding': 'gzip, deflate, br' }
/** A cookie that is not ours opens nothing, but takes the request past the page cache. */
const pastTheCache = { ...asBrowser, cookie: 'remember=x' }

/** The article page, from the cache and made anew, beside a bare server that answers with the same bytes. */
export async function measurePages(
  engine: Engine,
  rounds: number,
  seconds: number,
  sizes: readonly number[],
): Promise<void> {
  const database = await engine.open()
  await letEverythingThrough(database)
  for (const comments of sizes) await fillArticle(database, `with-${comments}`, comments)
  await database.close()

  const site = await engine.serve()
  const rows = []
  for (const comments of sizes) {
    const path = `/with-${comments}`
    const url = `${site.url}${path}`
    await fetch(url, { headers: asBrowser }).then(answer => answer.arrayBuffer())
    const raw = await serveRecorded(url, { headers: asBrowser })
    const ask = (server: Running, path: string, headers: Record<string, string>) => () =>
      server.gauge(() => load(`${server.url}${path}`, { seconds, connections: 10, headers, status: 200 }))
    const results = await alternate(rounds, {
      'node:http': ask(raw, path, asBrowser),
      'from the cache': ask(site, path, asBrowser),
      'made anew': ask(site, path, pastTheCache),
    })
    await raw.stop()
    const base = median(results.get('node:http')?.map(result => result.requestsPerSecond) ?? [])
    for (const [what, loads] of results) {
      const requestsPerSecond = median(loads.map(result => result.requestsPerSecond))
      rows.push({
        comments,
        what,
        'requests/s': Math.round(requestsPerSecond),
        'p99 ms': median(loads.map(result => result.p99Ms)),
        'CPU ms each': median(loads.map(result => result.cpuMs / result.requests)),
        'loop late, ms at most': Math.max(...loads.map(result => result.loopMaxMs)),
        'of node:http': requestsPerSecond / base,
      })
    }
  }
  await site.stop()
  printTable(`Article page, ${engine.name}`, rows)
}
