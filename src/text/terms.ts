import { stemmer } from 'stemmer'
import { beginningOf } from './cut.ts'
import { folded } from './fold.ts'
import { undivided } from './scripts.ts'
import { unaccented } from './unaccented.ts'

/** The terms by which a text is found, each once. */
export const termsOf = (text: string): string[] => [...countTerms(text).keys()]

/**
 * The terms by which a text is found, and how often it says each: its words as they are compared (`folded`, without
 * accents), the stem of an English one, the letters and the numbers in one also by themselves, and its emoji. Scripts
 * without spaces give every two neighbouring characters, and the last one, so that a word is found wherever it stands.
 */
export function countTerms(text: string): Map<string, number> {
  // Most words are said again and again; what a word is made of is asked once.
  const said = new Map<string, { run: Run; count: number }>()
  for (const run of runsIn(text)) {
    const before = said.get(run.text)
    if (before) before.count++
    else said.set(run.text, { run, count: 1 })
  }
  const counts = new Map<string, number>()
  for (const { run, count } of said.values())
    for (const term of termsOfRun(run)) counts.set(term, (counts.get(term) ?? 0) + count)
  return counts
}

/**
 * What a search asks of a text's terms, each a `tsquery`: all its words, a longer one also as the beginning of a word and
 * by its stem, one in Hangul always as a beginning, for particles follow. None when nothing in it can be looked for.
 */
export function termQueries(search: string): string[] {
  const asked = new Set<string>()
  for (const run of runsIn(search)) {
    const { text, kind } = run
    if (kind === 'word') asked.add(anyOf(formsOf(run)))
    else if (kind === 'emoji') asked.add(lexeme(text, false))
    else if (Array.from(text).length === 1) asked.add(lexeme(text, true))
    else for (const pair of pairsIn(text).slice(0, -1)) asked.add(lexeme(pair, false))
  }
  return [...asked].slice(0, mostAsked)
}

/**
 * What a search asks for, each once, and no more than `termQueries` may ask: a single character can stand for four words,
 * and be typed again and again.
 */
export function runsAsked(search: string): Run[] {
  const runs = new Map(runsIn(search).map(run => [`${run.kind} ${run.text}`, run]))
  return [...runs.values()].slice(0, mostAsked)
}

/** Shorter ones begin too many words to be of help. */
const shortestBeginning = 3
const mostAsked = 32
/** What is longer is no word; a lexeme may have 2 kB. */
const longestTerm = 100

const letters = String.raw`\p{L}\p{M}\p{N}`
/** A letter, digit or mark of a script that divides its words by spaces, for a class of an expression with `v`. */
export const wordLetter = `[${letters}]--[${undivided}]`
const hangul = /^\p{scx=Hangul}/u
/** What may begin one is asked first: to try them all at each letter takes a microsecond. */
const emoji = String.raw`(?=[\p{Emoji}\p{Extended_Pictographic}])(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\ufe0f?)`
const run = new RegExp(String.raw`${emoji}|[[${undivided}]&&[${letters}]]+|[${wordLetter}]+`, 'gv')
const beginsUndivided = new RegExp(String.raw`^[[${undivided}]&&[${letters}]]`, 'v')

/** A word, some neighbouring characters of a script without spaces, or an emoji, as they are compared. */
export interface Run {
  text: string
  kind: 'emoji' | 'undivided' | 'word'
}

/** What can be looked for in a text, in its order. What is foldable is folded before it is divided, emoji after: their joiners show nothing by themselves. */
export function runsIn(text: string): Run[] {
  const runs: Run[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(emojiAlone)) {
    addRuns(runs, text.slice(from, index))
    runs.push({ text: found.replaceAll('\ufe0f', ''), kind: 'emoji' })
    from = index + found.length
  }
  addRuns(runs, text.slice(from))
  return runs
}

function addRuns(runs: Run[], part: string): void {
  for (const found of folded(part).match(run) ?? []) {
    const kind = beginsUndivided.test(found) ? 'undivided' : 'word'
    runs.push({ text: kind === 'word' ? beginningOf(unaccented(found), longestTerm) : found, kind })
  }
}

const emojiAlone = new RegExp(emoji, 'gv')

function termsOfRun({ text, kind }: Run): string[] {
  if (kind === 'undivided') return pairsIn(text)
  // A hand whatever its skin.
  if (kind === 'emoji') return [text, ...(text.match(/\p{Extended_Pictographic}/gu) ?? [])]
  const terms = [text]
  // 15 of iphone15.
  if (/\p{N}/u.test(text) && /\p{L}/u.test(text)) terms.push(...(text.match(/\p{N}+|[\p{L}\p{M}]+/gu) ?? []))
  const stem = stemOf(text)
  if (stem !== text) terms.push(stem)
  return terms
}

/** Every two neighbours, and the last character alone. */
function pairsIn(text: string): string[] {
  const characters = Array.from(text)
  return characters.map((character, at) => character + (characters[at + 1] ?? ''))
}

/** A form in which a text may have a word that is looked for. */
export interface Form {
  text: string
  /** Whether more may follow. */
  isBeginning: boolean
}

/** The forms in which a text has a word that is looked for; any of them will do. */
export function formsOf({ text }: Run): Form[] {
  const isHangul = hangul.test(text)
  const forms = [{ text, isBeginning: isHangul || text.length >= shortestBeginning }]
  const bare = isHangul ? text.replace(particles, '') : text
  if (bare !== text) forms.push({ text: bare, isBeginning: true })
  if (stemOf(text) !== text) forms.push({ text: stemOf(text), isBeginning: false })
  return forms
}

/**
 * The stem of an English word (Porter's), of any other the word. A word does not say of which language it is: others
 * lose an ending now and then, and are found by it.
 */
export const stemOf = (word: string): string => (/^[a-z]{4,}$/.test(word) ? stemmer(word) : word)

/** What follows a noun of two syllables or more in Korean. */
const particles =
  /(?<=[가-힣]{2})(?:에서는|에서도|에서|에게|한테|께서|으로|부터|까지|처럼|보다|마다|조차|밖에|이나|이랑|하고|라고|은|는|이|가|을|를|에|의|도|로|와|과|만|나|랑)$/u

// Letters, marks, digits and emoji only: nothing in them has to be escaped.
const lexeme = (term: string, isBeginning: boolean) => `'${term}'${isBeginning ? ':*' : ''}`

const anyOf = (forms: readonly Form[]) => {
  const asked = forms.map(({ text, isBeginning }) => lexeme(text, isBeginning)).join(' | ')
  return forms.length > 1 ? `(${asked})` : asked
}
