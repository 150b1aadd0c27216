import { normalized } from './marks.ts'

/**
 * A folded text without the accents that people leave out when they look for a word: those of Latin and Greek letters,
 * the points of Hebrew and Arabic, Russian stress and ё. Marks that make another letter stay: й, が, Devanagari's vowels.
 */
export function unaccented(text: string): string {
  if (isPlain.test(text)) return text
  const bare = normalized(text, 'NFD').replace(accents, '')
  return normalized(bare).replace(ligatures, letter => apart[letter] ?? letter)
}

const isPlain = /^[\0-\x7f]*$/
const accents = new RegExp(
  [
    String.raw`(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Hebrew}\p{sc=Arabic}]\p{Mn}{0,16})\p{Mn}`,
    String.raw`(?<=\p{sc=Cyrillic}\p{Mn}{0,16})[\u0300\u0301]`,
    String.raw`(?<=е)\u0308`,
  ].join('|'),
  'gu',
)
const apart: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', æ: 'ae', œ: 'oe', þ: 'th' }
const ligatures = new RegExp(`[${Object.keys(apart).join('')}]`, 'g')
