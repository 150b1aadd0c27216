import { expect, test } from 'vitest'
import { countAttempts } from '../../../src/http/input/attempts.ts'

test('a client over its limit waits until the minute ends, and then goes on', () => {
  let time = 5_000
  const attempts = countAttempts(() => time)
  expect([attempts.take('a', 2), attempts.take('a', 2)]).toEqual([0, 0])
  time += 20_500
  expect(attempts.take('a', 2)).toBe(40)
  expect(attempts.take('b', 2)).toBe(0)
  time += 39_499
  expect(attempts.take('a', 2)).toBe(1)
  time += 1
  expect(attempts.take('a', 2)).toBe(0)
})
