import { describe, expect, test } from 'vitest'
import { hasPiledMarks, mostMarks, normalized } from '../../src/text/marks.ts'
import { fieldText } from '../../src/text/field-text.ts'

describe('What people write has no pile of marks:', () => {
  test.each([
    ['Vietnamese, taken apart', 'Tiếng Việt: đường, nghĩa, những, ở, ẫ'.normalize('NFD')],
    ['Thai', 'ที่นี่ น้ำ ปั๊ม กตัญญู สู้ๆ'],
    ['Lao', 'ຂ້ອຍຢູ່ທີ່ນີ້'],
    ['Hebrew with points and accents', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃'],
    ['Arabic with all its vowels', 'بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ'],
    ['Syriac', 'ܒ݁ܪܺܝܫܺܝܬ݂ ܐܺܝܬ݂ܰܘܗ݈ܝ'],
    ['a Tibetan stack', 'ཧྐྵྨླྺྼྻྂ བསྒྲུབས་ རྒྱུད'],
    ['Burmese', 'ကျွန်ုပ်တို့ မြွှေ ဩဇာ'],
    ['Khmer', 'ស្ត្រី ខ្ញុំ ក្រុម'],
    ['Hindi', 'स्त्री र्त्स्न्य कार्त्स्न्य'],
    ['Bengali', 'স্ত্রী র‍্যাব'],
    ['Tamil', 'ஸ்ரீ க்ஷௌ'],
    ['Malayalam', 'സ്ത്രീ ന്ത്ര്യം'],
    ['Sinhala', 'ශ්‍රී ක්‍ෂේත්‍ර'],
    ['Javanese', 'ꦏꦿꦺꦴꦁ ꦱ꧀ꦠꦿꦶ'],
    ['Balinese', 'ᬓ᭄ᬱ᭄ᬫᬶ'],
    ['Greek of old', 'ᾧ ᾯ ΐ'.normalize('NFD')],
    ['Church Slavonic', 'бг҃ъ ст҃ы́й'],
    ['the phonetic alphabet', 't͡ʃ n̪̊ɔ̝̃́ˑ ɖ̥̬͡ʐ'],
    ['emoji with all they may have', '👩🏽‍❤️‍💋‍👨🏿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣'],
    ['half-width katakana', `ｱ${'ﾞ'.repeat(40)}`],
    ['sixteen marks', `a${'\u0301'.repeat(mostMarks)}b${'\u0327'.repeat(mostMarks)}`],
  ])('%s', (_, text) => {
    expect(hasPiledMarks(text)).toBe(false)
    expect(hasPiledMarks(text.normalize('NFD'))).toBe(false)
    expect(fieldText(text).normalize('NFD')).toBe(text.normalize('NFD'))
  })
})

describe('A pile of marks is seen:', () => {
  test.each([
    ['seventeen marks', `a${'\u0301'.repeat(mostMarks + 1)}`],
    ['on no letter at all', '\u0301'.repeat(mostMarks + 1)],
    ['as decimal references', `a${'&#769;'.repeat(mostMarks + 1)}`],
    ['as hexadecimal references without their ends', `a${'&#x301'.repeat(mostMarks + 1)}`],
    ['as named references', `a${'&DownBreve;&tdot;'.repeat(mostMarks)}`],
    ['of many kinds', `Z${'\u0300\u0316\u0334\u0489\u20dd'.repeat(4)}`],
    ['with joiners between', `a${'\u0301\u200d'.repeat(mostMarks + 1)}`],
    ['with variation selectors between', `a${'\u0301\ufe0f\ufe00'.repeat(mostMarks + 1)}`],
    [
      'with grapheme joiners and spaces of no width between',
      `a${'\u0301\u034f\u200b'.repeat(mostMarks + 1)}`,
    ],
    ['of spacing vowels', `क${'\u093e'.repeat(mostMarks + 1)}`],
    ['deep in a text', `${'a\u0301 '.repeat(5_000)}e${'\u0323'.repeat(420)} b`],
  ])('%s', (_, text) => expect(hasPiledMarks(text)).toBe(true))
})

test('nothing outside the marks that are counted becomes a mark when it is normalised', () => {
  const unseen: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    const letter = String.fromCodePoint(code)
    if (/^\p{M}+$/u.test(letter.normalize('NFKD')) && !/[\p{M}\uff9e\uff9f]/u.test(letter))
      unseen.push(code.toString(16))
  }
  expect(unseen).toEqual([])
})

test('a text is normalised, one that would take minutes is left as it is', () => {
  expect([normalized('e\u0301'), normalized('Ａﾞ', 'NFKC'), normalized('é', 'NFKD')]).toEqual([
    'é',
    'A\u3099',
    'e\u0301',
  ])
  const million = `a${'\u0301\u0327'.repeat(500_000)}`
  expect([normalized(million), fieldText(million)]).toEqual([million, million])
  const asMany = `ｶ${'ﾞ\u0301'.repeat(500_000)}`
  expect(normalized(asMany, 'NFKC')).toBe(asMany)
})
