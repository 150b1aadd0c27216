import { describe, expect, test } from 'vitest'
import { evidenceIn } from '../../src/spam/evidence.ts'
import { hashTokens } from '../../src/spam/hashes.ts'
import { tokensOf } from '../../src/spam/tokens.ts'
import { weigh } from '../../src/spam/weigh.ts'
import { processorTime } from '../support/processor-time.ts'

/** Why a text is like spam where each of its tokens was in ten comments that were, and in some that were not. */
function evidenceOf(text: string, ham = 0) {
  const said = { text, name: 'Mara', website: null }
  const hashed = hashTokens('salt', tokensOf(said))
  const weights = new Map(hashed.all.map(hash => [hash, { w: 1, spam: 10, ham }]))
  const model = { bias: 0, spam: 20, ham: 20, weights }
  const weighed = weigh(model, hashed)
  return () => evidenceIn(model, said, hashed, weighed).map(({ word }) => word)
}

describe('the words that speak for spam are shown', () => {
  test.each([
    ['as they stand', 'Play at the CASINO', 'CASINO'],
    ['as they are disguised', 'Play at the cas\u00adiⓝo', 'cas\u00adiⓝo'],
    ['in full width', 'Play at the ｃａｓｉｎｏ', 'ｃａｓｉｎｏ'],
  ])('%s', (_, text, shown) => expect(evidenceOf(text)()).toContain(shown))

  test('and none of those that readers say as often', () => {
    expect(evidenceOf('Play at the casino', 9)()).toEqual([])
  })
})

test('a comment of two thousand words that stand nowhere as they are read takes no time to speak of', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const apart = (n: number) =>
    Array.from({ length: 4 }, (_, at) => letters[Math.floor(n / 26 ** at) % 26]).join(' ')
  const text = Array.from({ length: 2_200 }, (_, n) => `${apart(n * 7)}! `).join('')
  for (const ham of [0, 9]) expect(processorTime(evidenceOf(text, ham))).toBeLessThan(500)
})
