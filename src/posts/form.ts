import { isLanguageTag } from '../i18n/messages.ts'
import type { Cover, Openness, PostKind } from '../db/post-tables.ts'
import { hasStrangeCharacters } from '../text/field-text.ts'
import { normalized } from '../text/marks.ts'
import { ownMedia } from '../text/pictures.ts'
import { webAddress } from '../text/web-address.ts'
import { isReserved, isSlug, longestSlug, slugFrom } from '../urls.ts'
import { foldTag } from './tag-names.ts'

/** An article as its author gives it, whether typed in the browser or read from a file. */
export interface PostContent {
  kind: PostKind
  slug: string
  title: string
  /** BCP 47. */
  language: string
  /** Names. */
  tags: string[]
  /** Ids of public authors, the first named first. */
  authors: number[]
  /** Markdown, line ends as one character. */
  source: string
  /** Null: the beginning of the text. */
  excerpt: string | null
  /** For search engines; null: the excerpt. */
  description: string | null
  /** Where it stood first, if elsewhere; a whole address. */
  canonical: string | null
  pinned: boolean
  cover: Cover | null
  comments: Openness
  /** Null: when it is published. */
  publishedAt: Date | null
}

/** How much each field holds, in UTF-16 code units; the text in bytes of UTF-8. */
export const postLimits = {
  title: 500,
  slug: longestSlug,
  tag: 100,
  tags: 100,
  sourceBytes: 2 * 1024 * 1024,
  excerpt: 1000,
  description: 500,
  canonical: 2000,
  coverAlt: 1000,
  days: 36_500,
} as const

/** The fields that something can be wrong with. */
export type PostField = Exclude<keyof PostContent, 'kind' | 'pinned' | 'authors'>

/** What is wrong with a field. */
export type PostProblem =
  | 'missing'
  | 'long'
  | 'strange'
  | 'slug'
  | 'reserved'
  | 'language'
  | 'address'
  | 'many'
  | 'days'
  | 'time'
  | 'taken'
  | 'tangled'
  | 'picture'

export type PostProblems = Partial<Record<PostField, PostProblem>>

/** Checks an article in one way for all that bring one in; returns it with its texts tidied, or what is wrong by field. */
export function checkPost(typed: PostContent): { post: PostContent } | { problems: PostProblems } {
  const post = tidied(typed)
  const problems: PostProblems = {}
  const note = (field: PostField, problem: PostProblem | null) => {
    if (problem !== null) problems[field] = problem
  }
  note('title', post.title === '' ? 'missing' : lineProblem(post.title, postLimits.title))
  note('slug', slugProblem(post.slug))
  note('language', isLanguageTag(post.language) ? null : 'language')
  note('tags', tagsProblem(post.tags))
  note('source', sourceProblem(post.source))
  note('excerpt', textProblem(post.excerpt, postLimits.excerpt))
  note('description', textProblem(post.description, postLimits.description))
  note('canonical', canonicalProblem(post.canonical))
  note('cover', coverProblem(post.cover))
  note('comments', opennessProblem(post.comments))
  note('publishedAt', timeProblem(post.publishedAt))
  return Object.keys(problems).length > 0 ? { problems } : { post }
}

/** An article with its texts as they are stored. */
export const tidied = (typed: PostContent): PostContent => ({
  ...typed,
  title: normalized(typed.title).trim(),
  slug: slugFrom(typed.slug),
  tags: tidyTags(typed.tags),
  excerpt: textOrNull(typed.excerpt),
  description: textOrNull(typed.description),
  canonical: textOrNull(typed.canonical),
  cover: typed.cover && tidyCover(typed.cover),
})

/** Tags as they are stored: tidy, and each once however it is written. */
export function tidyTags(names: readonly string[]): string[] {
  const tags = new Map<string, string>()
  for (const name of names) {
    const tidy = normalized(name).replace(/\s+/g, ' ').trim()
    if (tidy !== '' && !tags.has(foldTag(tidy))) tags.set(foldTag(tidy), tidy)
  }
  return [...tags.values()]
}

const textOrNull = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

function lineProblem(text: string, longest: number): PostProblem | null {
  if (/\p{Cc}/u.test(text) || hasStrangeCharacters(text)) return 'strange'
  return text.length > longest ? 'long' : null
}

function slugProblem(slug: string): PostProblem | null {
  if (slug === '') return 'missing'
  if (slug.length > postLimits.slug) return 'long'
  if (isReserved(slug)) return 'reserved'
  return isSlug(slug) ? null : 'slug'
}

function tagsProblem(tags: readonly string[]): PostProblem | null {
  if (tags.length > postLimits.tags) return 'many'
  return tags.map(tag => lineProblem(tag, postLimits.tag)).find(problem => problem !== null) ?? null
}

function sourceProblem(source: string): PostProblem | null {
  if (!source.isWellFormed() || source.includes('\0')) return 'strange'
  return Buffer.byteLength(source) > postLimits.sourceBytes ? 'long' : null
}

function textProblem(text: string | null, longest: number): PostProblem | null {
  if (text === null) return null
  if (hasStrangeCharacters(text)) return 'strange'
  return text.length > longest ? 'long' : null
}

function canonicalProblem(address: string | null): PostProblem | null {
  if (address === null) return null
  if (address.length > postLimits.canonical) return 'long'
  return webAddress(address) === null ? 'address' : null
}

/** A part that stays in view is within the picture. */
const tidyCover = ({ address, alt, x, y }: Cover): Cover => ({
  address: address.trim(),
  alt: alt.replace(/\s+/g, ' ').trim(),
  x: percent(x),
  y: percent(y),
})

const percent = (number: number) =>
  Number.isFinite(number) ? Math.min(100, Math.max(0, Math.round(number))) : 50

function coverProblem(cover: Cover | null): PostProblem | null {
  if (cover === null) return null
  if (cover.alt.length > postLimits.coverAlt) return 'long'
  if (hasStrangeCharacters(cover.alt)) return 'strange'
  return ownMedia(cover.address)?.kind === 'picture' ? null : 'picture'
}

function opennessProblem(openness: Openness): PostProblem | null {
  if (openness.until !== 'days') return null
  const { days } = openness
  return Number.isSafeInteger(days) && days >= 1 && days <= postLimits.days ? null : 'days'
}

/** What Postgres and every calendar know. */
function timeProblem(time: Date | null): PostProblem | null {
  if (time === null) return null
  const year = time.getUTCFullYear()
  return year >= 1 && year <= 9999 ? null : 'time'
}
