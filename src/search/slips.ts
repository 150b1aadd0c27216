import { folded } from '../text/fold.ts'
import { normalized } from '../text/marks.ts'
import { unaccented } from '../text/unaccented.ts'

/** The letters of a word as they are typed: without accents, a syllable of Hangul as its two or three. */
export const lettersOf = (word: string): string[] =>
  Array.from(normalized(unaccented(folded(word)), 'NFD')).slice(0, longest)

/** So many letters are looked at. */
const longest = 40

/** As many slips as a word of so many letters may hold. */
export const slipsIn = (length: number): number => (length < 8 ? 1 : 2)

/** A bit for each letter that is there. A slip changes two of them at most. */
export const bitsOf = (letters: readonly string[]): number =>
  letters.reduce((bits, letter) => bits | (1 << ((letter.codePointAt(0) ?? 0) % 31)), 0)

/**
 * How many letters were left out, added, mistaken or swapped with their neighbour between two words (Damerau's distance,
 * each letter in one slip alone); null for more than `most`.
 */
export function slipsBetween(one: readonly string[], other: readonly string[], most: number): number | null {
  if (Math.abs(one.length - other.length) > most) return null
  let before: number[] = []
  let last = other.map((_, at) => at).concat(other.length)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    if (Math.min(...row) > most) return null
    before = last
    last = row
  }
  const slips = last[other.length] ?? 0
  return slips > most ? null : slips
}
