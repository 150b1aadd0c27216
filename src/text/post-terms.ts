import { plainText } from './plain-text.ts'
import { undivided } from './scripts.ts'
import { countTerms, termsOf } from './terms.ts'

/** What of an article a search finds. */
export interface SearchedPost {
  title: string
  /** Names. */
  tags: readonly string[]
  excerpt: string
  /** Sanitised. */
  html: string
}

/** By which terms an article is found. */
export interface PostTerms {
  terms: string[]
  /** What it is about, as a `tsvector` is written. */
  about: string
}

/** Takes an article and returns by which terms it is found. */
export function postTerms(post: SearchedPost): PostTerms {
  const said = countTerms(plainText(post.html))
  const named = termsOf(`${post.title}\n${post.tags.join('\n')}\n${post.excerpt}`)
  return { terms: fitting([...new Set([...named, ...said.keys()])]), about: aboutOf(post, said) }
}

/** A `tsvector` holds 1 MB; no article that a person reads comes near it. */
const mostBytes = 900_000

function fitting(terms: readonly string[]): string[] {
  let bytes = 0
  return terms.filter(term => (bytes += Buffer.byteLength(term)) < mostBytes)
}

const headings = /<h([2-6])\b[^>]*>(.*?)<\/h\1>/gs
/** What is said so often is what an article is about. */
const oftenEnough = 3
const mostOften = 50
/** Shorter words are rarely what anything is about. */
const tellsSomething = new RegExp(String.raw`^(?:.{4,}|[${undivided}]{2})$`, 'v')

/** What an article is about: its title, its tags, its headings, and what it says most often, with ever less weight. */
function aboutOf({ title, tags, html }: SearchedPost, said: ReadonlyMap<string, number>): string {
  const often = [...said]
    .filter(([term, count]) => count >= oftenEnough && tellsSomething.test(term))
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostOften)
    .map(([term]) => term)
  const heads = Array.from(html.matchAll(headings), ([, , heading = '']) => plainText(heading)).join('\n')
  const parts = [
    { weight: 'A', terms: termsOf(title) },
    { weight: 'B', terms: termsOf(tags.join('\n')) },
    { weight: 'C', terms: termsOf(heads).slice(0, 500) },
    { weight: 'D', terms: often },
  ]
  const weights = new Map<string, string[]>()
  parts.forEach(({ weight, terms }, place) => {
    for (const term of terms) weights.set(term, [...(weights.get(term) ?? []), `${place + 1}${weight}`])
  })
  // Letters, digits, marks and emoji only: nothing in them has to be escaped.
  return [...weights].map(([term, places]) => `'${term}':${places.join(',')}`).join(' ')
}
