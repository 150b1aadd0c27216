import { checkPost, type PostField, postLimits, type PostProblem } from '../posts/form.ts'
import { asNew, type PostSource } from '../posts/save.ts'
import { slugFrom, slugOf } from '../urls.ts'
import { type Entry, type FileProblem, type Matter, matterIn, readFrontMatter } from './file-matter.ts'
import { coverIn, dateIn, linesIn, namesIn, opennessIn, tagsIn, textOf } from './markdown-values.ts'

/** What a file does not say for itself. */
export interface Defaults {
  /** Without its ending; it becomes the slug. */
  fileName: string
  language: string
  /** Says which other file of the same import has an address already. */
  takenBy?: (slug: string) => string | undefined
}

/** What a file says of an article of this blog. */
export interface MarkdownFile extends PostSource {
  /** Instead of their ids. */
  authorNames?: string[]
  /** Old addresses that are to lead to it. */
  aliases?: string[]
}

/**
 * Reads an article from Markdown with YAML front matter, which may say all that `export markdown` writes of one. Returns
 * every problem it finds, each with its line. Nothing in front matter is ever executed.
 */
export function parseMarkdownFile(
  bytes: Uint8Array,
  defaults: Defaults,
): MarkdownFile | { problems: FileProblem[] } {
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

function postOf(
  entries: Map<string, Entry>,
  body: string,
  defaults: Defaults,
  problems: FileProblem[],
): MarkdownFile {
  const matter = matterIn(entries, problems)
  const { get, typed, flag, problem } = matter
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
  const { authorNames, aliases, ...seldom } = seldomSaid(matter)
  const said = {
    slug,
    title: textOf(typed('title')),
    language: get('language') === null ? defaults.language : textOf(typed('language')),
    tags: tags ?? [],
    publishedAt: date ?? null,
    source: body,
    ...(cover === undefined || cover === null ? {} : { cover }),
    ...(key === '' ? {} : { translationKey: key }),
    ...seldom,
  }
  const status = draft ? 'draft' : isPrivate ? 'private' : 'published'
  const { translationKey: _, ...content } = said
  const checked = checkPost({ ...asNew, ...content })
  if ('post' in checked) {
    const { title, tags } = checked.post
    const names = { ...(authorNames && { authorNames }), ...(aliases && { aliases }) }
    return { ...said, ...names, slug: checked.post.slug, title, tags, status }
  }
  for (const field of postFields) {
    const wrong = checked.problems[field]
    if (wrong) problem(matterOf[field] ?? field, sentenceFor(field, wrong, said))
  }
  return { ...said, status }
}

/** What most files leave out: then it stays as it is. */
function seldomSaid({ has, get, typed, flag, problem }: Matter) {
  const names = (name: string) => {
    const found = get(name) === null ? [] : namesIn(typed(name))
    if (found === null) problem(name, `${name} are a list, such as [one, two].`)
    return found ?? []
  }
  const text = (name: string) => {
    const found = get(name) === null ? null : linesIn(typed(name))
    if (found === undefined) problem(name, `${name} is a text.`)
    return found ?? null
  }
  const comments = get('comments') === null ? null : opennessIn(get('comments'))
  if (comments === undefined) problem('comments', commentsSentence)
  return {
    ...(has('authors') ? { authorNames: names('authors') } : {}),
    ...(has('aliases') ? { aliases: names('aliases') } : {}),
    ...(has('excerpt') ? { excerpt: text('excerpt') } : {}),
    ...(has('description') ? { description: text('description') } : {}),
    ...(has('canonical') ? { canonical: text('canonical') } : {}),
    ...(get('pinned') === null ? {} : { pinned: flag('pinned', false) }),
    ...(comments ? { comments } : {}),
  }
}

const postFields = [
  'title',
  'slug',
  'language',
  'tags',
  'publishedAt',
  'cover',
  'source',
  'excerpt',
  'description',
  'canonical',
  'comments',
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
    excerpt: textSentence('excerpt'),
    description: textSentence('description'),
    canonical: 'canonical is the whole address of the page where it stood first.',
    comments: commentsSentence,
    source: tooLong ? 'An article has at most 2 MB of text.' : 'The text has characters that are none.',
  }
  return sentences[field]
}

const textSentence = (name: 'excerpt' | 'description') =>
  `${name} is a text of at most ${postLimits[name]} characters.`
const commentsSentence =
  'comments is true or false, always, or as many days as they are taken, such as "30 days".'
const tagsSentence = `tags are a list of at most ${postLimits.tags}, such as [tea, travel], each of at most ${postLimits.tag} characters.`
const dateSentence = 'date is a day or a time, such as 2026-11-23 or 2026-11-23T09:30:00Z.'

const coverSentence =
  'cover is the path of a picture of this site, such as /media/…/2400x1600.webp, or its image, alt, x and y (per cent).'
