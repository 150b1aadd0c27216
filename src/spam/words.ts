import { folded } from '../text/fold.ts'
import { undivided } from '../text/scripts.ts'

/**
 * The words of a list that a text has, as a reader sees them (`folded`), with any space between two. Whole words: in
 * Hangul, where particles follow, a word also begins one, and in scripts without spaces it is found wherever it stands.
 * A word that ends in `*` begins others in every script.
 */
export function wordsIn(text: string, list: readonly string[]): string[] {
  if (list.length === 0) return []
  const seen = comparable(text)
  return list.filter(word => isIn(seen, comparable(word)))
}

// The blank of Braille shows nothing, and is no space to Unicode.
const comparable = (text: string) =>
  folded(text)
    .replace(/[\s\u2800]+/g, ' ')
    .trim()

const isUndivided = new RegExp(`^[${undivided}]`, 'v')
const isHangul = /^\p{scx=Hangul}/u
const letter = /^[\p{L}\p{M}\p{N}]/u

function isIn(text: string, wanted: string): boolean {
  const word = wanted.replace(/ ?\*$/, '')
  const isBeginning = word !== wanted || isHangul.test(lastOf(word))
  if (word === '') return false
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length
    const begins = isApart(lastOf(text.slice(Math.max(0, at - 2), at)), firstOf(word))
    if (begins && (isBeginning || isApart(firstOf(text.slice(end, end + 2)), lastOf(word)))) return true
  }
  return false
}

const firstOf = (text: string) => Array.from(text)[0] ?? ''
const lastOf = (text: string) => Array.from(text.slice(-2)).at(-1) ?? ''

/** Whether the edge of a word, with what stands beside it, is not inside a longer one. */
function isApart(beside: string, edge: string): boolean {
  return isUndivided.test(edge) || isUndivided.test(beside) || !letter.test(edge) || !letter.test(beside)
}

/** Takes a list as it was typed, a word or phrase a line; returns each once, without empty lines. */
export function wordList(typed: string): string[] {
  const words = typed.split('\n').map(line => line.trim().replace(/\s+/g, ' '))
  return [...new Set(words.filter(word => word !== ''))]
}
