import { expect, test } from 'vitest'
import { finishPage } from '../../src/http/finished-page.ts'
import { createPageCache } from '../../src/http/page-cache.ts'

const page = (bytes = 10) => finishPage('x'.repeat(bytes), { formKey: false })

function listening(maxBytes = 1_000, now = () => 0) {
  const cache = createPageCache(maxBytes, now)
  cache.connected()
  return cache
}

test('a page is answered until something it is made of changes, and other changes leave it', () => {
  const cache = listening()
  const [tea, coffee] = [page(), page()]
  cache.keep('tea', tea, ['site', 'post:1', 'comments:1'], cache.begin())
  cache.keep('coffee', coffee, ['site', 'post:2', 'comments:2'], cache.begin())
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
  cache.keep('tea', page(), ['site', 'comments:1'], begun)
  expect(cache.find('tea')).toBeUndefined()

  cache.keep('coffee', page(), ['site', 'comments:2'], begun)
  expect(cache.find('coffee')).toBeDefined()
  cache.keep('tea', page(), ['site', 'comments:1'], cache.begin())
  expect(cache.find('tea')).toBeDefined()
})

test('nothing is kept or answered while nobody would tell of a change', () => {
  const cache = createPageCache(1_000)
  cache.keep('tea', page(), ['site'], cache.begin())
  expect([cache.isListening(), cache.find('tea')]).toEqual([false, undefined])

  cache.connected()
  cache.keep('tea', page(), ['site'], cache.begin())
  const begun = cache.begin()
  cache.lost()
  expect([cache.isListening(), cache.find('tea')]).toEqual([false, undefined])
  cache.keep('tea', page(), ['site'], cache.begin())

  cache.connected()
  expect(cache.find('tea')).toBeUndefined()
  // Begun before the gap, in which anything may have changed.
  cache.keep('tea', page(), ['site'], begun)
  expect(cache.find('tea')).toBeUndefined()
})

test('it takes no more room than it has, and gives up first what was asked for longest ago', () => {
  const cache = listening(100)
  for (const key of ['a', 'b', 'c']) cache.keep(key, page(30), ['site'], cache.begin())
  cache.find('a')
  cache.keep('d', page(30), ['site'], cache.begin())
  expect(['a', 'b', 'c', 'd'].filter(key => cache.find(key))).toEqual(['a', 'c', 'd'])
  // Kept again, a page takes its room once.
  for (let times = 0; times < 5; times++) cache.keep('a', page(30), ['site'], cache.begin())
  expect(['a', 'c', 'd'].filter(key => cache.find(key))).toEqual(['a', 'c', 'd'])
})

test('the room of pages that changed is free again', () => {
  const cache = listening(100)
  for (let times = 0; times < 10; times++) {
    cache.keep('a', page(60), ['post:1'], cache.begin())
    cache.changed('post:1')
  }
  cache.keep('a', page(60), ['post:1'], cache.begin())
  cache.keep('b', page(40), ['post:2'], cache.begin())
  expect(['a', 'b'].filter(key => cache.find(key))).toEqual(['a', 'b'])
})

test('a page is made anew after a minute, for an article may appear without a change', () => {
  let time = 0
  const cache = listening(1_000, () => time)
  cache.keep('tea', page(), ['site'], cache.begin())
  time = 60_000
  expect(cache.find('tea')).toBeDefined()
  time = 60_001
  expect(cache.find('tea')).toBeUndefined()
})
