/** Characters a minute of scripts that put no spaces between words, and words a minute of all others. */
const charactersAMinute = 400
const wordsAMinute = 230

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu

/** Takes a text and returns in how many minutes it is read, at least one: by characters where words are not spaced. */
export function minutesToRead(text: string): number {
  const characters = text.match(unspaced)?.length ?? 0
  const words = text.replace(unspaced, ' ').match(word)?.length ?? 0
  return Math.max(1, Math.round(characters / charactersAMinute + words / wordsAMinute))
}
