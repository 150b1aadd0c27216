import type { Source } from './open-file.ts'
import { deepest, mostOfOne } from './room.ts'
import { Unreadable } from './faults.ts'

/** A value of a JSON file, and where it stands: the keys that lead to it, `*` for an element of a list. */
export interface FoundValue {
  path: string
  value: unknown
  line: number
}

interface Level {
  isList: boolean
  /** Null until it is read. */
  key: string | null
}

interface Kept {
  text: string | null
  depth: number
  line: number
  path: string
}

/** What the name of a value may have, in characters. */
const longestName = 100_000

/**
 * Reads JSON, or lines of JSON, and returns each value whose path `wanted` names as soon as it is complete; of the rest
 * nothing is kept. The path is the keys joined by dots, such as `db.*.data.posts.*`; that of a whole line is empty.
 * Throws Unreadable, with the line, where it is no JSON or ends early.
 */
export async function* valuesIn(
  source: Source,
  wanted: (path: string, opens: string) => boolean,
): AsyncGenerator<FoundValue> {
  const open: Level[] = []
  /** The text of the value that is wanted, and how deep it begins. */
  const kept: Kept = { text: null, depth: 0, line: 1, path: '' }
  /** Of the string that is being read. */
  let inString = false
  let isEscaped = false
  let word = ''
  let isKey = false
  let line = 1
  let seen = false

  const pathHere = () => open.map(({ isList, key }) => (isList ? '*' : (key ?? ''))).join('.')
  const parsed = (text: string, at: number): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      throw new Unreadable(source.name, at, 'badValue', { name: kept.path })
    }
  }

  for await (const text of source.text()) {
    let from = 0
    const found: FoundValue[] = []
    const end = (to: number) => {
      found.push({
        path: kept.path,
        value: parsed(`${kept.text ?? ''}${text.slice(from, to)}`, kept.line),
        line: kept.line,
      })
      kept.text = null
    }
    const begin = (at: number, opens: string) => {
      seen = true
      if (kept.text !== null) return
      kept.path = pathHere()
      if (!wanted(kept.path, opens)) return
      kept.text = ''
      kept.depth = open.length
      kept.line = line
      from = at
    }
    let isBare = word !== '' && !inString
    for (let at = 0; at < text.length; at++) {
      const letter = text.charAt(at)
      if (letter === '\n') line++
      if (inString) {
        if (isEscaped) isEscaped = false
        else if (letter === '\\') isEscaped = true
        else if (letter === '"') {
          inString = false
          if (isKey) {
            const level = open.at(-1)
            if (level) level.key = String(parsed(`"${word}"`, line))
            word = ''
          } else if (kept.text !== null && open.length === kept.depth) end(at + 1)
          continue
        }
        if (isKey) word += letter
        continue
      }
      if (isBare && /[\s,\]}]/.test(letter)) {
        isBare = false
        word = ''
        if (kept.text !== null && open.length === kept.depth) end(at)
      }
      if (letter === '"') {
        inString = true
        word = ''
        const level = open.at(-1)
        isKey = level !== undefined && !level.isList && level.key === null
        if (!isKey) begin(at, letter)
      } else if (letter === '{' || letter === '[') {
        begin(at, letter)
        if (open.length >= deepest) throw new Unreadable(source.name, line, 'endlessValues')
        open.push({ isList: letter === '[', key: null })
      } else if (letter === '}' || letter === ']') {
        if (open.pop()?.isList !== (letter === ']'))
          throw new Unreadable(source.name, line, 'strayMark', { name: letter })
        if (kept.text !== null && open.length === kept.depth) end(at + 1)
      } else if (letter === ',') {
        const level = open.at(-1)
        if (level && !level.isList) level.key = null
      } else if (!isBare && letter !== ':' && !/\s/.test(letter)) {
        if (open.length === 0) throw new Unreadable(source.name, line, 'notJson')
        isBare = true
        word = letter
        begin(at, letter)
      }
    }
    if (kept.text !== null) kept.text += text.slice(from)
    if ((kept.text?.length ?? 0) > mostOfOne || (isKey && word.length > longestName))
      throw new Unreadable(source.name, line, 'largeValue')
    yield* found
  }
  if (!seen || open.length > 0 || inString) throw new Unreadable(source.name, line, 'cutOff')
}

/** The entries of an object; none for anything else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** A text, or a number as one; empty for anything else. */
export function textAt(record: Readonly<Record<string, unknown>>, name: string): string {
  const value = record[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** Whether a flag is set, in one of the ways in which exports write it. */
export function isSet(record: Readonly<Record<string, unknown>>, name: string): boolean {
  const value = record[name]
  return value === true || value === 1 || value === '1' || value === 'true'
}

export function numberAt(record: Readonly<Record<string, unknown>>, name: string): number {
  const value = Number(record[name] ?? 0)
  return Number.isFinite(value) ? value : 0
}
