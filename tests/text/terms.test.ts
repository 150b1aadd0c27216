import { describe, expect, test } from 'vitest'
import { termQueries, termsOf } from '../../src/text/terms.ts'

describe('the terms of a text', () => {
  test.each([
    ['words, in lower case', 'Cold Water, cold tea!', ['cold', 'water', 'tea']],
    ['full-width letters as usual ones', 'Ｔｅａ', ['tea']],
    ['every two neighbours of Chinese, and the last character', '喝茶吧', ['喝茶', '茶吧', '吧']],
    ['Japanese the same way', 'お茶の', ['お茶', '茶の', 'の']],
    ['scripts apart where they meet', 'tea茶v2', ['tea', '茶', 'v2']],
    ['words with marks whole', 'хорошо naïve हिन्दी', ['хорошо', 'naïve', 'हिन्दी']],
    ['nothing of signs', ' -- !? 。', []],
  ])('are %s', (_, text, terms) => {
    expect(termsOf(text)).toEqual(terms)
  })

  test('are no longer than the database takes', () => {
    expect(termsOf('x'.repeat(20_000))).toEqual(['x'.repeat(100)])
  })
})

describe('a search', () => {
  test.each([
    ['asks for all words, a longer one also as a beginning', 'Tea of', ["'tea':*", "'of'"]],
    ['asks for all neighbours of a Chinese word', '绿茶叶', ["'绿茶'", "'茶叶'"]],
    ['asks for a single character as the first of two', '茶', ["'茶':*"]],
    ['asks for each word once', 'tea TEA', ["'tea':*"]],
    ['of signs alone asks for nothing', `'%_\\"&|!():*`, []],
  ])('%s', (_, search, queries) => {
    expect(termQueries(search)).toEqual(queries)
  })
})
