import { undivided } from '../text/scripts.ts'
import { inLatin } from '../text/skeleton.ts'

/** A word of a text, with what it is known by. */
export interface Word {
  text: string
  /** The word itself first, then its pieces. */
  keys: readonly string[]
}

/** As many words of a text are looked at: half from its beginning, half from its end. */
const mostWords = 2_000
/** Longer ones are known by their beginning. */
const longest = 24
const kept = 20
const pieceLength = 5

/** The words of a text that was folded: where words are not divided, as the dictionary of the language divides them. */
export function splitWords(folded: string): Word[] {
  const runs = closed(folded).match(run) ?? []
  const words = runs.flatMap(found => (isUndivided.test(found) ? divide(found) : [found]))
  const read =
    words.length <= mostWords ? words : [...words.slice(0, mostWords / 2), ...words.slice(-mostWords / 2)]
  return read.map(wordOf)
}

/** `c a s i n o` and `c.a.s.i.n.o` are one word. */
const closed = (text: string) => text.replace(spacedOut, letters => letters.replace(/[^\p{L}]/gu, ''))

/** Whether some word has its letters set apart. */
export const isSpacedOut = (text: string): boolean => text.search(spacedOut) >= 0

const spacedOut = /(?<![\p{L}\p{M}\p{N}])\p{L}(?:[ .\-_*·]{1,2}\p{L}(?![\p{L}\p{M}\p{N}])){3,}/gu

const run = /[\p{L}\p{M}\p{N}]+/gu
const isUndivided = new RegExp(`[${undivided}]`, 'v')
// The dictionaries are the same in every locale: a fixed one lets all nodes divide alike.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

function divide(text: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(text)) if (isWordLike) words.push(segment)
  return words
}

function wordOf(typed: string): Word {
  const text = isLatin.test(typed) && isOther.test(typed) ? inLatin(typed) : typed
  const letters = Array.from(text)
  const known = letters.length > longest ? `${letters.slice(0, kept).join('')}~` : text
  return { text, keys: [`w ${known}`, ...(isUndivided.test(text) ? [] : piecesOf(letters))] }
}

const isLatin = /\p{scx=Latn}/u
const isOther = /[\p{scx=Cyrl}\p{scx=Grek}]/u

/** Pieces of five letters, the edges of the word being letters too: they know a word that is spelled a little otherwise. */
function piecesOf(letters: readonly string[]): string[] {
  const edged = ['^', ...letters.slice(0, 2 * longest), '$'].map(letter =>
    /\p{Nd}/u.test(letter) ? '0' : letter,
  )
  const pieces: string[] = []
  for (let at = 0; at + pieceLength <= edged.length; at++)
    pieces.push(`p ${edged.slice(at, at + pieceLength).join('')}`)
  return pieces
}
