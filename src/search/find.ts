import { type RawBuilder, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { type Run, runsAsked, termQueries } from '../text/terms.ts'
import { wordsLike } from './words.ts'

/** As many articles, and as many comments, are looked at: the newest that have the words. */
export const mostFound = 1_500

/** Something that readers may see and that has all words of a search. */
export interface Found {
  id: number
  /** When it was published or said. */
  at: Date
  /** The higher the better; an article with the words in its title stands before one that says them often. */
  relevance: number
}

/** What a search finds, the newest first. */
export interface Finds {
  posts: Found[]
  comments: Found[]
}

/** Finds articles and comments, under the articles of one tag or under all, that have all words of a search. */
export async function find(
  db: ReadonlyKysely<PublicDatabase>,
  search: string,
  tag: number | null,
): Promise<Finds> {
  const words = termQueries(search)
  if (words.length === 0) return { posts: [], comments: [] }
  const ofPosts = db
    .selectFrom(candidates('posts', words, tag, mostFound))
    .innerJoin('posts as p', 'p.id', 'f.id')
    .select(['p.id', 'p.published_at as at', 'f.relevance'])
    .orderBy('p.published_at', 'desc')
    .orderBy('p.id', 'desc')
    .$narrowType<{ at: Date }>()
    .execute()
  const ofComments = db
    .selectFrom(candidates('comments', words, tag, mostFound))
    .innerJoin('comments as c', 'c.id', 'f.id')
    .select(['c.id', 'c.created_at as at', 'f.relevance'])
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .execute()
  const [posts, comments] = await Promise.all([ofPosts, ofComments])
  return { posts, comments }
}

/** The ids of the articles that are most about any of some words, such as those of an address that leads nowhere. */
export async function findAbout(
  db: ReadonlyKysely<PublicDatabase>,
  text: string,
  most: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom(about(sql`${termQueries(text)}`, most))
    .select('f.id')
    .orderBy('f.relevance', 'desc')
    .orderBy('f.id', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}

/** The same of words as `termQueries` gives them, with how much they are about them, as `f` in a query. */
const about = (words: RawBuilder<string[]>, most: number) => candidates('about', words, null, most)

/** What the database's one function names, `f`: ids of what is approved and published, and nothing else of it. */
const candidates = (
  kind: 'posts' | 'any' | 'comments' | 'about',
  words: RawBuilder<string[]> | readonly string[],
  tag: number | null,
  most: number,
) =>
  sql<{ id: number; relevance: number }>`public.candidates(
    ${kind}, ${words}::tsquery[], ${tag}::bigint, ${most}::int)`.as<'f'>(sql`f`)

/** So many words of a search are taken for slips, and so many others tried for each. */
const mostMended = 4
const mostTried = 5

/**
 * What somebody meant who typed words that no published article has: the same with the nearest words of articles; null
 * where there is nothing near, or no slip. Words of comments are never told.
 */
export async function meantBy(db: ReadonlyKysely<PublicDatabase>, search: string): Promise<string | null> {
  const runs = runsAsked(search)
  const mended: string[] = []
  let slips = 0
  for (const run of runs) {
    const meant = await mendedRun(db, run)
    if (meant !== run.text && ++slips > mostMended) return null
    mended.push(meant)
  }
  return slips === 0 ? null : mended.join(' ')
}

async function mendedRun(db: ReadonlyKysely<PublicDatabase>, run: Run): Promise<string> {
  if (run.kind !== 'word' || (await isInArticle(db, run.text))) return run.text
  const near = await wordsLike(db, run.text)
  for (const word of near.slice(0, mostTried)) if (await isInArticle(db, word)) return word
  return run.text
}

/** Whether a published article has a word. */
async function isInArticle(db: ReadonlyKysely<PublicDatabase>, word: string): Promise<boolean> {
  const found = await db
    .selectFrom(candidates('any', termQueries(word), null, 1))
    .innerJoin('posts as p', 'p.id', 'f.id')
    .select('p.id')
    .executeTakeFirst()
  return found !== undefined
}
