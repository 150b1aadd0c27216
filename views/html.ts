import { raw } from 'hono/html'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { escapeToBuffer, type HtmlEscapedString } from 'hono/utils/html'

/** What may be put into a template: a text, which is escaped, or HTML that an element, a template or `raw` made. */
export type Insert = string | number | false | null | undefined | JSX.Element | readonly HtmlEscapedString[]

/**
 * HTML of a template, for what a page has a hundred times: as elements it takes three times as long. Unlike Hono's own it
 * is a text at once, and takes nothing whose kind it does not know. Throws at whatever else it is given,
 * and at an element that is not ready.
 */
export function html(template: TemplateStringsArray, ...inserts: readonly Insert[]): HtmlEscapedString {
  const written: [string] = [template[0] ?? '']
  for (let place = 0; place < inserts.length; place++) {
    write(written, inserts[place])
    written[0] += template[place + 1] ?? ''
  }
  return raw(written[0])
}

function write(written: [string], insert: unknown): void {
  if (insert === false || insert === null || insert === undefined) return
  // What is escaped already is an object, to whoever looks.
  if (typeof insert === 'string') escapeToBuffer(insert, written)
  else if (typeof insert === 'number') written[0] += insert
  else if (Array.isArray(insert)) for (const each of insert) write(written, each)
  else written[0] += textOf(insert)
}

/** An element that waits for something writes itself down as a promise. */
function textOf(insert: unknown): string {
  const text: unknown = isHtml(insert) ? insert.toString() : null
  if (typeof text !== 'string') throw new Error('a template takes texts, and HTML that is ready')
  return text
}

const isHtml = (insert: unknown): insert is HtmlEscapedString =>
  typeof insert === 'object' && insert !== null && 'isEscaped' in insert && insert.isEscaped === true
