import { ask, makeReader, newJournal } from './clients.ts'
import { type Finding, finding } from './findings.ts'
import { openGates } from './place.ts'
import { startSite } from './server.ts'
import type { Run } from './scenario.ts'

const offs = [-86_400_000, -2_000, 2_000, 86_400_000]

/** A first start with the process's clock off by two seconds and by a day, both ways: what is public is the database's to say. */
export async function clock({ place: newPlace, engine }: Run): Promise<Finding> {
  const failures: string[] = []
  for (const off of offs) {
    const place = await newPlace()
    await openGates(place)
    const journal = newJournal()
    const begun = Date.now()
    const site = await startSite(place, {
      preload: 'shifted-clock.ts',
      env: { CLOCK_OFF_MS: String(off) },
    }).catch((error: Error) => error)
    if (site instanceof Error) {
      failures.push(`${off} ms: ${site.message}`)
      continue
    }
    const reader = makeReader()
    const posted = await reader.comment(site.url, journal)
    const [text = ''] = journal.acknowledged
    const home = await ask(site.url)
    const page = await ask(`${site.url}/welcome`)
    reader.leave()
    const shift = Date.parse(site.said().match(/"time":"([^"]+)"/)?.[1] ?? '') - begun
    const { code } = await site.stop()
    // Starting takes a while, which the clock counts too.
    if (!(shift >= off && shift < off + 30_000))
      failures.push(`${off} ms: the clock is off by ${shift} ms only`)
    if (posted !== 303) failures.push(`${off} ms: the comment was answered ${posted}`)
    if (!home.body.includes('/welcome')) failures.push(`${off} ms: the article is not in the list`)
    if (!text || !page.body.includes(text)) failures.push(`${off} ms: the comment is not on the page`)
    if (code !== 0) failures.push(`${off} ms: the stop ended with ${code}`)
  }
  return finding(
    'clock',
    engine,
    offs.length,
    'first start, comment, list and page with ±2 s and ±1 day',
    failures,
  )
}
