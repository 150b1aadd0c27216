import { describe, expect, test } from 'vitest'
import { termQueries, termsOf } from '../../src/text/terms.ts'

describe('the terms of a text', () => {
  test.each([
    ['words, in lower case', 'Cold Water, cold tea!', ['cold', 'water', 'tea']],
    ['full-width letters as usual ones', 'Ｔｅａ', ['tea']],
    ['every two neighbours of Chinese, and the last character', '喝茶吧', ['喝茶', '茶吧', '吧']],
    ['Japanese the same way', 'お茶の', ['お茶', '茶の', 'の']],
    ['scripts apart where they meet', 'tea茶v2', ['tea', '茶', 'v2', 'v', '2']],
    [
      'words without accents, and with the marks of their script',
      'naïve ёлка й हिन्दी',
      ['naive', 'naiv', 'елка', 'й', 'हिन्दी'],
    ],
    ['the stem of an English word beside it', 'She studies teas', ['she', 'studies', 'studi', 'teas', 'tea']],
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
    ['asks for the stem of an English word as well', 'running', ["('running':* | 'run')"]],
    ['asks for a Korean noun without its particle as well', '학교에서', ["('학교에서':* | '학교':*)"]],
    ['of signs alone asks for nothing', `'%_\\"&|!():*`, []],
  ])('%s', (_, search, queries) => {
    expect(termQueries(search)).toEqual(queries)
  })
})

const finds = (text: string, search: string) => {
  const terms = termsOf(text)
  const queries = termQueries(search)
  const isThere = (query: string) =>
    Array.from(query.matchAll(/'([^']*)'(:\*)?/gu)).some(([, term = '', more = '']) =>
      more === '' ? terms.includes(term) : terms.some(each => each.startsWith(term)),
    )
  return queries.length > 0 && queries.every(isThere)
}

describe('a text is found', () => {
  test.each([
    ['before a particle in Hangul', '커피를 마셨어요', '커피'],
    ['by one syllable of Hangul', '차를 마셨어요', '차'],
    ['in Hangul that is typed in parts', '커피를'.normalize('NFD'), '커피'],
    ['in Turkish capitals', 'İstanbul', 'istanbul'],
    ['by Turkish capitals', 'istanbul', 'İSTANBUL'],
    ['in Turkish without a dot', 'IĞDIR', 'ığdır'],
    ['in German capitals', 'STRASSE', 'straße'],
    ['at the end of a Greek word', 'ΟΔΟΣ', 'οδος'],
    ['by a number inside a word', 'my iPhone15 broke', '15'],
    ['by the letters before a number', 'my iPhone15 broke', 'iphone'],
    ['by both, apart', 'my iPhone15 broke', 'iphone 15'],
    ['by a version', 'since v2.10', '10'],
    ['by an emoji', 'so good 🎉🎉', '🎉'],
    ['by an emoji with and without its variation', 'I ❤️ it', '❤'],
    ['by a hand, whatever its skin', 'yes 👍🏽', '👍'],
    ['by one of joined emoji', 'hi 👩‍💻', '💻'],
    ['by a flag', 'from 🇯🇵', '🇯🇵'],
    ['in Thai, anywhere', 'วันนี้ดื่มกาแฟร้อน', 'กาแฟ'],
    ['in Lao, anywhere', 'ຂ້ອຍມັກກາເຟ', 'ກາເຟ'],
    ['in Khmer, anywhere', 'ខ្ញុំចូលចិត្តកាហ្វេ', 'កាហ្វេ'],
    ['in Burmese, anywhere', 'ကျွန်တော်ကော်ဖီသောက်တယ်', 'ကော်ဖီ'],
    ['in Javanese, anywhere', 'ꦱꦤꦺꦱꦏꦺꦴꦥꦶ', 'ꦏꦺꦴꦥꦶ'],
    ['in Yi, anywhere', 'ꆈꌠꁱꂷ', 'ꌠꁱ'],
    ['in rare characters', '𠮷野家', '𠮷野'],
    ['in half-width kana', 'ﾃﾞｰﾀ', 'データ'],
    ['through invisible characters', 'te\u00adst\u200bing', 'testing'],
    ['by the beginning of a longer word', 'watering', 'water'],
    ['by another form of an English word', 'She studies maps', 'studying map'],
    ['in Korean with one particle by another', '학교는 멀다', '학교에서'],
    ['without its accent', 'café', 'cafe'],
    ['by an accent that it has not', 'cafe', 'café'],
    ['in Vietnamese without tones', 'Tiếng Việt', 'tieng viet'],
    ['in Greek without accents', 'Ελλάδα', 'ελλαδα'],
    ['in Arabic without its points', 'مُحَمَّد', 'محمد'],
    ['in Hebrew without its points', 'שָׁלוֹם', 'שלום'],
    ['in Russian without its stress', 'за́мок и ёлка', 'замок елка'],
    ['in letters with a stroke', 'smørrebrød', 'smorrebrod'],
  ])('%s', (_, text, search) => expect(finds(text, search)).toBe(true))
})

describe('a text is not found', () => {
  test.each([
    ['by the end of a Hangul word', '블랙커피', '커피'],
    ['by two letters that begin a word', 'watering', 'wa'],
    ['by a part of a number', 'iPhone15', '1'],
    ['by another emoji', '🎉', '🎊'],
    ['by another skin', '👍🏽', '👍🏿'],
    ['by characters that stand apart', '茶和咖啡', '茶啡'],
    ['by Thai letters in another order', 'กาแฟ', 'แฟกา'],
    ['by a letter that is another without its mark', 'йод', 'иод'],
    ['by kana without its mark', 'がく', 'かく'],
  ])('%s', (_, text, search) => expect(finds(text, search)).toBe(false))
})
