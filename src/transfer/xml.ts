import { SaxesParser } from 'saxes'
import { textOfHtml } from '../text/html.ts'
import { type FaultKind, Unreadable } from './faults.ts'
import type { Source } from './open-file.ts'
import { deepest, mostOfOne } from './room.ts'

/** An element of XML, named without its prefix unless that tells two apart. */
export interface Element {
  name: string
  attributes: Readonly<Record<string, string>>
  children: Element[]
  text: string
}

/** An element that is complete, with the record that it stands in, as far as that one has come. */
export interface Found {
  element: Element
  within: Element | null
  line: number
}

/**
 * Reads XML and returns each element that `wanted` names by its parent's name and its own, as soon as it is complete:
 * one in another is not kept in that one. Mends what exports get wrong: text before the beginning, control characters,
 * bare ampersands, names of HTML. Throws Unreadable, with the line.
 */
export async function* elementsIn(source: Source, wanted: ReadonlySet<string>): AsyncGenerator<Found> {
  const found: Found[] = []
  const open: Element[] = []
  const records: { element: Element; size: number }[] = []
  /** Characters that the parser was given since it last gave something back. */
  let unsaid = 0
  let linesBefore = 0
  const parser = new SaxesParser({ position: true })
  const fail = (kind: FaultKind, name = ''): never => {
    throw new Unreadable(source.name, linesBefore + parser.line, kind, {
      name,
      element: open.at(-1)?.name ?? '',
    })
  }
  parser.on('error', ({ message }) => {
    const why = message.replace(/^.*?\d+:\d+: /, '')
    if (why.startsWith('unexpected end')) fail('cutOff')
    fail('badXml', why)
  })
  const grow = (characters: number) => {
    unsaid = 0
    const record = records.at(-1)
    if (!record) return
    record.size += characters
    if (record.size > mostOfOne) fail('tooMuch')
  }
  parser.on('opentag', tag => {
    if (open.length >= deepest) fail('endlessElements')
    const attributes: Record<string, string> = {}
    for (const [name, value] of Object.entries(tag.attributes)) attributes[localName(name)] = String(value)
    const element = { name: localName(tag.name), attributes, children: [], text: '' }
    if (wanted.has(`${open.at(-1)?.name ?? ''}/${element.name}`)) records.push({ element, size: 0 })
    else if (records.length > 0) open.at(-1)?.children.push(element)
    open.push(element)
    grow(elementSize + Object.entries(attributes).join().length)
  })
  const addText = (text: string) => {
    grow(text.length)
    const element = open.at(-1)
    if (records.length > 0 && element) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    unsaid = 0
    const element = open.pop()
    if (element === undefined || records.at(-1)?.element !== element) return
    records.pop()
    found.push({ element, within: records.at(-1)?.element ?? null, line: linesBefore + parser.line })
  })

  const clean = cleaner()
  let hasBegun = false
  for await (let text of source.text()) {
    if (!hasBegun) {
      const start = text.indexOf('<')
      const before = start < 0 ? text : text.slice(0, start)
      linesBefore += before.split('\n').length - 1
      if (start < 0) continue
      text = text.slice(start)
      hasBegun = true
    }
    const piece = clean(text, false)
    unsaid += piece.length
    parser.write(piece)
    if (unsaid > mostOfOne) fail('tooMuch')
    yield* found.splice(0)
  }
  if (!hasBegun) fail('notXml')
  parser.write(clean('', true))
  yield* found.splice(0)
  if (open.length > 0) fail('cutOff')
  parser.close()
}

/** The text of a child; empty if there is none. */
export const textIn = (element: Element, name: string): string =>
  element.children.find(child => child.name === name)?.text ?? ''

/** Two elements of one file differ in the prefix alone. */
const localName = (name: string): string => (name.endsWith(':encoded') ? name : name.replace(/^.*:/, ''))

/** What an element takes besides its text, in characters or so. */
const elementSize = 100

/** What the longest name of an entity or the beginning of CDATA takes. */
const longestMark = 40

/** Takes XML piece by piece and returns it as a parser can read it, a few characters late. */
function cleaner(): (piece: string, isLast: boolean) => string {
  let held = ''
  let inCdata = false
  return (piece, isLast) => {
    let text = held + piece
    let clean = ''
    held = ''
    while (text !== '') {
      const mark = inCdata ? ']]>' : '<![CDATA['
      const at = text.indexOf(mark)
      if (at < 0) {
        const end = isLast ? text.length : endOfSure(text, inCdata)
        clean += inCdata ? text.slice(0, end) : escapeStray(text.slice(0, end))
        held = text.slice(end)
        break
      }
      clean += (inCdata ? text.slice(0, at) : escapeStray(text.slice(0, at))) + mark
      text = text.slice(at + mark.length)
      inCdata = !inCdata
    }
    return clean.replace(disallowed, '').toWellFormed()
  }
}

/** Where what may be the beginning of a mark begins, at the end of a piece. */
function endOfSure(text: string, inCdata: boolean): number {
  const tail = Math.max(0, text.length - (inCdata ? 2 : longestMark))
  const mark = text.slice(tail).search(inCdata ? /\]|[\ud800-\udbff]$/ : /[<&\]]|[\ud800-\udbff]$/)
  return mark < 0 ? text.length : tail + mark
}

// oxlint-disable-next-line no-control-regex -- these are what XML refuses
const disallowed = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

function escapeStray(text: string): string {
  return text
    .replaceAll(']]>', ']]&gt;')
    .replace(
      /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)([a-z][a-z\d]{1,31};)?/gi,
      (stray, name = '') => {
        if (name === '') return '&amp;'
        const meant = textOfHtml(stray)
        return meant === stray ? `&amp;${name}` : meant
      },
    )
}
