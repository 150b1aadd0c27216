import { randomInt } from 'node:crypto'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Body, isMatch, makeBody, types } from '../../../src/http/answer/body.ts'
import { chooseEncoding } from '../../../src/http/answer/encoding.ts'

/** What a client makes of a body, in each encoding; node:zlib throws on anything that is not whole. */
const decoded = async (body: Body) => [
  (await body.in('identity')).toString(),
  gunzipSync(await body.in('gzip')).toString(),
  brotliDecompressSync(await body.in('br')).toString(),
]

test('a body is the same, byte for byte, in every encoding', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 2_000 }),
      fc.nat({ max: 200 }),
      fc.constantFrom('passing' as const, 'kept' as const),
      async (text, times, effort) => {
        const html = text.repeat(times)
        expect(new Set(await decoded(makeBody(types.page, html, { effort })))).toEqual(new Set([html]))
      },
    ),
  )
})

test('a body is compressed once, while the event loop goes on, and given at once from then on', async () => {
  const body = makeBody(types.page, 'tea '.repeat(500_000))
  for (const encoding of ['br', 'gzip'] as const) {
    const first = body.in(encoding)
    expect([Buffer.isBuffer(first), body.in(encoding) === first]).toEqual([false, true])
    const happened: string[] = []
    setImmediate(() => happened.push('a turn of the loop'))
    const bytes = await first
    happened.push('compressed')
    expect(happened).toEqual(['a turn of the loop', 'compressed'])
    expect(body.in(encoding)).toBe(bytes)
  }
})

test('a short one is compressed by gzip before the loop goes on', async () => {
  const happened: string[] = []
  setImmediate(() => happened.push('a turn of the loop'))
  const bytes = await makeBody(types.page, 'tea '.repeat(20_000)).in('gzip')
  happened.push('compressed')
  expect([happened, gunzipSync(bytes).length]).toEqual([['compressed'], 80_000])
})

test('what is compressed on the loop is never compressed at a level at which noise would keep it for long', async () => {
  const noise = Buffer.from(Array.from({ length: 100_000 }, () => 97 + randomInt(2)))
  const made = await makeBody(types.page, noise).in('gzip')
  expect(gunzipSync(made)).toEqual(noise)
  // Level 5 is the first that looks for a better match at each letter.
  expect([1, 2, 3, 4].some(level => made.equals(gzipSync(noise, { level })))).toBe(true)
})

describe('a body that is counted', () => {
  const html = '<p>tea</p>\n'.repeat(1_000)
  /** One, and how many bytes it says that it holds. */
  const counted = () => {
    let held = html.length
    const body = makeBody(types.page, html, { grew: bytes => (held += bytes) })
    return { body, held: () => held }
  }

  test('holds what it was asked for in, and of that no more than its bytes', async () => {
    const { body, held } = counted()
    const gzip = await body.in('gzip')
    expect([held(), gzip.buffer.byteLength]).toEqual([gzip.length, gzip.length])
    const br = await body.in('br')
    expect([held(), br.buffer.byteLength]).toEqual([gzip.length + br.length, br.length])
    expect(brotliDecompressSync(br).toString()).toBe(html)
    expect(await body.in('gzip')).toBe(gzip)
  })

  test.each([[['gzip']], [['br']], [['gzip', 'br']]] as const)('is as it was after %j', async encodings => {
    const { body, held } = counted()
    const tag = makeBody(types.page, html).etag('identity')
    let compressed = 0
    for (const encoding of encodings) compressed += (await body.in(encoding)).length
    expect([body.etag('identity'), String(await body.in('identity'))]).toEqual([tag, html])
    expect(held()).toBe(compressed + html.length)
    expect(Buffer.isBuffer(body.in('identity'))).toBe(true)
  })

  test('keeps it as it is where it was asked for so', async () => {
    const { body, held } = counted()
    const whole = await body.in('identity')
    const gzip = await body.in('gzip')
    expect([await body.in('identity'), held()]).toEqual([whole, html.length + gzip.length])
  })
})

describe('a body is known by a strong tag', () => {
  const tags = (text: string) =>
    (['identity', 'gzip', 'br'] as const).map(encoding => makeBody(types.page, text).etag(encoding))

  test('that any other letter changes, and any other encoding', () => {
    expect(tags('tea')).toEqual(tags('tea'))
    expect(new Set([...tags('tea'), ...tags('teA')]).size).toBe(6)
    for (const tag of tags('tea')) expect(tag).toMatch(/^"[\w-]+"$/)
  })

  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
    [undefined, false],
  ])('which a client has that says %s: %s', (header, isThere) => {
    expect(isMatch(header, '"a"')).toBe(isThere)
  })
})

describe('an answer is in the best encoding that its client takes:', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.000, gzip;q=0.0', 'identity'],
    ['br ; q=0 , gzip ; q=0.5', 'gzip'],
    ['zstd, snappy', 'identity'],
    ['identity', 'identity'],
    ['brotli', 'identity'],
    ['*;q=0', 'identity'],
    [',;,=;q', 'identity'],
  ] as const)('%s → %s', (asked, encoding) => {
    expect(chooseEncoding(asked)).toBe(encoding)
  })
})
