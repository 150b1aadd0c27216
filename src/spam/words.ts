/**
 * The words of a list that a text has, as whole words, whatever their case and width. In scripts without spaces a
 * word is found wherever it stands.
 */
export function wordsIn(text: string, list: readonly string[]): string[] {
  if (list.length === 0) return []
  const folded = fold(text)
  return list.filter(word => isIn(folded, fold(word)))
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

const spaceless = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u
const letter = /[\p{L}\p{M}\p{N}]/u

function isIn(text: string, word: string): boolean {
  if (word === '') return false
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (
      isApart(text.slice(0, at), word[0] ?? '') &&
      isApart(text.slice(at + word.length), word.at(-1) ?? '', true)
    )
      return true
  return false
}

/** Whether a word that ends a text, or begins one, is not a part of a longer word. */
function isApart(beside: string, edge: string, after = false): boolean {
  const neighbour = after ? Array.from(beside.slice(0, 2))[0] : Array.from(beside.slice(-2)).at(-1)
  return (
    neighbour === undefined ||
    spaceless.test(edge) ||
    !letter.test(edge) ||
    !letter.test(neighbour) ||
    spaceless.test(neighbour)
  )
}

/** Takes a list as it was typed, a word or phrase a line; gives each once, without empty lines. */
export function wordList(typed: string): string[] {
  const words = typed.split('\n').map(line => line.trim().replace(/\s+/g, ' '))
  return [...new Set(words.filter(word => word !== ''))]
}
