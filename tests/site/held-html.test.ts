import { expect, test } from 'vitest'
import { makeApp } from '../../src/app.ts'
import type { Reading } from '../../src/comments/conversations.ts'
import { createPageCache } from '../../src/http/cache/page-cache.ts'
import { converse } from '../support/conversation.ts'
import { hearChanges, testSite } from '../support/site.ts'
import { join } from '../support/staff.ts'
import { makeVisitor } from '../support/visitor.ts'

const site = testSite()

/** The same blog, whose readings have a cache of their own, with what that counts of the last one and what that holds. */
async function watched() {
  const { services, database } = site()
  const cache = createPageCache(10_000_000)
  const deafen = await database.listen(cache)
  const shelf = cache.shelf<Reading>()
  let last: Reading | null = null
  const readings: typeof shelf = {
    ...shelf,
    getOrMake: async (...asked) => (last = await shelf.getOrMake(...asked)),
  }
  const htmlOf = ({ conversations }: Reading) =>
    [...conversations.values()].flatMap(({ html }) => [...html.values()].map(({ bytes }) => bytes.length))
  return {
    app: makeApp({ ...services, readings }),
    hear: () => hearChanges({ ...site(), services: { ...services, pages: cache } }),
    counted: () => cache.bytes(),
    held: () => (last ? htmlOf(last).reduce((sum, bytes) => sum + bytes, 0) : 0),
    deafen,
  }
}

test('however often a long thread grows further down, its HTML is held once for each who looks at it, and counted', async () => {
  const slug = await site().publish()
  const replies = Array.from({ length: 36 }, (_, n) => ({ text: `Kettle ${n}`, answers: 0 }))
  const waiting = replies.slice(0, 12).map(reply => ({ ...reply, status: 'pending' as const }))
  const ids = await converse(site(), slug, [{ text: 'Tea "&" tea' }, ...replies, ...waiting])
  const moderator = await join(site(), 'moderator')
  const { app, hear, counted, held, deafen } = await watched()
  const reader = (language: string, cookies: ReadonlyMap<string, string> = new Map()) => {
    const visitor = makeVisitor(app)
    for (const [name, value] of [...cookies, ['language', language] as const])
      visitor.cookies.set(name, value)
    return visitor
  }
  const readers = [
    reader('en'),
    reader('ja'),
    reader('en', moderator.cookies),
    reader('ja', moderator.cookies),
  ]
  const seen: { html: string; held: number; counted: number }[] = []
  for (const id of ids.slice(-12)) {
    await site().approve(id)
    await hear()
    const pages = []
    for (const visitor of readers) pages.push((await visitor.get(`/${slug}`)).html)
    seen.push({ html: pages[0] ?? '', held: held(), counted: counted() })
  }
  await deafen()
  const more = seen.map(({ html }) => html.match(/class="more-replies"><a[^>]*>[^<]*?(\d+)/)?.[1])
  expect(new Set(more).size).toBe(12) // each page says how many there are further down
  // A thread of 21 comments and more, for four who each see it in their way.
  expect(seen[0]?.held).toBeGreaterThan(4 * 21 * 500)
  expect(Math.max(...seen.map(({ held }) => held))).toBe(seen[0]?.held)
  for (const { counted, held } of seen) expect(counted).toBeGreaterThan(held)
})
