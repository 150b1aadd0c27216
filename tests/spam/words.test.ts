import { expect, test } from 'vitest'
import { wordList, wordsIn } from '../../src/spam/words.ts'

test.each([
  ['Buy PILLS now', 'pills', true],
  ['Buy pillsbury now', 'pills', false],
  ['spills', 'pills', false],
  ['（ＰＩＬＬＳ）', 'pills', true],
  ['pills', 'pills', true],
  ['free   money', 'free money', false],
  ['Get free money!', 'free money', true],
  ['Größe', 'größe', true],
  ['Übergröße', 'größe', false],
  ['这里有免费代开发票服务', '代开发票', true],
  ['これは激安です', '激安', true],
  ['C++ is fine', 'c++', true],
  ['казино онлайн', 'казино', true],
  ['подказино', 'казино', false],
  ['a.b', '.', true],
])('"%s" has the word "%s": %s', (text, word, isThere) => {
  expect(wordsIn(text, [word])).toEqual(isThere ? [word] : [])
})

test('a list is a word or phrase a line, each once', () => {
  expect(wordList(' pills \n\nfree  money\npills\n')).toEqual(['pills', 'free money'])
})
