/** Characters a minute of scripts that put no spaces between words, and words a minute of all others. */
const charactersAMinute = 400
const wordsAMinute = 230

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu

/** Takes a text and returns in how many minutes it is read, at least one: by characters where words are not spaced. */
export function minutesToRead(text: string): number {
  const characters = count(unspaced, text)
  const words = count(word, characters === 0 ? text : text.replace(unspaced, ' '))
  return Math.max(1, Math.round(characters / charactersAMinute + words / wordsAMinute))
}

/** How often a global expression is found, without a list of what it found: an article has thousands of words. */
function count(found: RegExp, text: string): number {
  let times = 0
  for (found.lastIndex = 0; found.test(text); ) times++
  return times
}
