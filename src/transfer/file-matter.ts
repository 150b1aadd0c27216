import { parseDocument, LineCounter, isMap, isScalar, isSeq, type Node } from 'yaml'

/** Why a file can't be read, and where. Lines count from 1. */
export interface FileProblem {
  line: number
  message: string
}

/** An entry of the front matter. */
export interface Entry {
  /** What YAML makes of it: a number, a switch, a text. */
  value: unknown
  /** What was typed, for a field that is a text whatever it looks like: 3.10, 007, True. */
  typed: unknown
  line: number
}

/** The entries of the front matter by name, null if it has none; the file's first line is the `---` above them. */
export function readFrontMatter(matter: string, problems: FileProblem[]): Map<string, Entry> | null {
  const lines = new LineCounter()
  const document = parseDocument(matter, { lineCounter: lines, prettyErrors: false })
  const lineOf = (offset: number) => lines.linePos(offset).line + 1
  for (const error of document.errors)
    problems.push({ line: lineOf(error.pos[0]), message: `The front matter is not YAML: ${error.message}` })

  if (document.errors.length > 0) return null

  const entries = new Map<string, Entry>()
  if (document.contents === null) return entries
  if (!isMap(document.contents)) {
    problems.push({ line: 2, message: 'The front matter must be lines of "name: value".' })
    return null
  }
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const line = isScalar(key) && key.range ? lineOf(key.range[0]) : 2
    if (!known.has(name))
      problems.push({ line, message: `Front matter has no "${name}". It knows ${[...known].join(', ')}.` })
    else entries.set(name, { value: plainValue(value), typed: typedValue(value), line })
  }
  return entries
}

const known = new Set([
  ...[
    'title',
    'slug',
    'language',
    'tags',
    'date',
    'cover',
    'image',
    'translationKey',
    'draft',
    'private',
    'comments',
    'authors',
    'excerpt',
    'description',
    'canonical',
    'pinned',
    'aliases',
  ],
  // When somebody last saved it here; that is so again once it is brought in.
  'updated',
])

function plainValue(node: unknown): unknown {
  if (isScalar(node)) return node.value
  if (isSeq<Node>(node)) return node.items.map(plainValue)
  if (isMap(node))
    return Object.fromEntries(node.items.map(({ key, value }) => [String(key), plainValue(value)]))
  return node === null ? null : {}
}

function typedValue(node: unknown): unknown {
  if (isScalar(node)) return node.source ?? node.value
  if (isSeq<Node>(node)) return node.items.map(typedValue)
  return plainValue(node)
}

/** The front matter of one file, and where to say what is wrong with it. */
export interface Matter {
  has: (name: string) => boolean
  get: (name: string) => unknown
  typed: (name: string) => unknown
  flag: (name: string, otherwise: boolean) => boolean
  problem: (name: string, message: string) => void
}

/** The entries by their names; what is wrong with one is added to the problems, with its line. */
export function matterIn(entries: Map<string, Entry>, problems: FileProblem[]): Matter {
  const problem = (name: string, message: string) => {
    problems.push({ line: entries.get(name)?.line ?? 1, message })
  }
  const get = (name: string) => entries.get(name)?.value ?? null
  return {
    ...{ get, problem },
    has: name => entries.has(name),
    typed: name => entries.get(name)?.typed ?? null,
    flag(name, otherwise) {
      const value = get(name)
      if (value !== null && typeof value !== 'boolean') problem(name, `${name} is true or false.`)
      return typeof value === 'boolean' ? value : otherwise
    },
  }
}
