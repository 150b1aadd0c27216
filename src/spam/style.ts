import { isSpacedOut } from './split.ts'

/** What a text looks like, whatever its words say: a few marks, each a bucket of a count or a share. */
export function styleOf(text: string, words: number): string[] {
  const letters = count(text, /\p{L}/gu)
  const marks = [
    `words ${bucket(words, [2, 5, 10, 20, 40, 80, 160, 320])}`,
    `capitals ${bucket(share(count(text, /\p{Lu}/gu), letters), [0.02, 0.06, 0.12, 0.3, 0.6])}`,
    `digits ${bucket(share(count(text, /\p{Nd}/gu), text.length), [0.001, 0.03, 0.1, 0.25])}`,
    `exclaims ${bucket(count(text, /[!！]/gu), [1, 2, 4])}`,
    `emoji ${bucket(count(text, /\p{Extended_Pictographic}/gu), [1, 2, 4, 8])}`,
    `styled ${bucket(count(text, styled), [3, 8])}`,
    ...scriptsOf(text),
  ]
  if (/([^\s\d])\1{3}/u.test(text)) marks.push('repeats')
  if (invisible.test(text)) marks.push('invisible')
  if (isSpacedOut(text.toLowerCase())) marks.push('spaced out')
  return marks
}

/** How many of some bounds a figure reaches. */
export const bucket = (figure: number, bounds: readonly number[]): number =>
  bounds.filter(bound => figure >= bound).length

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0
const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** Letters of mathematics, and in circles, squares and brackets, which are taken for an alphabet. */
const styled = /[\u{1d400}-\u{1d7ff}\u{249c}-\u{24e9}\u{1f110}-\u{1f189}]/gu

/** What shows nothing between letters whose scripts have no use for it. */
const invisible =
  /[\p{scx=Latn}\p{scx=Cyrl}\p{scx=Grek}\p{scx=Han}\p{Nd}](?:[\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u115f\u3164]|\u034f|[\u{e0000}-\u{e007f}])/u

const scripts: readonly (readonly [string, RegExp])[] = [
  ['Latin', /\p{sc=Latn}/gu],
  ['Cyrillic', /\p{sc=Cyrl}/gu],
  ['Greek', /\p{sc=Grek}/gu],
  ['Han', /\p{sc=Han}/gu],
  ['kana', /[\p{sc=Hira}\p{sc=Kana}]/gu],
  ['Hangul', /\p{sc=Hang}/gu],
  ['Arabic', /\p{sc=Arab}/gu],
  ['Hebrew', /\p{sc=Hebr}/gu],
  ['Thai', /\p{sc=Thai}/gu],
  ['Devanagari', /\p{sc=Deva}/gu],
]
/** Scripts are told from so many UTF-16 code units of a text. */
const looked = 4_000

function scriptsOf(whole: string): string[] {
  const text = whole.slice(0, looked)
  const found = scripts
    .map(([name, pattern]) => ({ name, letters: count(text, pattern) }))
    .filter(({ letters }) => letters > 0)
    .toSorted((a, b) => b.letters - a.letters)
  const names = new Set(found.map(({ name }) => name))
  return [
    `script ${found[0]?.name ?? 'other'}`,
    `scripts ${bucket(found.length, [2, 3])}`,
    ...(names.has('Latin') && names.has('Cyrillic') ? ['Latin beside Cyrillic'] : []),
  ]
}
