import { setTimeout as wait } from 'node:timers/promises'
import { findComment, placeOf } from '../src/comments/place.ts'
import { readThreadPage } from '../src/comments/thread.ts'
import type { Engine } from './engines.ts'
import { fillArticle } from './fill.ts'
import { alternate, median, percentile, printTable, timed } from './stats.ts'

const size = 50
/** By then a notice is heard. */
const heardMs = 10

/**
 * A page of threads of a short article and of long ones, read from the database and asked for as an article page that
 * is made anew: the first, one in the middle, the last, and the way from a permalink to its page.
 */
export async function measureThreads(
  engine: Engine,
  rounds: number,
  lengths: readonly number[],
): Promise<void> {
  const database = await engine.open()
  const { publicDb } = database
  const read: Record<string, () => Promise<number>> = {}
  const paths: [string, string][] = []
  for (const comments of lengths) {
    const { id: post, slug, threads } = await fillArticle(database, `long-${comments}`, comments)
    // Full pages all of them, or the short article's would be compared by half a page.
    const latest = Math.max(0, threads.length - size)
    const middle = threads[Math.min(Math.floor(threads.length / 2), latest)] ?? 0
    const pages = { first: null, middle, last: threads[latest] ?? 0 }
    for (const [page, from] of Object.entries(pages)) {
      read[`${comments} ${page}`] = () => timed(() => readThreadPage(publicDb, { post, from, size }))
      paths.push([`${comments} ${page}`, `/${slug}${from === null ? '' : `?from=${from}`}`])
    }
    const found = await findComment(publicDb, middle)
    if (!found) throw new Error('the middle is not there')
    read[`${comments} permalink`] = () => timed(() => placeOf(publicDb, found, { size }))
    paths.push([`${comments} permalink`, `/comments/${middle}`])
  }
  printPages(`Thread page at the database, ${engine.name}`, await alternate(rounds, read))
  await database.close()

  // Only from beside the server can it be told that all has changed.
  if (engine.name === 'PGlite') return
  const site = await engine.serve()
  const asked: Record<string, () => Promise<number>> = {}
  for (const [name, path] of paths)
    asked[name] = async () => {
      await engine.prepare(`select private.tell('site')`)
      await wait(heardMs)
      return timed(async () => {
        const answer = await fetch(`${site.url}${path}`, { redirect: 'manual' })
        await answer.arrayBuffer()
      })
    }
  printPages(`Thread page over HTTP, made anew, ${engine.name}`, await alternate(rounds, asked))
  await site.stop()
}

function printPages(title: string, results: ReadonlyMap<string, number[]>): void {
  const rows = [...results].map(([name, times]) => {
    const [comments = '', page = ''] = name.split(' ')
    const [, ofShortest = []] = [...results].find(([other]) => other.endsWith(` ${page}`)) ?? []
    return {
      comments: Number(comments),
      page,
      'median ms': median(times),
      'p99 ms': percentile(times, 0.99),
      'of the shortest': median(times) / median(ofShortest),
    }
  })
  printTable(title, rows)
}
