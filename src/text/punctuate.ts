import type { QuotationMarks } from './quotation-marks.ts'

/**
 * Takes a line of prose and returns for each of its UTF-16 code units what is to stand in its place: three points as an
 * ellipsis, two and three hyphens as dashes and, if marks are given, quotation marks and apostrophes. What is not to be
 * touched, such as code, is in the line as `opaque`, so that it is known what stands beside it.
 */
export function punctuate(line: string, marks: QuotationMarks | null): string[] {
  const set = line.split('')
  for (const [pattern, sign] of signs)
    for (const { 0: run, index } of line.matchAll(pattern))
      set.fill('', index, index + run.length)[index] = sign
  if (marks) setQuotes(line, set, marks)
  return set
}

/** Stands for something that is not text: to what is beside it, it is a word. */
export const opaque = '\ufffc'

// Not in the path `./...`, the arrow `-->` or the option `--force`.
const behindWord = String.raw`(?<=[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}.,;:!?…%${opaque}]["']?)`
const beforeWord = String.raw`(?=["'“”‘’«»]?[\p{L}\p{N}\p{Ps}¿¡${opaque}]|["'”’»](?![\p{L}\p{N}]))`
const signs: readonly (readonly [RegExp, string])[] = [
  [/(?<![./])\.{3}(?![./])/g, '…'],
  [/(?<![-<!])---(?![->])/g, '—'],
  [/(?<=^|\s)--(?=\s|$)/g, '–'],
  [new RegExp(`${behindWord}--${beforeWord}`, 'gu'), '–'],
]

const word = new RegExp(String.raw`^[\p{L}\p{M}\p{N}${opaque}]`, 'u')
const undivided = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u
const space = /^(?:$|\s)/
const opening = /^[\p{Ps}\p{Pi}¿¡]/u
const joining = /^[\p{Pd}/=~]/u
const ending = /^(?:$|[\s\p{Pe}\p{Pf},.;:!?…])/u
/** As in ’90s, ’tis and rock ’n’ roll. */
const elided = /^(?:\d\d(?:s|(?=$|[\s\p{P}]))|(?:n'|tis|twas|twere|til|em|cause|bout)(?![\p{L}\p{N}]))/iu

/** What stands beside a straight mark, what is open already, and whether a mark before it has just opened something. */
interface Place {
  before: string
  after: string
  isOpen: boolean
  isFirst: boolean
  /** Whether a mark further on can be its other half. */
  hasOther: boolean
}

type Part = 'open' | 'close' | 'apostrophe' | null

function setQuotes(line: string, set: string[], marks: QuotationMarks): void {
  const isOpen = { '"': false, "'": false }
  const lastClosing = Array.from(line.matchAll(/(?<=\S)'(?![\p{L}\p{N}])/gu)).at(-1)?.index ?? -1
  let before = ''
  let isFirst = false
  for (const { 0: character, index } of line.matchAll(/./gsu)) {
    if (character !== '"' && character !== "'") {
      if (set[index] !== '') before = set[index] === line[index] ? character : (set[index] ?? '')
      isFirst = false
      continue
    }
    const after = line.slice(index + 1, index + 8)
    const place: Place = { before, after, isFirst, isOpen: isOpen[character], hasOther: lastClosing > index }
    const part: Part = character === '"' ? partOfDouble(place) : partOfSingle(place)
    const [opens, closes] = character === '"' ? marks.double : marks.single
    if (part !== null) set[index] = { open: opens, close: closes, apostrophe: '’' }[part]
    if (part === 'open' || part === 'close') isOpen[character] = part === 'open'
    isFirst = part === 'open'
    before = set[index] ?? ''
  }
}

function partOfDouble({ before, after, isOpen, isFirst }: Place): Part {
  if (isFirst || space.test(before) || opening.test(before)) return space.test(after) ? null : 'open'
  if (joining.test(before)) return ending.test(after) ? 'close' : 'open'
  if (isOpen) return 'close'
  // Behind a number it is an inch, and between two letters nothing that is known.
  if (/^\p{Nd}/u.test(before)) return null
  if (word.test(before) && word.test(after)) return undivided.test(before) ? 'open' : null
  // Behind a colon, or an apostrophe as in l’, with nothing to close.
  return word.test(after) ? 'open' : 'close'
}

function partOfSingle({ before, after, isOpen, isFirst, hasOther }: Place): Part {
  const begins = isFirst || space.test(before) || opening.test(before)
  if (begins && space.test(after)) return null
  if (begins || (joining.test(before) && !ending.test(after)))
    return !elided.test(after) && hasOther ? 'open' : 'apostrophe'
  if (word.test(before) && word.test(after)) {
    if (undivided.test(before)) return hasOther && !isOpen ? 'open' : null
    if (undivided.test(after)) return isOpen ? 'close' : null
    return /^\p{Nd}/u.test(before) && /^\p{Nd}/u.test(after) ? null : 'apostrophe'
  }
  if (isOpen) return 'close'
  return /^\p{Nd}/u.test(before) ? null : 'apostrophe'
}
