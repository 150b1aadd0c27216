import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderComment } from '../../src/text/comment-rendering.ts'
import { type RenderedPost, renderPost } from '../../src/text/post-html.ts'
import type { Random } from './random.ts'

/** What people of a language write. */
interface Words {
  language: string
  names: string[]
  titles: string[]
  topics: string[]
  sentences: string[]
}

const words: Words[] = JSON.parse(readFileSync(join(import.meta.dirname, 'words.json'), 'utf8'))

/** A comment's words, without a place or a time. */
export interface SeedText {
  name: string
  language: string
  source: string
  html: string
}

/** Comments in the languages that their readers have, most in the first ones. */
export const makeTexts = (random: Random, count: number): SeedText[] =>
  Array.from({ length: count }, () => makeText(random))

function makeText(random: Random): SeedText {
  const { language, names, sentences } = someWords(random)
  const source = textOf(random, sentences)
  return { name: random.of(names), language, source, html: renderComment(source) }
}

/** A few sentences; now and then a quotation or a list with them. */
function textOf(random: Random, sentences: readonly string[]): string {
  const paragraph = () =>
    someOf(random, sentences, 1 + random.below(3)).join(sentences[0]?.endsWith('。') ? '' : ' ')
  const kind = random.next()
  if (kind < 0.08) return `> ${random.of(sentences)}\n\n${paragraph()}`
  if (kind < 0.12)
    return `${paragraph()}\n\n${someOf(random, sentences, 3)
      .map(one => `- ${one}`)
      .join('\n')}`
  if (kind < 0.14) return `${paragraph()}\n\n    const words = text.split(' ')`
  return kind < 0.35 ? `${paragraph()}\n\n${paragraph()}` : paragraph()
}

/** An article without a time. */
export interface SeedArticle extends RenderedPost {
  title: string
  language: string
  tags: string[]
  source: string
}

/** An article of some paragraphs under some headings. */
export function makeArticle(random: Random): SeedArticle {
  const { language, titles, topics, sentences } = someWords(random)
  const topic = random.of(topics)
  const section = () =>
    Array.from({ length: 2 + random.below(3) }, () =>
      someOf(random, sentences, 3 + random.below(4)).join(' '),
    ).join('\n\n')
  const headings = someOf(random, topics, 1 + random.below(3))
  const source = [section(), ...headings.map(heading => `## ${capital(heading)}\n\n${section()}`)].join(
    '\n\n',
  )
  return {
    title: capital(random.of(titles).replace('{}', topic)),
    language,
    tags: [...new Set([topic, random.of(topics)])],
    source,
    ...renderPost(source, language),
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Half of what is written is in the first language, and less in each that follows. */
const someWords = (random: Random): Words =>
  random.of(words.slice(0, 1 + Math.floor(words.length * random.next() ** 1.5)))

/** Some of a list, none twice where there are enough. */
function someOf<T>(random: Random, list: readonly T[], count: number): T[] {
  const left = [...list]
  return Array.from({ length: Math.min(count, list.length) }, () => {
    const one = random.of(left)
    left.splice(left.indexOf(one), 1)
    return one
  })
}
