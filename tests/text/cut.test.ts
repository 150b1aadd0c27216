import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beginningOf, shortened, wordsOf } from '../../src/text/cut.ts'

const family = '👩‍👩‍👧‍👦'
const flag = '🇯🇵'

describe('A text is cut between what a person sees as characters:', () => {
  test.each([
    ['letters', 'abcdef', 3, 'abc'],
    ['a pair of code units', 'ab𠮷c', 3, 'ab'],
    ['a pair that fits', 'ab𠮷c', 4, 'ab𠮷'],
    ['an accent', 'cafe\u0301s', 4, 'caf'],
    ['an accent that fits', 'cafe\u0301s', 5, 'cafe\u0301'],
    ['many accents', `a${'\u0301'.repeat(5)}b`, 6, `a${'\u0301'.repeat(5)}`],
    ['a family', `a${family}`, 8, 'a'],
    ['a family that fits', `a${family}b`, 12, `a${family}`],
    ['a flag', `ab${flag}`, 4, 'ab'],
    ['the second of two flags', flag + flag, 6, flag],
    ['a skin', 'a👋🏽', 4, 'a'],
    ['a heart with its variation', 'ab❤️', 3, 'ab'],
    ['a key', 'ab1️⃣', 4, 'ab'],
    ['Hangul from its parts', `가${'각'.normalize('NFD')}`, 3, '가'],
    ['Thai with its marks', 'กที่', 3, 'ก'],
    ['Devanagari with its vowel', 'नकि', 2, 'न'],
    ['a conjunct of Devanagari', 'न\u0915\u094d\u0937', 3, 'न'],
    ['Tamil', 'அநி', 2, 'அ'],
    ['a line end of two', 'ab\r\nc', 3, 'ab'],
    ['Burmese', 'ကမြန်', 4, 'ကမြ'],
    ['one that fits', 'abc', 3, 'abc'],
    ['one that is exactly as long with an emoji', '12👋', 4, '12👋'],
    ['nothing', '', 3, ''],
  ])('%s', (_, text, most, expected) => {
    expect(beginningOf(text, most)).toBe(expected)
  })

  test('one character that alone is too long is cut between code points', () => {
    expect(beginningOf(family, 4)).toBe('👩\u200d')
    expect(beginningOf('𠮷𠮷', 1)).toBe('')
  })

  test('with an ellipsis that counts, and no space before it', () => {
    expect([shortened('ab cd', 4), shortened('abcd', 4), shortened(`abc${family}`, 8)]).toEqual([
      'ab…',
      'abcd',
      'abc…',
    ])
  })

  test('or between words, where there are some', () => {
    expect([wordsOf('one two three', 9), wordsOf('日本語の文章です', 3), wordsOf('x'.repeat(9), 4)]).toEqual([
      'one two ',
      '日本語',
      'xxxx',
    ])
  })

  test('whatever is cut fits, begins the text, and ends where a character ends', () => {
    const unit = fc.constantFrom(
      'a',
      'é',
      'e\u0301',
      '𠮷',
      family,
      flag,
      'ที่',
      '각'.normalize('NFD'),
      ' ',
      '\r\n',
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 20 }), fc.integer({ min: 11, max: 60 }), (units, most) => {
        const text = units.join('')
        const cut = beginningOf(text, most)
        expect(text.startsWith(cut)).toBe(true)
        expect(cut.length).toBeLessThanOrEqual(most)
        const ends = [...new Intl.Segmenter('und').segment(text)].map(({ index }) => index)
        expect([...ends, text.length]).toContain(cut.length)
      }),
    )
  })
})
