import { describe, expect, test } from 'vitest'
import { hashTokens } from '../../src/spam/hashes.ts'
import { type Said, tokensOf } from '../../src/spam/tokens.ts'
import { processorTime } from '../support/processor-time.ts'

const of = (said: Partial<Said>) => tokensOf({ text: '', name: '', website: null, ...said })
const wordsOf = (text: string) => of({ text }).words.map(word => word.text)
const keysOf = (said: Partial<Said>) => of(said).marks.map(({ key }) => key)

describe('words', () => {
  test.each([
    ['Hello, WORLD', ['hello', 'world']],
    ['caſino 𝐜𝐚𝐬𝐢𝐧𝐨 ⓒⓐⓢⓘⓝⓞ ｃａｓｉｎｏ', ['casino', 'casino', 'casino', 'casino']],
    ['ca\u200bsi\u00adno', ['casino']],
    ['саsіnо', ['casino']],
    ['казино', ['казино']],
    ['c a s i n o and c.a.s.i.n.o', ['casino', 'and', 'casino']],
    ['我喜欢绿茶', ['我', '喜欢', '绿茶']],
    ['สวัสดีครับ', ['สวัสดี', 'ครับ']],
    ['see https://bet365.example/win?x=1 and rank-fast.info today', ['see', 'and', 'today']],
    ['请看example.com吧', ['请看', '吧']],
    ['version 1.2 of file.png', ['version', '1', '2', 'of', 'file', 'png']],
  ])('of %s are %o', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  test('come with their pieces, edges and digits alike', () => {
    expect(of({ text: 'bet365' }).words[0]?.keys).toEqual([
      'w bet365',
      'p ^bet0',
      'p bet00',
      'p et000',
      'p t000$',
    ])
    expect(of({ text: '绿茶' }).words[0]?.keys).toEqual(['w 绿茶'])
  })

  test('that are endless are known by their beginning, and texts that are endless by both ends', () => {
    expect(of({ text: 'a'.repeat(20_000) }).words[0]?.keys[0]).toBe(`w ${'a'.repeat(20)}~`)
    const long = Array.from({ length: 5_000 }, (_, n) => `n${n}`).join(' ')
    const words = wordsOf(long)
    expect([words.length, words[0], words.at(-1)]).toEqual([2_000, 'n0', 'n4999'])
  })
})

describe('marks', () => {
  test.each<[string, Partial<Said>, string[]]>([
    [
      'a link',
      { text: 'at https://www.Bet365.co.uk/x' },
      ['host bet365.co.uk', 'domain bet365.co.uk', 'top level .uk'],
    ],
    ['a link that is disguised', { text: 'at bet365[.]example' }, ['host bet365.example', 'links 1']],
    ['no link', { text: 'none' }, ['links 0', 'no website']],
    [
      'a website',
      { website: 'https://cheap-pills.example/buy/now' },
      ['a website', 'website part cheap', 'website path buy'],
    ],
    ['a name', { name: 'Best Casino' }, ['name best', 'name casino', 'whole name best casino']],
    ['a name with a link', { name: 'Win bet365.example' }, ['host bet365.example']],
    ['codes', { text: '[url=x]a[/url] <a href=x>' }, ['[url]', '<a']],
    ['invisible characters', { text: 'ca\u200bsino' }, ['invisible']],
    ['scripts', { text: 'Привет hello' }, ['script Cyrillic', 'scripts 1', 'Latin beside Cyrillic']],
    ['shouting', { text: 'BUY NOW!!!!' }, ['capitals 5', 'exclaims 3', 'repeats']],
  ])('of %s', (_, said, keys) => {
    expect(keysOf(said)).toEqual(expect.arrayContaining(keys))
  })

  test('of invisible characters are none where a script needs them, and emoji are joined', () => {
    expect(keysOf({ text: 'می\u200cخواهم 👩\u200d💻' })).not.toContain('invisible')
  })
})

test('an email address leaves nothing of itself, however it is written', () => {
  for (const text of [
    'write to anna.berg@mail.example',
    'ａｎｎａ.berg＠mail.example',
    'anna.berg&#64;mail.example',
  ]) {
    const tokens = of({ text, name: 'anna.berg@mail.example', website: null })
    expect(JSON.stringify(tokens)).not.toMatch(/anna|berg|mail\.example/)
    expect(tokens.marks.map(({ key }) => key)).toContain('address of mail')
  }
})

test('a hash tells its group, and is another one under another salt', () => {
  const tokens = of({ text: 'tea', name: 'Mara' })
  const [one, other] = [hashTokens('a', tokens), hashTokens('b', tokens)]
  expect(one.all.every(hash => Number.isSafeInteger(hash) && hash >= 0)).toBe(true)
  expect(one.words[0]?.hashes.map(hash => hash % 4)).toEqual([0, 0])
  expect(one.all.filter(hash => other.all.includes(hash))).toEqual([])
})

test('the longest texts are read within a moment, which is the processor’s time', () => {
  for (const unit of ['a ', 'a.', 'a-', '绿', 'x', 'a.b ', '[.]', '!', '\u200ba', 'http://', 'сa']) {
    const text = unit.repeat(20_000 / unit.length)
    const spent = processorTime(() => hashTokens('salt', of({ text, name: text.slice(0, 200) })))
    expect(spent).toBeLessThan(1_000)
  }
})
