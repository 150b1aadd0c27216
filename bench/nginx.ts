import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasNginx, startNginx } from '../tests/support/nginx.ts'
import type { Engine } from './engines.ts'
import { load } from './load.ts'
import { temporaryFolder } from './processes.ts'
import { alternate, median, printTable } from './stats.ts'

/** As long as it is measured, nginx need not ask. */
const seconds = 3_600

/**
 * The article page kept by nginx in front, as docs/nginx.md says, beside nginx's own answer with a file of as many bytes,
 * and the blog asked itself. Where there is no nginx, nothing.
 */
export async function measureNginx(
  engine: Engine,
  rounds: number,
  each: number,
  path: string,
): Promise<void> {
  if (!hasNginx()) {
    console.log('nginx is not installed: the page behind it is not measured.')
    return
  }
  const site = await engine.serve({ SHARED_CACHE_SECONDS: String(seconds) })
  const headers = { 'accept-encoding': 'gzip' }
  const page = await fetch(site.url + path, { headers })
  await page.arrayBuffer()
  const files = temporaryFolder()
  await writeFile(join(files, 'page'), Buffer.alloc(Number(page.headers.get('content-length')), 'a'))
  const nginx = await startNginx(site.url, files)
  const ask = (url: string) => () => load(url, { seconds: each, connections: 10, headers, status: 200 })
  try {
    const results = await alternate(rounds, {
      'a file of nginx': ask(`${nginx.url}/files/page`),
      'kept by nginx': ask(nginx.url + path),
      'kept by the blog': ask(site.url + path),
    })
    const perSecond = (what: string) => median(results.get(what)?.map(each => each.requestsPerSecond) ?? [])
    printTable(
      `${path.slice(1)} behind nginx, ${engine.name}, gzip`,
      [...results].map(([what, loads]) => ({
        what,
        'requests/s': Math.round(perSecond(what)),
        'p99 ms': median(loads.map(({ p99Ms }) => p99Ms)),
        'of a file': perSecond(what) / perSecond('a file of nginx'),
      })),
    )
  } finally {
    await nginx.stop()
    await site.stop()
  }
}
