import type { Kysely } from 'kysely'
import type { Cover, Openness, PostKind } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import { slugOf } from '../urls.ts'
import { checkPost, type PostContent, type PostProblems, tidied } from './form.ts'
import { localTime, momentOf } from './local-time.ts'
import { isMadeFrom } from './slugs.ts'

/** An article as the fields of its form have it. */
export interface TypedPost {
  title: string
  source: string
  /** Empty: made from the title. */
  slug: string
  /** Between commas. */
  tags: string
  excerpt: string
  description: string
  canonical: string
  language: string
  /** A local time in the site's zone, or empty. */
  date: string
  until: Openness['until']
  days: string
  kind: PostKind
  pinned: boolean
  /** Who is to read it once it is published. */
  visibility: 'public' | 'private'
  /** The path of a picture; empty: none. */
  cover: string
  coverAlt: string
  /** Per cent. */
  coverX: string
  coverY: string
  authors: number[]
}

/** The fields of an article. An address that was made from its title is not shown as typed before readers know it. */
export function typedOf(
  content: PostContent,
  { zone, isKnown, isPrivate }: { zone: string; isKnown: boolean; isPrivate: boolean },
): TypedPost {
  const { comments, publishedAt } = content
  return {
    title: content.title,
    source: content.source,
    slug: !isKnown && isMadeFrom(content.title, content.slug) ? '' : content.slug,
    tags: content.tags.join(', '),
    excerpt: content.excerpt ?? '',
    description: content.description ?? '',
    canonical: content.canonical ?? '',
    language: content.language,
    date: publishedAt === null ? '' : localTime(publishedAt, zone),
    until: comments.until,
    days: comments.until === 'days' ? String(comments.days) : '',
    kind: content.kind,
    pinned: content.pinned,
    visibility: isPrivate ? 'private' : 'public',
    cover: content.cover?.address ?? '',
    coverAlt: content.cover?.alt ?? '',
    coverX: String(content.cover?.x ?? 50),
    coverY: String(content.cover?.y ?? 50),
    authors: content.authors,
  }
}

/** Until when a form, as it was opened, said that an article takes comments: a word for a hidden field. */
export const opennessWord = (openness: Openness): string =>
  openness.until === 'days' ? `${openness.days}` : openness.until

/**
 * The fields of an article's form, with until when it takes comments as that is now, if somebody has decided on it since
 * the form was opened and whoever writes has not: to close comments is not taken back by an Update.
 */
export function withOpenness(typed: TypedPost, opened: string, now: Openness): TypedPost {
  const typedWord = typed.until === 'days' ? typed.days.trim() : typed.until
  if (typedWord !== opened || opennessWord(now) === opened) return typed
  return { ...typed, until: now.until, days: now.until === 'days' ? String(now.days) : '' }
}

interface Checked {
  /** With what is wrong as it was typed; its slug may be empty. */
  content: PostContent
  problems: PostProblems
}

/** Reads and checks the fields of an article that was `had` before. */
export async function contentOf(
  db: Kysely<Database>,
  typed: TypedPost,
  { zone, had }: { zone: string; had: PostContent | null },
): Promise<Checked> {
  const moment = await momentIn(db, typed.date, zone, had?.publishedAt ?? null)
  const days = /^\d{1,9}$/.test(typed.days.trim()) ? Number(typed.days.trim()) : 0
  const content: PostContent = {
    kind: typed.kind,
    title: typed.title,
    slug: typed.slug.trim() === '' ? slugOf(typed.title) || 'untitled' : typed.slug.trim(),
    language: typed.language.trim(),
    tags: typed.tags.split(/[,，、;；\n]/),
    authors: typed.authors,
    source: typed.source,
    excerpt: typed.excerpt,
    description: typed.description,
    canonical: typed.canonical,
    pinned: typed.pinned,
    cover: coverOf(typed),
    comments: typed.until === 'days' ? { until: 'days', days } : { until: typed.until },
    publishedAt: moment ?? null,
  }
  const checked = checkPost(content)
  const problems = 'problems' in checked ? checked.problems : {}
  const post = 'post' in checked ? checked.post : content
  return {
    content: { ...post, slug: typed.slug.trim() === '' ? '' : post.slug },
    problems: moment === undefined ? { ...problems, publishedAt: 'time' } : problems,
  }
}

function coverOf({ cover, coverAlt, coverX, coverY }: TypedPost): Cover | null {
  if (cover === '') return null
  const part = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))
  return { address: cover, alt: coverAlt, x: part(coverX), y: part(coverY) }
}

/** A time that was not changed keeps its seconds. Undefined: it is none. */
async function momentIn(
  db: Kysely<Database>,
  text: string,
  zone: string,
  had: Date | null,
): Promise<Date | null | undefined> {
  if (text.trim() === '') return null
  if (had !== null && localTime(had, zone) === text.trim()) return had
  return (await momentOf(db, text, zone)) ?? undefined
}

/**
 * An article of which what is wrong is as it was before, so that the rest can be kept while somebody types: also where
 * what was before is wrong by now, such as an address that the blog itself has come to need.
 */
export function mended(content: PostContent, problems: PostProblems, had: PostContent): PostContent {
  const wrong = Object.keys(problems)
  const before = Object.fromEntries(Object.entries(had).filter(([field]) => wrong.includes(field)))
  return { ...tidied(content), ...before }
}
