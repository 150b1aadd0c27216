import type { MarkedExtension, Token } from 'marked'
import { textOfHtml } from './html.ts'
import { opaque, punctuate } from './punctuate.ts'
import { type QuotationMarks, quotationMarks } from './quotation-marks.ts'

/**
 * Takes a language (BCP 47) and returns the Markdown extension that sets its punctuation in the words of an article, each
 * line with what stands before and after, across emphasis and links. Code, addresses, raw HTML and what is escaped or
 * written as a reference stay as they are.
 */
export function smartPunctuation(language: string): MarkedExtension {
  const marks = quotationMarks(language)
  return {
    hooks: {
      processAllTokens(tokens) {
        setBlocks(tokens, marks, untouched())
        return tokens
      },
    },
  }
}

/** A text that is no Markdown, such as a caption, with the punctuation of its language. */
export const withPunctuation = (text: string, language: string): string =>
  punctuate(text, quotationMarks(language)).join('')

function setBlocks(tokens: readonly Token[], marks: QuotationMarks | null, raw: Untouched): void {
  for (const token of tokens) {
    if (token.type === 'html') raw.read(token.raw)
    else if (lines.has(token.type)) setLine(tokensOf(token), marks, raw)
    else setBlocks(blocksIn(token), marks, raw)
  }
}

const lines = new Set(['paragraph', 'heading', 'text', 'cell'])

function blocksIn(token: Token): Token[] {
  if (token.type === 'list') return token.items
  if (token.type === 'table')
    return [token.header, ...token.rows].flat().map(({ tokens }) => ({ type: 'cell', raw: '', tokens }))
  if (token.type === 'footnote') return token['content']
  return tokensOf(token)
}

const tokensOf = (token: Token): Token[] => ('tokens' in token ? (token.tokens ?? []) : [])

/** A part of a line: its text, and what to do with what it becomes; without that it stays. */
interface Piece {
  text: string
  put?: (text: string) => void
}

function setLine(tokens: readonly Token[], marks: QuotationMarks | null, raw: Untouched): void {
  const outside = raw.depth
  const pieces = piecesOf(tokens, raw)
  raw.depth = outside // the browser closes what a line leaves open
  const set = punctuate(pieces.map(({ text }) => text).join(''), marks)
  let from = 0
  for (const { text, put } of pieces) {
    put?.(set.slice(from, from + text.length).join(''))
    from += text.length
  }
}

function piecesOf(tokens: readonly Token[], raw: Untouched): Piece[] {
  return tokens.flatMap((token): Piece[] => {
    if (token.type === 'html') raw.read(token.raw)
    if (raw.depth > 0 && token.type !== 'html') return [{ text: opaque }]
    switch (token.type) {
      case 'html':
        return piecesOfHtml(token.raw)
      case 'footnoteRef':
      case 'checkbox':
        return []
      case 'br':
        return [{ text: '\n' }]
      case 'escape':
        return [{ text: fixed(token.text) }]
      case 'text':
        return wordsIn(token)
      case 'link':
        return token['autolink'] ? [{ text: opaque }] : piecesOf(tokensOf(token), raw)
      case 'em':
      case 'strong':
      case 'del':
        return piecesOf(tokensOf(token), raw)
      default:
        return [{ text: opaque }]
    }
  })
}

/** What an element is to the words beside it: a line's end, something that stands there, or nothing. */
function piecesOfHtml(html: string): Piece[] {
  if (/^<br\b/i.test(html)) return [{ text: '\n' }]
  return /^<(?:img|svg|video|audio)\b/i.test(html) ? [{ text: opaque }] : []
}

/** A reference, as in `&#34;`, is meant as it stands; so is the address of a page or a file. */
function wordsIn(token: Token): Piece[] {
  const parts = token.raw
    .split(/(&(?:#\d{1,7}|#x[\da-f]{1,6}|\w{1,40});)/i)
    .flatMap((part, place) =>
      place % 2 === 1 ? [{ part, seen: fixed(textOfHtml(part)) }] : addressesApart(part),
    )
  const set = parts.map(({ part }) => part)
  const pieces = parts.map(
    ({ part, seen }, place): Piece =>
      seen === null ? { text: part, put: text => void (set[place] = text) } : { text: seen },
  )
  return [...pieces, { text: '', put: () => Object.assign(token, { text: set.join('') }) }]
}

/** The addresses in a text, and what is between them: `seen` as they are to what is beside, null for words. */
function addressesApart(text: string): { part: string; seen: string | null }[] {
  return text.split(/(\s+)/).flatMap(run => {
    if (!isAddress(run)) return { part: run, seen: null }
    const [begins, ends] = [run.length - run.replace(/^["'(]+/, '').length, withoutEnd(run).length]
    const [before, address, after] = [run.slice(0, begins), run.slice(begins, ends), run.slice(ends)]
    return [
      { part: before, seen: null },
      { part: address, seen: fixed(address) },
      { part: after, seen: null },
    ]
  })
}

const isAddress = (run: string) =>
  /^["'(]*(?:[a-z][a-z\d+.-]{0,15}:\/\/|www\.)/i.test(run) || (run.includes('/') && run.includes('--'))

/** A run without the marks that end a sentence or a quotation. */
function withoutEnd(run: string): string {
  let end = run.length
  while (end > 0 && `"').,;:!?`.includes(run[end - 1] ?? '')) end--
  return run.slice(0, end)
}

/** So that it is neither set itself nor a part of what is. */
const fixed = (text: string) => text.replace(/["'.-]/g, opaque)

/** How many elements whose text is not prose are open. */
interface Untouched {
  depth: number
  read(html: string): void
}

function untouched(): Untouched {
  return {
    depth: 0,
    read(html) {
      for (const [, closes] of html.matchAll(/<(\/?)(?:code|kbd|samp|var|pre|script|style|textarea|tt)\b/gi))
        this.depth = Math.max(0, this.depth + (closes ? -1 : 1))
    },
  }
}
