import { parse as parseToml, TomlError } from 'smol-toml'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode } from 'yaml'

/** What front matter says: texts as they were typed, lists of them, or entries by name. */
export type Matter = string | Matter[] | { readonly [name: string]: Matter }

/** A file in its two parts; names in small letters, as Hugo reads them. */
export interface Divided {
  matter: Readonly<Record<string, Matter>>
  body: string
  /** None was written at all. */
  isBare: boolean
}

/** Why front matter can't be read, and where. Lines count from 1. */
export interface MatterProblem {
  line: number
  why: string
}

/**
 * Divides a file of Markdown into its front matter (YAML, TOML, JSON, and Hexo's ways without opening dashes) and its
 * text. A text field is what was typed, whatever YAML would make of it: `3.10`, `007`, `True`. Nothing is ever executed.
 */
export function divide(text: string): Divided | { problem: MatterProblem } {
  const language = /^---[ \t]*([a-z]+)[ \t]*\n/.exec(text)?.[1]
  if (language !== undefined && !['yaml', 'toml', 'json'].includes(language))
    return {
      problem: {
        line: 1,
        why: `front matter written in "${language}" would have to be run; that is never done.`,
      },
    }
  const yaml = fenced(text, /^---[ \t]*(?:yaml)?[ \t]*\n/, /^(?:---|\.\.\.)[ \t]*$/m)
  if (yaml !== null) return yaml === 'open' ? neverEnds('---') : withBody(readYaml(yaml.matter, 1), yaml.body)
  const toml = fenced(text, /^(?:\+\+\+|---toml)[ \t]*\n/, /^(?:\+\+\+|---)[ \t]*$/m)
  if (toml !== null) return toml === 'open' ? neverEnds('+++') : withBody(readToml(toml.matter), toml.body)
  const json = fenced(text, /^(?:;;;|---json)[ \t]*\n/, /^(?:;;;|---)[ \t]*$/m)
  if (json !== null)
    return json === 'open' ? neverEnds(';;;') : withBody(readJson(braced(json.matter)), json.body)
  if (/^\{\s*"/.test(text)) {
    const end = /^\}[ \t]*$/m.exec(text)
    if (end) return withBody(readJson(text.slice(0, end.index + 1)), text.slice(end.index + 1))
  }
  // Hexo took them without the dashes above.
  const old = /^[A-Za-z_][\w-]*:(?: .*)?\n(?:[^\n]*\n)*?(?=---[ \t]*(?:\n|$))/.exec(text)
  const head = old?.[0] ?? ''
  if (
    head !== '' &&
    head.length < 4000 &&
    head.split('\n').every(line => /^(?:[\w-]+:|\s*-|\s|#|$)/.test(line))
  )
    return withBody(readYaml(head, 0), text.slice(head.length).replace(/^---[ \t]*\n?/, ''))
  return { matter: {}, body: text, isBare: true }
}

const neverEnds = (mark: string) => ({
  problem: { line: 1, why: `the front matter begins with ${mark} and never ends.` },
})

const braced = (text: string) => (/^\s*\{/.test(text) ? text : `{${text}}`)

function fenced(
  text: string,
  opens: RegExp,
  closes: RegExp,
): { matter: string; body: string } | 'open' | null {
  const begin = opens.exec(text)
  if (!begin) return null
  const rest = text.slice(begin[0].length)
  const end = closes.exec(rest)
  if (!end) return 'open'
  return { matter: rest.slice(0, end.index), body: rest.slice(end.index + end[0].length) }
}

function withBody(
  read: Readonly<Record<string, Matter>> | { problem: MatterProblem },
  body: string,
): Divided | { problem: MatterProblem } {
  if (isProblem(read)) return read
  return { matter: read, body: body.replace(/^\n+/, ''), isBare: false }
}

const isProblem = (read: Readonly<Record<string, unknown>>): read is { problem: MatterProblem } =>
  typeof read['problem'] === 'object' && read['problem'] !== null && 'why' in read['problem']

function readYaml(
  text: string,
  linesBefore: number,
): Readonly<Record<string, Matter>> | { problem: MatterProblem } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const [error] = document.errors
  if (error)
    return {
      problem: {
        line: lines.linePos(error.pos[0]).line + linesBefore,
        why: `the front matter is not YAML: ${error.message}`,
      },
    }
  const { contents } = document
  if (contents === null) return {}
  if (!isMap(contents))
    return { problem: { line: 1 + linesBefore, why: 'the front matter is no list of "name: value".' } }
  return entriesOf(contents)
}

function entriesOf(map: ParsedNode): Record<string, Matter> {
  const entries: Record<string, Matter> = {}
  if (!isMap(map)) return entries
  for (const { key, value } of map.items)
    if (isScalar(key) && String(key.value) !== '__proto__')
      entries[String(key.value).toLowerCase()] = typedOf(value)
  return entries
}

/** What was typed: a plain scalar's own letters, a quoted one's text. */
function typedOf(node: unknown): Matter {
  if (isScalar(node)) {
    if (node.value === null) return ''
    return typeof node.value === 'string' ? node.value : (node.source ?? '')
  }
  if (isSeq(node)) return node.items.map(typedOf)
  if (isMap(node)) {
    const entries: Record<string, Matter> = {}
    for (const { key, value } of node.items)
      if (isScalar(key) && String(key.value) !== '__proto__')
        entries[String(key.value).toLowerCase()] = typedOf(value)
    return entries
  }
  return ''
}

function readToml(text: string): Readonly<Record<string, Matter>> | { problem: MatterProblem } {
  try {
    return { ...plainEntries(parseToml(text)), ...typedInToml(text) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    return {
      problem: { line: error.line + 1, why: `the front matter is not TOML: ${error.message.split('\n')[0]}` },
    }
  }
}

/** The numbers and truth values of TOML's first part, and lists of them, as they were typed. */
function typedInToml(text: string): Record<string, Matter> {
  const [first = ''] = text.split(/^\s*\[/m)
  const found: Record<string, Matter> = {}
  for (const [, name = '', value = ''] of first.matchAll(
    /^[ \t]*["']?([\w-]+)["']?[ \t]*=[ \t]*([^\n#]*)/gm,
  )) {
    const typed = value.trim()
    if (isBareToml(typed)) found[name.toLowerCase()] = typed
    const items = /^\[([^\]"']*)\]$/
      .exec(typed)?.[1]
      ?.split(',')
      .map(item => item.trim())
    if (items?.every(isBareToml)) found[name.toLowerCase()] = items
  }
  return found
}

const isBareToml = (typed: string) => /^(?:[+-]?[\d.][\d._e+-]*|true|false|[+-]?(?:inf|nan))$/i.test(typed)

function readJson(text: string): Readonly<Record<string, Matter>> | { problem: MatterProblem } {
  try {
    const parsed = plainEntries(JSON.parse(text))
    // As YAML, of which JSON is a part, each number is there as it was typed.
    const typed = readYaml(text, 0)
    return isProblem(typed) ? parsed : typed
  } catch {
    return { problem: { line: 1, why: 'the front matter is not JSON.' } }
  }
}

function plainEntries(value: unknown): Record<string, Matter> {
  const entries: Record<string, Matter> = {}
  if (typeof value !== 'object' || value === null) return entries
  for (const [name, part] of Object.entries(value))
    if (name !== '__proto__') entries[name.toLowerCase()] = plain(part)
  return entries
}

function plain(value: unknown): Matter {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return plainEntries(value)
  return value === null || value === undefined ? '' : JSON.stringify(value)
}
