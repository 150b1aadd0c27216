import { type ExpressionBuilder, type RawBuilder, sql, type Selectable } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ReadonlyKysely } from 'kysely/readonly'
import { now } from '../db/clock.ts'
import { type PlaceOf, statement } from '../db/statement.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { isSlug, slugFrom } from '../urls.ts'
import { type ShownCover, withCover } from './cover.ts'
import { isPublished } from './published.ts'
import { isAmong, type Which } from './which.ts'
import { foldTag } from './tag-names.ts'

/** A tag as it stands under an article. */
export interface Named {
  slug: string
  name: string
}

/** Who wrote an article, as its page shows them. */
export interface Author extends Named {
  line: string
  links: string[]
  picture: { hash: string; file: string } | null
}

/** A published article as a page shows it. */
export type PublishedPost = Omit<Selectable<PublicDatabase['posts']>, 'cover'> & {
  cover: ShownCover | null
  tags: Named[]
  authors: Author[]
  /** Comments that it shows. */
  comment_count: number
  /** The database's time when this was read. */
  asked_at: Date
}

/** The published article at a slug, however it is written; undefined for a draft, a private one, and one that never was. */
export async function findPost(
  db: ReadonlyKysely<PublicDatabase>,
  asked: string,
): Promise<PublishedPost | undefined> {
  const slug = slugIn(asked)
  const [post] = slug === null ? [] : await bySlug(db, { slug })
  return post && withCover(post)
}

/** The slug that was meant, however it is written; null where it is none: there are texts that Postgres takes for an error. */
export function slugIn(asked: string): string | null {
  const slug = slugFrom(asked)
  return isSlug(slug) ? slug : null
}

/** The article `p` at a slug with all that its page says of it by itself, as a part of a query. */
export const postAt = (db: ReadonlyKysely<PublicDatabase>, slug: RawBuilder<string>) =>
  db
    .selectFrom('posts as p')
    .select([...listed, 'kind', 'html', 'status', 'pinned', 'description', 'canonical'])
    .select(['comments_open', 'close_after_days', 'updated_at'])
    .select(eb => [tagsOf(eb), authorsOf(eb)])
    .select(now.as('asked_at'))
    .where('slug', '=', slug)

const bySlug = statement((db, place: PlaceOf<{ slug: string }>) => postAt(db, place('slug')))

/** An article as a list shows it. */
export type ListedPost = Pick<PublishedPost, (typeof columns)[number] | 'comment_count' | 'tags'>

const columns = ['id', 'slug', 'title', 'language', 'excerpt', 'cover', 'published_at'] as const

/** What a list needs of the article `p` of a query. */
export const listed = [...columns, sql<number>`public.comments_of(p.id)`.as('comment_count')] as const

type OfPost = ExpressionBuilder<PublicDatabase & { p: PublicDatabase['posts'] }, 'p'>

/** The tags of the article `p` of a query, in its author's order. */
export const tagsOf = (eb: OfPost) =>
  jsonArrayFrom(
    eb
      .selectFrom('post_tags as pt')
      .innerJoin('tags as t', 't.id', 'pt.tag_id')
      .select(['t.slug', 't.name'])
      .whereRef('pt.post_id', '=', 'p.id')
      .orderBy('pt.place'),
  ).as('tags')

/** The name of the file in which a list shows the picture `m` of a query: its smallest copy. */
export const pictureFile = sql<string | null>`(select f.name from public.media_files f
  where f.media_id = m.id and (f.is_main or f.name = '480.webp') order by f.is_main limit 1)`

/** The picture `m` of an author of a query. */
export const authorPicture = sql<Author['picture']>`case when m.id is not null
  then json_build_object('hash', m.hash, 'file', ${pictureFile}) end`

/** Who wrote the article `p` of a query, in the order of their names under it. */
export const authorsOf = (eb: OfPost) =>
  jsonArrayFrom(
    eb
      .selectFrom('post_authors as pa')
      .innerJoin('authors as a', 'a.id', 'pa.author_id')
      .leftJoin('media as m', 'm.id', 'a.media_id')
      .select(['a.slug', 'a.name', 'a.line', 'a.links'])
      .select(authorPicture.as('picture'))
      .whereRef('pa.post_id', '=', 'p.id')
      .orderBy('pa.place'),
  ).as('authors')

export interface PostList {
  posts: ListedPost[]
  hasMore: boolean
}

/** A tag as its own page shows it. */
export interface Tag extends Named {
  id: number
  description: string
}

/** The tag with this slug, or else with this name, however it is written; undefined when no published article has it. */
export async function findTag(db: ReadonlyKysely<PublicDatabase>, text: string): Promise<Tag | undefined> {
  const slug = slugFrom(text)
  return db
    .selectFrom('tags')
    .select(['id', 'slug', 'name', 'description'])
    .where(eb => eb.or([eb('slug', '=', slug), eb('folded', '=', foldTag(text))]))
    .orderBy(eb => eb('slug', '=', slug), 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * One page of the published posts, newest first, of all or of some; of all, those that are pinned stand first. Pages
 * count from 1.
 */
export async function listPosts(
  db: ReadonlyKysely<PublicDatabase>,
  { page, size, ...which }: { page: number; size: number } & Which,
): Promise<PostList> {
  const isAll = (which.tag ?? which.author ?? which.period ?? null) === null
  const posts = await db
    .selectFrom('posts as p')
    .select(listed)
    .select(tagsOf)
    .where('kind', '=', 'post')
    .where(isPublished)
    .where(isAmong(which))
    .$if(isAll, query => query.orderBy('pinned', 'desc'))
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute()
  return { posts: posts.slice(0, size).map(withCover), hasMore: posts.length > size }
}

/** How many published articles there are of some. */
export async function countOf(db: ReadonlyKysely<PublicDatabase>, which: Which): Promise<number> {
  const { count } = await db
    .selectFrom('posts as p')
    .select(sql<number>`count(*)`.as('count'))
    .where('kind', '=', 'post')
    .where(isPublished)
    .where(isAmong(which))
    .executeTakeFirstOrThrow()
  return count
}

/** A month with how many articles were published in it. */
export interface Month {
  year: number
  month: number
  posts: number
}

/** The months that have articles, the latest first, in a zone (an IANA name). */
export function monthsOf(db: ReadonlyKysely<PublicDatabase>, zone: string): Promise<Month[]> {
  const at = sql`published_at at time zone ${zone}`
  return db
    .selectFrom('posts as p')
    .select([
      sql<number>`extract(year from ${at})::int`.as('year'),
      sql<number>`extract(month from ${at})::int`.as('month'),
      sql<number>`count(*)`.as('posts'),
    ])
    .where('kind', '=', 'post')
    .where(isPublished)
    .groupBy(['year', 'month'])
    .orderBy('year', 'desc')
    .orderBy('month', 'desc')
    .execute()
}

/** The author with this slug, with what their page says of them; undefined for who has published nothing. */
export async function findAuthor(
  db: ReadonlyKysely<PublicDatabase>,
  slug: string,
): Promise<(Author & { id: number }) | undefined> {
  return db
    .selectFrom('authors as a')
    .leftJoin('media as m', 'm.id', 'a.media_id')
    .select(['a.id', 'a.slug', 'a.name', 'a.line', 'a.links', authorPicture.as('picture')])
    .where('a.slug', '=', slug)
    .executeTakeFirst()
}
