import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, unseal } from '../src/seal.ts'

const key = randomBytes(32)
const here = Buffer.from('this row')

test('what is sealed opens with the same key beside the same context, whatever it says', () => {
  for (const text of ['mara@lindqvist.example', '', '例え😀', 'x'.repeat(20_000)])
    expect(unseal(key, seal(key, text, here), here)).toBe(text)
})

test('the same text is sealed in another way each time, and is not to be read in it', () => {
  const sealed = Array.from({ length: 50 }, () => seal(key, 'mara@lindqvist.example', here))
  expect(new Set(sealed.map(bytes => bytes.toString('hex'))).size).toBe(50)
  for (const bytes of sealed) expect(bytes.toString('latin1')).not.toContain('mara')
})

test('it does not open with another key, nor beside another context', () => {
  const sealed = seal(key, 'mara@lindqvist.example', here)
  expect(unseal(randomBytes(32), sealed, here)).toBeNull()
  expect(unseal(key, sealed, Buffer.from('that row'))).toBeNull()
})

test('nor when one bit of it was changed, or something is missing or too much', () => {
  const sealed = seal(key, 'mara', here)
  for (let place = 0; place < sealed.length; place++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(sealed.readUInt8(place) ^ 1, place)
    expect(unseal(key, changed, here)).toBeNull()
    expect(unseal(key, sealed.subarray(0, place), here)).toBeNull()
  }
  expect(unseal(key, Buffer.concat([sealed, Buffer.of(0)]), here)).toBeNull()
})
