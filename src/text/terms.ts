/**
 * The terms by which a text is found: its words, whatever their case and width. Scripts without spaces give every two
 * neighbouring characters, and the last one, so that a word is found wherever it stands.
 */
export function termsOf(text: string): string[] {
  const terms = new Set<string>()
  for (const run of runsIn(text))
    for (const term of run.isSpaced ? [run.text] : pairsIn(run.text)) terms.add(term)
  return [...terms]
}

/**
 * What a search asks of a text's terms, each a `tsquery`: all its words, a longer one also as the beginning of a word.
 * None when nothing in it can be looked for.
 */
export function termQueries(search: string): string[] {
  const asked = new Set<string>()
  for (const { text, isSpaced } of runsIn(search)) {
    if (isSpaced) asked.add(lexeme(text, text.length >= shortestBeginning))
    else if (Array.from(text).length === 1) asked.add(lexeme(text, true))
    else for (const pair of pairsIn(text).slice(0, -1)) asked.add(lexeme(pair, false))
  }
  return [...asked].slice(0, mostAsked)
}

/** Shorter ones begin too many words to be of help. */
const shortestBeginning = 3
const mostAsked = 32
/** What is longer is no word; a lexeme may have 2 kB. */
const longestTerm = 100

const spaceless = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/v
const run =
  /[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]&&[\p{L}\p{M}\p{N}]]+|[[\p{L}\p{M}\p{N}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]]+/gv

function runsIn(text: string): { text: string; isSpaced: boolean }[] {
  const folded = text.normalize('NFKC').toLowerCase()
  return Array.from(folded.matchAll(run), ([found]) => ({
    text: found.slice(0, spaceless.test(found) ? undefined : longestTerm),
    isSpaced: !spaceless.test(found),
  }))
}

/** Every two neighbours, and the last character alone. */
function pairsIn(text: string): string[] {
  const characters = Array.from(text)
  return characters.map((character, at) => character + (characters[at + 1] ?? ''))
}

// Letters, marks and digits only: nothing in them has to be escaped.
const lexeme = (term: string, isBeginning: boolean) => `'${term}'${isBeginning ? ':*' : ''}`
