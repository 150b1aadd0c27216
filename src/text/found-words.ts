import { beginningOf, wordsOf } from './cut.ts'
import { folded } from './fold.ts'
import { undivided } from './scripts.ts'
import { type Form, formsOf, type Run, runsAsked, stemOf, wordLetter } from './terms.ts'
import { unaccented } from './unaccented.ts'

/** A part of a text, and whether it is what was looked for. */
export interface Part {
  text: string
  isFound: boolean
}

/** Finds the words of a search in texts that have them. */
export interface Marker {
  /** The whole text in parts. */
  mark(text: string): Part[]
  /** As much of a text as a list shows, around the words, in parts; its beginning where none is found. */
  snippet(text: string): Part[]
}

interface Span {
  from: number
  to: number
  /** Which of the words it is. */
  word: number
}

/** A text of a script without spaces. */
const dense = new RegExp(`[${undivided}]{4}`, 'v')

/** How long a snippet is, in UTF-16 code units; half of it in scripts without spaces, whose characters say more. */
const snippetLength = 220
/** What stands before the first word that was found. */
const lead = 50
/** As far into a text, and as many times, words are looked for. */
const lookedAt = 300_000
const mostSpans = 400

/** Reads a search once for many texts. */
export function makeMarker(search: string): Marker {
  const runs = runsAsked(search)
  const pattern = runs.length === 0 ? null : new RegExp(patternOf(runs), 'giv')
  const isAsked = runs.map(askedBy)

  function spansIn(text: string): Span[] {
    const spans: Span[] = []
    if (pattern === null) return spans
    for (const match of text.slice(0, lookedAt).matchAll(pattern)) {
      const word = runs.findIndex((_, at) => match.groups?.[`w${at}`] !== undefined)
      // One that begins alike may be asked for by another word of the search.
      const asked = isAsked[word]?.(match[0]) ? word : isAsked.findIndex(isAsked => isAsked(match[0]))
      if (asked >= 0) spans.push({ from: match.index, to: match.index + match[0].length, word: asked })
      if (spans.length >= mostSpans) break
    }
    return spans
  }

  return {
    mark: text => partsOf(text, spansIn(text)),
    snippet(text) {
      const spans = spansIn(text)
      const first = spans[0]?.from ?? 0
      const isDense = dense.test(text.slice(first, first + 40))
      const [length, before] = isDense ? [snippetLength / 2, lead / 2] : [snippetLength, lead]
      const from = beginningBefore(text, bestStart(spans, length), before)
      const rest = text.slice(from)
      const shown = rest.length <= length ? rest : wordsOf(rest, length).trimEnd()
      const within = spans.flatMap(({ from: start, to, word }) =>
        start >= from && start < from + shown.length
          ? [{ from: start - from, to: Math.min(to - from, shown.length), word }]
          : [],
      )
      const parts = partsOf(shown, within)
      if (from > 0) parts.unshift({ text: '…', isFound: false })
      if (shown.length < rest.trimEnd().length) parts.push({ text: '…', isFound: false })
      return parts
    },
  }
}

/** Letters of other cases and with accents, by the one that they are compared as. */
const variants = new Map<string, string>()
for (const [first, last] of [
  [0xc0, 0x24f],
  [0x370, 0x3ff],
  [0x401, 0x451],
  [0x622, 0x627],
  [0x1e00, 0x1fff],
  [0xff10, 0xff5a],
] as const)
  for (let code = first; code <= last; code++) {
    const letter = String.fromCodePoint(code)
    const base = unaccented(folded(letter))
    if (base !== letter && /^[\p{L}\p{N}]$/u.test(base) && /[\p{L}\p{N}]/u.test(letter))
      variants.set(base, (variants.get(base) ?? '') + letter)
  }

/** What may stand between two letters and is not compared, for a class; and so much of it is read. */
const notCompared = String.raw`\p{Mn}\u00ad\u200b-\u200d\u2060`
const mostBetween = 32

/**
 * The letters of a word, with what may stand between them. A mark may be a letter of a word, and then what stands before
 * it ends at the first such: could each of some alike be the one that is meant, they would be tried in more ways than
 * anybody waits for.
 */
