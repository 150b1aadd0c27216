import { describe, expect, test } from 'vitest'
import { makeMarker, type Part } from '../../src/text/found-words.ts'
import { processorTime } from '../support/processor-time.ts'

const shown = (parts: readonly Part[]) =>
  parts.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('')

describe('a word that was looked for is marked', () => {
  test.each([
    ['whole, whatever its case', 'The KETTLES boil', 'kettle', 'The [KETTLES] boil'],
    ['in Chinese, where it stands', '我爱喝绿茶。', '绿茶', '我爱喝[绿茶]。'],
    ['in Japanese', '京都でお茶を飲む', 'お茶', '京都で[お茶]を飲む'],
    ['in Korean with its particle', '나는 학교에서 왔다', '학교', '나는 [학교에서] 왔다'],
    ['in Korean with another particle', '학교는 멀다', '학교에서', '[학교는] 멀다'],
    ['with its accents', 'Un café crème', 'cafe creme', 'Un [café] [crème]'],
    ['with accents that stand alone', 'Un cafe\u0301 noir', 'café', 'Un [cafe\u0301] noir'],
    ['in another form', 'He studied a study of studies', 'studying', 'He [studied] a [study] of [studies]'],
    ['in full-width letters', 'Ｔｅａ time', 'tea', '[Ｔｅａ] time'],
    ['with all that belongs to a character', 'I 👍🏽 it', '👍', 'I [👍🏽] it'],
    ['that is a sign of a keyboard', 'press *️⃣ now', '*️⃣', 'press [*️⃣] now'],
    ['in Turkish', 'IĞDIR’da', 'ığdır', '[IĞDIR]’da'],
    ['in Arabic with its points', 'قال مُحَمَّد', 'محمد', 'قال [مُحَمَّد]'],
    ['in Thai', 'วันนี้ดื่มกาแฟร้อน', 'กาแฟ', 'วันนี้ดื่ม[กาแฟ]ร้อน'],
    ['next to another script', '喝tea茶', 'tea', '喝[tea]茶'],
    ['but none that only holds it', 'steam', 'tea', 'steam'],
    ['but none that only begins alike', 'student', 'studies', 'student'],
    ['and nothing where nothing is asked', 'tea (.*)', '(.*)', 'tea (.*)'],
  ])('%s', (_, text, search, marked) => expect(shown(makeMarker(search).mark(text))).toBe(marked))
})

describe('a snippet', () => {
  const filler = 'And so it went on for a while. '.repeat(40)

  test('shows the words amid what stands around them, cut between words', () => {
    const text = shown(makeMarker('samovar').snippet(`${filler}Then a samovar sang. ${filler}`))
    expect(text).toMatch(/^…\S.*Then a \[samovar\] sang\. And so.*\S…$/)
    expect(text.length).toBeLessThan(240)
  })

  test('shows the stretch that has most of them', () => {
    const text = shown(
      makeMarker('samovar kettle').snippet(`A samovar. ${filler}A samovar, a kettle. ${filler}`),
    )
    expect(text).toContain('A [samovar], a [kettle].')
  })

  test('is shorter in scripts whose characters say more', () => {
    const chinese = '这是一段很长的文字，用来填满空间。'.repeat(40)
    const text = shown(makeMarker('绿茶').snippet(`${chinese}我爱喝绿茶。${chinese}`))
    expect(text).toMatch(/^….*我爱喝\[绿茶\]。.*…$/)
    expect(text.length).toBeLessThan(130)
  })

  test('is the beginning where nothing is found, and a short text is whole', () => {
    expect(shown(makeMarker('samovar').snippet(`First. ${filler}`))).toMatch(/^First\. And so.*…$/)
    expect(shown(makeMarker('tea').snippet('Green tea.'))).toBe('Green [tea].')
    expect(makeMarker('tea').snippet('')).toEqual([])
  })

  test('of a long text, and of hostile ones, takes no time to speak of', () => {
    const marker = makeMarker(`${'samovar kettles '.repeat(6)}绿茶 👍`)
    for (const text of [
      'e\u0301'.repeat(150_000),
      'samovarsamovar'.repeat(20_000),
      'samova '.repeat(40_000),
      '茶绿'.repeat(150_000),
      filler.repeat(250),
    ])
      expect(processorTime(() => marker.snippet(text))).toBeLessThan(1_500)
  })

  test.each(['ु', '\u0483'])('takes no time for words of %j that could be any of those of a text', mark => {
    for (const search of [`क${mark.repeat(4)}क`, `${mark.repeat(90)}क`, `क${mark.repeat(9)}\u200dकक`])
      for (const length of [66, 20_000]) {
        const marker = makeMarker(search)
        expect(processorTime(() => marker.mark(`क${mark.repeat(length)} क`))).toBeLessThan(500)
      }
  })

  test('takes no longer for a character that stands for many words, typed a hundred times', () => {
    const search = '\ufdfa'.repeat(100)
    expect(processorTime(() => makeMarker(search).mark(search))).toBeLessThan(200)
  })

  test('a word of marks is found amid other marks', () => {
    expect(shown(makeMarker('कुक').mark('कु\u200dक'))).toBe('[कु\u200dक]')
    expect(shown(makeMarker('กััข').mark('กั\u0301ั\u0301ข ก\u0301ั\u0301ข'))).toBe(
      '[กั\u0301ั\u0301ข] ก\u0301ั\u0301ข',
    )
  })
})
