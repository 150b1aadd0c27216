import { normalized } from './marks.ts'

// All patterns spell characters out by number: in an editor they would be invisible.
const control = /(?![\t\n\r])\p{Cc}/u
const directional = /[\u202a-\u202e\u2066-\u2069]/
const blank = '\\u00ad\\u115f\\u1160\\u180e\\u200b\\u2060-\\u2064\\u3164\\ufeff\\uffa0'
const joiner = '\\u200c\\u200d'
const anyBlank = new RegExp(`[${blank}]`)
const anyPadding = new RegExp(`[${blank}${joiner}]`)
const paddingInRow = new RegExp(`[${blank}${joiner}]{2}`)
const blankOrSpace = new RegExp(`[${blank}${joiner}\\s]`)

/** A text as it was typed into a field, line ends as one character (a form submits them as two), composed (NFC). */
export function fieldText(text: string): string {
  const typed = text.replace(/\r\n?/g, '\n')
  const composed = normalized(typed)
  // A few letters, such as U+0958, NFC takes apart: what the browser let into a field must not outgrow it here.
  return composed.length > typed.length ? typed : composed
}

/**
 * Whether a text holds characters that nobody types and that deceive who reads it: controls, halves of a character,
 * marks that turn the direction of writing round, invisible padding, or the sign of a text that could not be read.
 */
export function hasStrangeCharacters(text: string): boolean {
  return (
    !text.isWellFormed() ||
    text.includes('\ufffd') ||
    control.test(text) ||
    directional.test(text) ||
    isPadded(text)
  )
}

/** Invisible characters at an end, or in a row: a joiner with nothing to join. Looks at each character a few times. */
function isPadded(text: string): boolean {
  if (paddingInRow.test(text)) return true
  let first = 0
  while (first < text.length && blankOrSpace.test(text.charAt(first))) first++
  let last = text.length
  while (last > first && blankOrSpace.test(text.charAt(last - 1))) last--
  return anyPadding.test(text.slice(0, first)) || anyPadding.test(text.slice(last))
}

/** Whether a one-line text, such as a name, is more than it shows: invisible characters or line ends in it. */
export function isDeceptiveLine(text: string): boolean {
  return hasStrangeCharacters(text) || anyBlank.test(text) || /[\n\u2028\u2029]/.test(text)
}
