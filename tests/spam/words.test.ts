import { describe, expect, test } from 'vitest'
import { wordList, wordsIn } from '../../src/spam/words.ts'

const has = (text: string, word: string) => wordsIn(text, [word]).length > 0

describe('A listed word is seen', () => {
  test.each([
    ['in another case', 'Buy PILLS now', 'pills'],
    ['in full width', '（ＰＩＬＬＳ）', 'pills'],
    ['alone', 'pills', 'pills'],
    ['with a zero-width space inside', 'pi\u200blls', 'pills'],
    ['with a soft hyphen inside', 'pi\u00adlls', 'pills'],
    ['with joiners and a word joiner inside', 'p\u200di\u200cl\u2060ls', 'pills'],
    ['with a mark of direction inside', 'pi\u200ells', 'pills'],
    ['with a variation selector inside', 'p\ufe0fills', 'pills'],
    ['with tags inside', 'pi\u{e0041}lls', 'pills'],
    ['in bold letters of mathematics', '𝐩𝐢𝐥𝐥𝐬 𝓅𝒾𝓁𝓁𝓈', 'pills'],
    ['in circled letters', 'ⓟⓘⓛⓛⓢ', 'pills'],
    ['in white on black letters', '🅟🅘🅛🅛🅢 🅿🅸🅻🅻🆂', 'pills'],
    ['with a ligature', 'oﬃce', 'office'],
    ['with strokes through it', 'p\u0336i\u0336l\u0336l\u0336s\u0336', 'pills'],
    ['over a line end', 'free\nmoney', 'free money'],
    ['with more spaces than listed', 'free   money', 'free money'],
    ['with a space that is not broken', 'free\u00a0money', 'free money'],
    ['with wide and blank spaces', 'free\u3000\u2800money', 'free money'],
    ['with marks beside it', 'Get free money!', 'free money'],
    ['in German capitals', 'GRÖSSE', 'größe'],
    ['in Turkish capitals', 'KUMARHANE İSTANBUL', 'istanbul'],
    ['at the end in Greek', 'ΚΑΖΙΝΟΣ', 'καζινος'],
    ['composed differently', 'cafe\u0301', 'café'],
    ['in Chinese, anywhere', '这里有免费代开发票服务', '代开发票'],
    ['in Japanese, anywhere', 'これは激安です', '激安'],
    ['in half-width kana', 'ｶｼﾞﾉ', 'カジノ'],
    ['in Thai, anywhere', 'สมัครคาสิโนออนไลน์วันนี้', 'คาสิโน'],
    ['in Khmer and Burmese, anywhere', 'ខ្ញុំចង់ទិញ လောင်းကစားရုံ', 'ကစား'],
    ['in Hangul, before a particle', '대출을 받으세요', '대출'],
    ['in Hangul, as the beginning of a longer word', '카지노사이트', '카지노'],
    ['in Hangul, from its parts', '대출을'.normalize('NFD'), '대출'],
    ['with a sign', 'C++ is fine', 'c++'],
    ['that is a sign', 'a.b', '.'],
    ['in Cyrillic', 'казино онлайн', 'казино'],
    ['as a beginning, where a star says so', 'Kumarhanelerinde', 'kumarhane*'],
    ['as itself, where a star says so', 'kumarhane!', 'kumarhane*'],
    ['as the beginning of a phrase', 'free moneymakers', 'free money*'],
    ['in Russian, with its endings', 'в казиношке', 'казино*'],
  ])('%s', (_, text, word) => expect(has(text, word)).toBe(true))
})

describe('A listed word is not seen', () => {
  test.each([
    ['inside another', 'spills', 'pills'],
    ['at the beginning of another, without a star', 'Buy pillsbury now', 'pills'],
    ['at the end of another, though a star stands behind it', 'superkumarhane', 'kumarhane*'],
    ['in a compound', 'Übergröße', 'größe'],
    ['behind a prefix', 'подказино', 'казино'],
    ['without its accent', 'cafe', 'café'],
    ['before an accent of its last letter', 'cafe\u0302', 'cafe'],
    ['in the middle of a word in Hangul', '무대출연', '대출'],
    ['over two words, if it is listed as one', 'free money', 'freemoney'],
    ['over words between', 'free and easy money', 'free money'],
    ['where only a star is listed', 'anything', '*'],
    ['where nothing that shows is listed', 'anything', '\u200b'],
    ['in other letters of a script without spaces', '发票', '发 票'],
  ])('%s', (_, text, word) => expect(has(text, word)).toBe(false))
})

test('the words of the list are given as they were listed', () => {
  expect(wordsIn('BUY ＰＩＬＬＳ, kumarhanede', ['Pills ', 'other', 'Kumar*'])).toEqual(['Pills ', 'Kumar*'])
})

test('a list is a word or phrase a line, each once', () => {
  expect(wordList(' pills \n\nfree  money\npills\n')).toEqual(['pills', 'free money'])
})
