import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { types } from '../../../src/http/answer/body.ts'
import { joinedBody, keptPiece, ownPiece } from '../../../src/http/answer/pieces.ts'

test('pieces are the same page, byte for byte, in every encoding, whatever they stand beside', async () => {
  const piece = fc.record({
    text: fc.string({ unit: 'grapheme', maxLength: 300 }),
    times: fc.nat({ max: 200 }),
    make: fc.constantFrom(keptPiece, ownPiece),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async parts => {
      const pieces = parts.map(({ text, times, make }) => make(Buffer.from(text.repeat(times))))
      const page = parts.map(({ text, times }) => text.repeat(times)).join('')
      const body = joinedBody(types.page, [...pieces, ...pieces], 'en')
      expect(body.bytes).toBe(Buffer.byteLength(page) * 2)
      const decoded = [
        String(await body.in('identity')),
        String(gunzipSync(await body.in('gzip'))),
        String(brotliDecompressSync(await body.in('br'))),
      ]
      expect(new Set(decoded)).toEqual(new Set([page + page]))
    }),
  )
})

test('a piece that is kept is compressed once, for whatever pages it stands in', async () => {
  const piece = keptPiece(Buffer.from('tea '.repeat(1_000)))
  expect(await piece.deflated()).toBe(await piece.deflated())
})
