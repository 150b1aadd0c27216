/**
 * Takes a text and returns as much of its beginning as fits into a number of UTF-16 code units, cut between characters as
 * a person sees them (grapheme clusters, UAX #29). One character that alone is longer is cut between code points.
 */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text
  return text.slice(0, lastBoundary(text, most, 'grapheme') || lastCodePoint(text, most))
}

/** A text that fits, or else its beginning with an ellipsis, which counts. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${beginningOf(text, most - 1).trimEnd()}…`
}

/** As much of words joined by hyphens as fits, without half a word where that leaves half of it: Chinese has no hyphens. */
export function hyphenated(words: string, most: number): string {
  const short = beginningOf(words, most)
  const end = words.length > short.length && words[short.length] !== '-' ? short.lastIndexOf('-') : -1
  return (end >= most / 2 ? short.slice(0, end) : short).replace(/-$/, '')
}

/**
 * As much of a text's beginning as fits, cut between words; between characters where the first word alone is too long,
 * or where words are not told apart.
 */
export function wordsOf(text: string, most: number): string {
  if (text.length <= most) return text
  return text.slice(0, lastBoundary(text, most, 'word')) || beginningOf(text, most)
}

/** The last place up to `most` where a text may be cut, 0 if there is none behind its beginning. */
function lastBoundary(text: string, most: number, granularity: 'grapheme' | 'word'): number {
  const segmenter = (segmenters[granularity] ??= new Intl.Segmenter('und', { granularity }))
  // Whether a character goes on is told by the one code point behind it; a word's end needs a little more.
  const seen = text.slice(0, most + (granularity === 'word' ? 200 : 2))
  let last = 0
  for (const { index } of segmenter.segment(seen)) {
    if (index > most) break
    last = index
  }
  return last
}

const segmenters: Partial<Record<'grapheme' | 'word', Intl.Segmenter>> = {}

const lastCodePoint = (text: string, most: number) =>
  (text.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most
