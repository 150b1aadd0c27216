import { expect, test } from 'vitest'
import { makeBody, types, type Body } from '../../../src/http/answer/body.ts'
import { createPageCache, type PageCache } from '../../../src/http/cache/page-cache.ts'

const heard = () => Promise.resolve(true)
const page = (bytes = 10) => makeBody(types.page, 'x'.repeat(bytes))

const keep = (
  cache: PageCache,
  key: string,
  body: Body,
  dependsOn: string[],
  begun: number,
  forMs?: number,
) =>
  cache.keep(
    key,
    { value: body, bytes: body.bytes, dependsOn, ...(forMs === undefined ? {} : { forMs }) },
    begun,
  )

function listening(maxBytes = 1_000, now = () => 0) {
  const cache = createPageCache(maxBytes, { now })
  cache.connected(heard)
  return cache
}

test('a page is answered until something it is made of changes, and other changes leave it', () => {
  const cache = listening()
  const [tea, coffee] = [page(), page()]
  keep(cache, 'tea', tea, ['site', 'post:1', 'comments:1'], cache.begin())
  keep(cache, 'coffee', coffee, ['site', 'post:2', 'comments:2'], cache.begin())
  cache.changed('comments:2')
  cache.changed('post:12')
  expect([cache.find('tea'), cache.find('coffee')]).toEqual([tea, undefined])
  cache.changed('site')
  expect(cache.find('tea')).toBeUndefined()
})

test('a page that became too old while it was made is not kept', () => {
  const cache = listening()
  const begun = cache.begin()
  cache.changed('comments:1')
  keep(cache, 'tea', page(), ['site', 'comments:1'], begun)
  expect(cache.find('tea')).toBeUndefined()

  keep(cache, 'coffee', page(), ['site', 'comments:2'], begun)
  expect(cache.find('coffee')).toBeDefined()
  keep(cache, 'tea', page(), ['site', 'comments:1'], cache.begin())
  expect(cache.find('tea')).toBeDefined()
})

test('made-up changes take a bounded room, and hide no real one', () => {
  const cache = listening()
  const begun = cache.begin()
  cache.changed('comments:1')
  for (let made = 0; made < 20_000; made++) cache.changed(`made-up:${made}`)
  cache.changed('x'.repeat(8_000))
  // What changed so long ago is no longer known: nothing is kept that was begun before.
  for (const what of ['comments:1', 'comments:2']) keep(cache, what, page(), [what], begun)
  expect([cache.find('comments:1'), cache.find('comments:2')]).toEqual([undefined, undefined])

  const begunLater = cache.begin()
  cache.changed('comments:1')
  for (let made = 0; made < 100; made++) cache.changed(`made-up:${made}`)
  for (const what of ['comments:1', 'comments:2']) keep(cache, what, page(), [what], begunLater)
  expect([cache.find('comments:1'), cache.find('comments:2')]).toEqual([undefined, expect.anything()])
})

test('nothing is kept or answered while nobody would tell of a change', () => {
  const cache = createPageCache(1_000)
  keep(cache, 'tea', page(), ['site'], cache.begin())
  expect([cache.isListening(), cache.find('tea')]).toEqual([false, undefined])

  cache.connected(heard)
  keep(cache, 'tea', page(), ['site'], cache.begin())
  const begun = cache.begin()
  cache.lost()
  expect([cache.isListening(), cache.find('tea')]).toEqual([false, undefined])
  keep(cache, 'tea', page(), ['site'], cache.begin())

  cache.connected(heard)
  expect(cache.find('tea')).toBeUndefined()
  // Begun before the gap, in which anything may have changed.
  keep(cache, 'tea', page(), ['site'], begun)
  expect(cache.find('tea')).toBeUndefined()
})

test('it takes no more room than it has, and gives up first what was asked for longest ago', () => {
  const cache = listening(100)
  for (const key of ['a', 'b', 'c']) keep(cache, key, page(30), ['site'], cache.begin())
  cache.find('a')
  keep(cache, 'd', page(30), ['site'], cache.begin())
  expect(['a', 'b', 'c', 'd'].filter(key => cache.find(key))).toEqual(['a', 'c', 'd'])
  // Kept again, a page takes its room once.
  for (let times = 0; times < 5; times++) keep(cache, 'a', page(30), ['site'], cache.begin())
  expect(['a', 'c', 'd'].filter(key => cache.find(key))).toEqual(['a', 'c', 'd'])
})

