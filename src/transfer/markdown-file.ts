import { parseDocument, LineCounter, isMap, isScalar, isSeq, type Node } from 'yaml'
import { checkPost, type PostField, postLimits, type PostProblem } from '../posts/form.ts'
import { asNew, type PostSource } from '../posts/save.ts'
import { slugFrom, slugOf } from '../urls.ts'
import { coverIn, dateIn, tagsIn, textOf } from './markdown-values.ts'

/** What a file does not say for itself. */
export interface Defaults {
  /** Without its ending; it becomes the slug. */
  fileName: string
  language: string
  /** Says which other file of the same import has an address already. */
  takenBy?: (slug: string) => string | undefined
}

/** Why a file can't be read, and where. Lines count from 1. */
export interface FileProblem {
  line: number
  message: string
}

/**
 * Reads an article from Markdown with YAML front matter: title, slug, language, tags, date, cover, translationKey, draft, private, comments.
 * Returns every problem it finds, each with its line. Nothing in front matter is ever executed.
 */
export function parseMarkdownFile(
  bytes: Uint8Array,
  defaults: Defaults,
): PostSource | { problems: FileProblem[] } {
  const text = decode(bytes)
  if (typeof text !== 'string') return { problems: [text] }
  const split = splitFrontMatter(text)
  if ('message' in split) return { problems: [split] }

  const problems: FileProblem[] = []
  const matter = readFrontMatter(split.matter, problems)
  if (matter === null) return { problems }
  const post = postOf(matter, split.body, defaults, problems)
  return problems.length > 0 ? { problems: problems.sort((a, b) => a.line - b.line) } : post
}

function decode(bytes: Uint8Array): string | FileProblem {
  const text = new TextDecoder().decode(bytes)
  const unreadable = text.search(/[\ufffd\0]/)
  if (unreadable < 0) return text.replace(/\r\n?/g, '\n')
  return { line: lineAt(text, unreadable), message: 'This is not UTF-8 text. Save the file as UTF-8.' }
}

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length

function splitFrontMatter(text: string): { matter: string; body: string } | FileProblem {
  if (!/^---[ \t]*\n/.test(text)) return { matter: '', body: text }
  const match = text.match(/^---[ \t]*\n([\s\S]*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)/)
  if (!match)
    return {
      line: 1,
      message: 'The front matter begins with --- and never ends. Close it with a line of ---.',
    }
  return { matter: match[1] ?? '', body: text.slice(match[0].length).replace(/^\n+/, '') }
}

interface Entry {
  /** What YAML makes of it: a number, a switch, a text. */
  value: unknown
  /** What was typed, for a field that is a text whatever it looks like: 3.10, 007, True. */
  typed: unknown
  line: number
}

/** The entries of the front matter by name, null if it has none; the file's first line is the `---` above them. */
function readFrontMatter(matter: string, problems: FileProblem[]): Map<string, Entry> | null {
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
  ],
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

function postOf(
  matter: Map<string, Entry>,
  body: string,
  defaults: Defaults,
  problems: FileProblem[],
): PostSource {
  const problem = (name: string, message: string) => {
    problems.push({ line: matter.get(name)?.line ?? 1, message })
  }
  const get = (name: string) => matter.get(name)?.value ?? null
  const typed = (name: string) => matter.get(name)?.typed ?? null
  const flag = (name: string, otherwise: boolean) => {
    const value = get(name)
    if (value !== null && typeof value !== 'boolean') problem(name, `${name} is true or false.`)
    return typeof value === 'boolean' ? value : otherwise
  }

  const slug = get('slug') === null ? slugOf(defaults.fileName) : slugFrom(textOf(typed('slug')))
  const other = defaults.takenBy?.(slug)
  if (other !== undefined)
    problem('slug', `${other} has the address "${slug}" already. Give this one a slug.`)

  const tags = tagsIn(get('tags') === null ? null : typed('tags'))
  if (tags === null) problem('tags', tagsSentence)
  const date = dateIn(get('date'))
  if (date === undefined) problem('date', dateSentence)

  const covers = matter.has('cover') ? 'cover' : 'image'
  const cover = coverIn(get(covers))
  if (cover === undefined) problem(covers, coverSentence)

  const key = textOf(typed('translationKey'))
  if (key.length > 200) problem('translationKey', 'translationKey has at most 200 characters.')
  const draft = flag('draft', false)
  const isPrivate = flag('private', false)
  const takesComments = get('comments') === null ? null : flag('comments', true)
  const said = {
    slug,
    title: textOf(typed('title')),
    language: get('language') === null ? defaults.language : textOf(typed('language')),
    tags: tags ?? [],
    publishedAt: date ?? null,
    source: body,
    ...(cover === undefined || cover === null ? {} : { cover }),
    ...(key === '' ? {} : { translationKey: key }),
    ...(takesComments === null ? {} : { comments: { until: takesComments ? 'site' : 'closed' } as const }),
  }
  const status = draft ? 'draft' : isPrivate ? 'private' : 'published'
  const { translationKey: _, ...content } = said
  const checked = checkPost({ ...asNew, ...content })
  if ('post' in checked) {
    const { title, tags } = checked.post
    return { ...said, slug: checked.post.slug, title, tags, status }
  }
  for (const field of postFields) {
    const wrong = checked.problems[field]
    if (wrong) problem(matterOf[field] ?? field, sentenceFor(field, wrong, said))
  }
  return { ...said, status }
}

const postFields = [
  'title',
  'slug',
  'language',
  'tags',
  'publishedAt',
  'cover',
  'source',
] as const satisfies PostField[]
const matterOf: Partial<Record<PostField, string>> = { publishedAt: 'date' }

function sentenceFor(
  field: (typeof postFields)[number],
  problem: PostProblem,
  { slug }: { slug: string },
): string {
  const tooLong = problem === 'long'
  const sentences = {
    title: tooLong
      ? `A title has at most ${postLimits.title} characters.`
      : 'An article needs a title of one line, such as "title: Hello".',
    slug: `"${slug}" can't be an address: letters and digits joined by hyphens, and no reserved word.`,
    language: 'language is a tag such as en, zh-CN or pt-BR.',
    tags: tagsSentence,
    publishedAt: dateSentence,
    cover: coverSentence,
    source: tooLong ? 'An article has at most 2 MB of text.' : 'The text has characters that are none.',
  }
  return sentences[field]
}

const tagsSentence = `tags are a list of at most ${postLimits.tags}, such as [tea, travel], each of at most ${postLimits.tag} characters.`
const dateSentence = 'date is a day or a time, such as 2026-11-23 or 2026-11-23T09:30:00Z.'

const coverSentence =
  'cover is the path of a picture of this site, such as /media/…/2400x1600.webp, or its image, alt, x and y (per cent).'
