/** As many marks as one letter may carry; Tibetan, Burmese and Hebrew with points and accents need half of that. */
export const mostMarks = 16

/**
 * Whether a letter carries more marks than any orthography writes, so that they paint over the lines around it.
 * Characters that show nothing count as none, and do not end the pile; an accent of a composed letter counts, and so does
 * one that is written as HTML's reference to it.
 */
export function hasPiledMarks(text: string): boolean {
  return pile.test(normalized(text.replace(reference, referenced), 'NFD'))
}

/** By number, or one of the four marks that have a name. */
const reference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(?:DownBreve|tdot|TripleDot|DotDot));?/gi

function referenced(_: string, decimal?: string, hex?: string): string {
  const number = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : 0x311
  return number <= 0x10ffff ? String.fromCodePoint(number) : ''
}

const pile = new RegExp(
  String.raw`(?:[\p{M}--\p{Default_Ignorable_Code_Point}]\p{Default_Ignorable_Code_Point}*){${mostMarks + 1}}`,
  'v',
)

/**
 * Takes a text and returns it in one of Unicode's normal forms; one with a run of more than 64 marks as it is.
 * Normalising sorts the marks of a letter, in time that grows with their square: a million took 938 s.
 */
export function normalized(text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD' = 'NFC'): string {
  return isPlain.test(text) || longRun.test(text) ? text : text.normalize(form)
}

/** ASCII is alike in all forms. */
const isPlain = /^[\0-\x7f]*$/

/** The two marks of half-width katakana are letters, and become marks. */
const longRun = /[\p{M}\uff9e\uff9f]{65}/u

/** A text in lower case. Of the Turkish capital I with a dot an i is made, as its language does, and not an i with two dots. */
export const lowered = (text: string): string => text.toLowerCase().replaceAll('i\u0307', 'i')
