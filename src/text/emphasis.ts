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
    emStrongMask: src => src.replace(punctuationBesideRun, mark => 'a'.repeat(mark.length)),
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

const punctuationBesideRun = new RegExp(
  [
    String.raw`${punctuation}(?=(?:\*+|~+)${cjk})`,
    String.raw`(?<=${cjk}(?:\*+|~+))${punctuation}`,
    String.raw`(?=${cjk})${punctuation}(?=(?:\*+|~+)\S)`,
    String.raw`(?<=\S(?:\*+|~+))(?=${cjk})${punctuation}`,
  ].join('|'),
  'gu',
)