test('what comes to hold more takes more room, and frees it all when it goes', () => {
  const cache = listening(100)
  const [tea, coffee, cocoa] = [page(30), page(30), page(30)]
  for (const [key, body] of Object.entries({ tea, coffee, cocoa }))
    keep(cache, key, body, [key], cache.begin())
  cache.grow('cocoa', page(30), 40) // another, which is not kept
  expect(cache.bytes()).toBe(90)
  cache.grow('cocoa', cocoa, 40)
  expect([cache.bytes(), cache.find('tea')]).toEqual([100, undefined])
  cache.grow('tea', tea, 40)
  cache.grow('coffee', coffee, -10)
  expect(cache.bytes()).toBe(90)
  cache.changed('cocoa')
  expect(cache.bytes()).toBe(20)
})

test('the room of pages that changed is free again', () => {
  const cache = listening(100)
  for (let times = 0; times < 10; times++) {
    keep(cache, 'a', page(60), ['post:1'], cache.begin())
    cache.changed('post:1')
  }
  keep(cache, 'a', page(60), ['post:1'], cache.begin())
  keep(cache, 'b', page(40), ['post:2'], cache.begin())
  expect(['a', 'b'].filter(key => cache.find(key))).toEqual(['a', 'b'])
})

test('what a minute has passed over is still about, for what takes its place, and so is what has changed', () => {
  let time = 0
  const shelf = listening(1_000, () => time)
  const [tea, coffee] = [page(), page()]
  keep(shelf, 'tea', tea, ['site', 'post:1'], shelf.begin())
  time = 60_001
  keep(shelf, 'coffee', coffee, ['site', 'post:2'], shelf.begin())
  shelf.changed('post:2')
  expect([shelf.find('tea'), shelf.find('coffee')]).toEqual([undefined, undefined])
  expect([shelf.before('tea'), shelf.before('coffee'), shelf.before('cocoa')]).toEqual([
    tea,
    coffee,
    undefined,
  ])
})

test('a page is made anew after a minute, for an article may appear without a change', async () => {
  let time = 0
  const cache = listening(1_000, () => time)
  keep(cache, 'tea', page(), ['site'], cache.begin())
  time = 60_000
  await cache.prove()
  expect(cache.find('tea')).toBeDefined()
  time = 60_001
  expect(cache.find('tea')).toBeUndefined()
})

test('a page is answered only while it is proven that changes are heard, and without asking again once it is', async () => {
  let time = 0
  const proofs: ((isHeard: boolean) => void)[] = []
  const cache = createPageCache(1_000, { now: () => time })
  cache.connected(() => new Promise(resolve => proofs.push(resolve)))
  keep(cache, 'tea', page(), ['site'], cache.begin())
  time = 1_000
  expect([cache.find('tea') !== undefined, proofs.length]).toEqual([true, 0])
  time = 1_500 // time for another proof, which does not come
  expect([cache.find('tea') !== undefined, proofs.length]).toEqual([true, 1])
  time = 2_001
  expect([cache.find('tea'), cache.isListening(), cache.awaitsProof('tea')]).toEqual([undefined, false, true])
  const proven = cache.prove()
  proofs[0]?.(true)
  await proven
  expect([cache.find('tea') !== undefined, proofs.length]).toEqual([true, 1])

  // An hour of silence, in which nothing is sent.
  time += 3_600_000
  expect([cache.awaitsProof('coffee'), cache.find('tea'), proofs.length]).toEqual([false, undefined, 1])
})

test('while the database is silent a page is answered as old, for ten minutes from when it was last proven right', () => {
  let time = 0
  let silent = false
  const cache = createPageCache(1_000, { now: () => time, isSilent: () => silent })
  cache.connected(heard)
  for (const what of ['tea', 'coffee']) keep(cache, what, page(), [what], cache.begin())
  expect(cache.findOld('tea')).toBeUndefined()
  silent = true
  cache.changed('coffee')
  cache.lost()
  time = 61_000
  expect(cache.findOld('tea')).toMatchObject({ seconds: 61 })
  expect(cache.findOld('coffee')).toBeUndefined() // it was known to be changed
  time = 600_001
  expect(cache.findOld('tea')).toBeUndefined()
})

test('a page is not answered as old after a change by this process whose word was not heard, or once it was deaf', () => {
  let time = 0
  const make = () => {
    const cache = createPageCache(1_000, { now: () => time, isSilent: () => true })
    cache.connected(heard)
    keep(cache, 'tea', page(), ['site'], cache.begin())
    return cache
  }
  const [wrote, deaf] = [make(), make()]
  time = 1
  wrote.wrote()
  deaf.deaf?.()
  for (const cache of [wrote, deaf]) {
    cache.lost()
    expect(cache.findOld('tea')).toBeUndefined()
  }
})