const spelled = (text: string) =>
  Array.from(text, (letter, at) => {
    const others = variants.get(letter)
    // Letters, marks, digits and emoji; one of those begins with a star.
    const one = others === undefined ? letter.replace('*', String.raw`\*`) : `[${letter}${others}]`
    return at === 0 ? one : `(?:(?!${one})[${notCompared}]){0,${mostBetween}}${one}`
  }).join('')

/** Each of what is looked for; what all words share is there once, for to compile it takes a millisecond. */
function patternOf(runs: readonly Run[]): string {
  const named = runs.map((run, at) => ({ isWord: run.kind === 'word', spelled: `(?<w${at}>${anyOf(run)})` }))
  const words = named.flatMap(({ isWord, spelled }) => (isWord ? spelled : [])).join('|')
  const others = named.flatMap(({ isWord, spelled }) => (isWord ? [] : spelled))
  const word = `(?<![${wordLetter}])(?:${words})[[${wordLetter}][${notCompared}]]*`
  return (words === '' ? others : [...others, word]).join('|')
}

/** A word that begins as one of its forms does; whether it is one is asked of it then. */
function anyOf(run: Run): string {
  if (run.kind !== 'word') return spelled(run.text)
  const beginnings = new Set(
    formsOf(run).map(({ text, isBeginning }) =>
      // A stem may end in another letter than the word: studi is of study.
      isBeginning || text.length < 4 ? text : text.slice(0, -1),
    ),
  )
  return [...beginnings].map(spelled).join('|')
}

function askedBy(run: Run): (found: string) => boolean {
  if (run.kind !== 'word') return () => true
  const forms = formsOf(run)
  return found => {
    const word = unaccented(folded(found))
    return forms.some(form => isFormOf(word, form))
  }
}

const isFormOf = (word: string, { text, isBeginning }: Form) =>
  isBeginning ? word.startsWith(text) : word === text || stemOf(word) === text

/** Where the stretch begins that has the most different words of a search; 0 where there are none. */
function bestStart(spans: readonly Span[], length: number): number {
  let best = { from: spans[0]?.from ?? 0, words: 0 }
  spans.forEach(({ from }, first) => {
    const words = new Set<number>()
    for (let at = first; (spans[at]?.to ?? Infinity) <= from + length - lead; at++)
      words.add(spans[at]?.word ?? 0)
    if (words.size > best.words) best = { from, words: words.size }
  })
  return best.from
}

/** A place between words, or else between characters, not far before another. */
function beginningBefore(text: string, at: number, most: number): number {
  if (at <= most) return 0
  const before = text.slice(at - most, at)
  const space = before.search(/\s\S/)
  if (space >= 0) return at - most + space + 1
  return at - most + beginningOf(before, Math.min(8, before.length - 1)).length
}

/** A text in parts that begin and end between characters as a person sees them. */
function partsOf(text: string, spans: readonly Span[]): Part[] {
  if (spans.length === 0) return text === '' ? [] : [{ text, isFound: false }]
  const whole = wholeCharacters(text, spans)
  const parts: Part[] = []
  let done = 0
  for (const { from, to } of whole) {
    if (from > done) parts.push({ text: text.slice(done, from), isFound: false })
    if (to > Math.max(from, done)) parts.push({ text: text.slice(Math.max(from, done), to), isFound: true })
    done = Math.max(done, to)
  }
  if (done < text.length) parts.push({ text: text.slice(done), isFound: false })
  return parts
}

function wholeCharacters(text: string, spans: readonly Span[]): Span[] {
  const edges = Array.from(characters.segment(text), ({ index }) => index).concat(text.length)
  let at = 0 // of an edge: spans come in the order of the text
  return spans.map(({ from, to, word }) => {
    while ((edges[at + 1] ?? Infinity) <= from) at++
    let end = at
    while ((edges[end] ?? Infinity) < to) end++
    return { from: edges[at] ?? 0, to: edges[end] ?? text.length, word }
  })
}

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' })
