import { type MarkedExtension, Tokenizer } from 'marked'

/**
 * Lets emphasis begin and end beside Chinese, Japanese and Korean, which put no space around it:
 * CommonMark leaves the stars of `これは**「括弧」**の例` standing. Follows the amendment to CommonMark known as
 * "CJK friendly": beside such a character, punctuation inside the stars counts as a letter.
 */
export const emphasisBesideCjk: MarkedExtension = {
  tokenizer: {
    emStrong(src, maskedSrc, prevChar = '') {
      return Tokenizer.prototype.emStrong.call(this, src, maskedSrc, charBefore(src, prevChar))
    },
    del(src, maskedSrc, prevChar = '') {
      return Tokenizer.prototype.del.call(this, src, maskedSrc, charBefore(src, prevChar))
    },
  },
  hooks: {
    // Marked looks for the end of an emphasis in this copy alone; it must keep its length.
    emStrongMask: src => besideRunsLetters(src),
  },
}

/** Takes Markdown and returns it with letters in place of the punctuation that may be beside emphasis, as long as before. */
export const besideRunsLetters = (src: string): string =>
  src.replace(punctuationBesideRun, mark => 'a'.repeat(mark.length))

/** One tilde is none of Markdown's marks here: people write `3~5` and `~/Library`. Two strike out. */
export const doubleTilde: MarkedExtension = {
  tokenizer: {
    // What is false is asked of the extension before, what is undefined is no mark.
    del: src => (src.startsWith('~~') ? false : undefined),
  },
}

/** No character before it is how the start of a text looks, where any emphasis may begin. */
function charBefore(src: string, prevChar: string): string {
  return opensBesideCjk.test(src) || (cjkCharacter.test(prevChar) && /^[*~]/.test(src)) ? '' : prevChar
}

const cjk = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\uff00-\uffef]`
const punctuation = String.raw`(?![*_~])[\p{P}\p{S}]`
const cjkCharacter = new RegExp(`${cjk}$`, 'u')
const opensBesideCjk = new RegExp(String.raw`^(?:\*+|~+)${cjk}`, 'u')

/**
 * What stands behind a run is looked at where the run ends alone, not at each of its marks: that would take time that
 * grows with the square of its length.
 */
const punctuationBesideRun = new RegExp(
  [
    String.raw`${punctuation}(?=(?:\*+|~+)${cjk})`,
    String.raw`(?=${punctuation})(?<=${cjk}(?:\*+|~+))[\s\S]`,
    String.raw`(?=${cjk})${punctuation}(?=(?:\*+|~+)\S)`,
    String.raw`(?=${cjk})(?=${punctuation})(?<=\S(?:\*+|~+))[\s\S]`,
  ].join('|'),
  'gu',
)
