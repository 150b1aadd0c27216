import { expect, test } from 'vitest'
import { asJson } from '../../src/db/json.ts'

test('half of a character becomes the sign of what could not be read, wherever it stands; all else stays', () => {
  const written = {
    text: 'tea \ud83c',
    list: ['\udf75 tea', 'tea 🍵'],
    typed: '\\ud83c',
    many: 1,
    none: null,
  }
  expect(JSON.parse(asJson(written))).toEqual({
    ...written,
    text: 'tea \ufffd',
    list: ['\ufffd tea', 'tea 🍵'],
  })
  expect(JSON.parse(asJson('tea 🍵'))).toBe('tea 🍵')
})
