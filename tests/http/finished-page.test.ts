import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseEncoding, type FinishedPage, finishPage } from '../../src/http/finished-page.ts'
import { formKey } from '../support/visitor.ts'

const close = '</body></html>'

/** What a browser makes of a page, in each encoding; node:zlib throws on anything that is not whole. */
const decoded = (page: FinishedPage) => [
  page.answer('identity').toString(),
  gunzipSync(page.answer('gzip')).toString(),
  brotliDecompressSync(page.answer('br')).toString(),
]

test('a page is the same, byte for byte, in every encoding', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), fc.nat({ max: 200 }), (text, times) => {
      const html = `<html><body>${text.repeat(times)}${close}`
      expect(new Set(decoded(finishPage(html, { formKey: false })))).toEqual(new Set([html]))
    }),
  )
})

test('a page with a form is whole in every encoding, and brings a key that no other answer has', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.nat({ max: 300 }), (text, times) => {
      const html = `<html><body>${text.repeat(times)}${close}`
      const page = finishPage(html, { formKey: true })
      const answers = [...decoded(page), ...decoded(page)]
      const keys = answers.map(formKey)
      expect(new Set(keys).size).toBe(6)
      expect(keys.every(key => /^[\da-f-]{36}$/.test(key))).toBe(true)
      const withoutKeys = answers.map(answer =>
        answer.replace(/<input [^>]*name="form_key"[^>]*>(?=[^<]*<\/body>)/, ''),
      )
      expect(new Set(withoutKeys)).toEqual(new Set([html]))
    }),
  )
})

test('a page is known by a tag that its form’s key does not change, and any other letter does', () => {
  const tag = (html: string) => finishPage(html, { formKey: true }).etag
  expect(tag(`tea${close}`)).toBe(tag(`tea${close}`))
  expect(tag(`tea${close}`)).not.toBe(tag(`teA${close}`))
  expect(tag(`tea${close}`)).toMatch(/^W\/"[\w-]+"$/)
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
