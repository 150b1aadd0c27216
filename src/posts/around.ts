import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { findAbout } from '../search/find.ts'
import { isPublished } from './published.ts'
import type { PublishedPost } from './read.ts'

/** An article that another leads to. */
export type Linked = Pick<PublishedPost, (typeof linked)[number]>

const linked = ['id', 'slug', 'title', 'language', 'published_at'] as const

/** What stands around an article. */
export interface AroundPost {
  earlier: Linked | null
  later: Linked | null
  related: Linked[]
}

const mostRelated = 3

/** The articles before and after one, and those that are about the same. A page stands by itself. */
export async function findAround(
  db: ReadonlyKysely<PublicDatabase>,
  post: Pick<PublishedPost, 'id' | 'kind' | 'title' | 'published_at' | 'tags'>,
): Promise<AroundPost> {
  if (post.kind !== 'post' || post.published_at === null) return { earlier: null, later: null, related: [] }
  const place = { id: post.id, at: post.published_at }
  return {
    earlier: await nextTo(db, place, 'earlier'),
    later: await nextTo(db, place, 'later'),
    related: await findRelated(db, post),
  }
}

async function nextTo(
  db: ReadonlyKysely<PublicDatabase>,
  { id, at }: { id: number; at: Date },
  side: 'earlier' | 'later',
): Promise<Linked | null> {
  const [isBeyond, order] = side === 'earlier' ? ([sql`<`, 'desc'] as const) : ([sql`>`, 'asc'] as const)
  const found = await db
    .selectFrom('posts as p')
    .select(linked)
    .where('kind', '=', 'post')
    .where(isPublished)
    .where(sql<boolean>`(p.published_at, p.id) ${isBeyond} (${at}::timestamptz, ${id}::bigint)`)
    .orderBy('published_at', order)
    .orderBy('id', order)
    .limit(1)
    .executeTakeFirst()
  return found ?? null
}

/** By the tags they share, the newest first; where that is not enough, by the words of the title. */
async function findRelated(
  db: ReadonlyKysely<PublicDatabase>,
  post: Pick<PublishedPost, 'id' | 'title' | 'tags'>,
): Promise<Linked[]> {
  const byTags = await sharingTags(db, post)
  if (byTags.length === mostRelated) return byTags
  const known = new Set([post.id, ...byTags.map(({ id }) => id)])
  const about = await findAbout(db, post.title, mostRelated + known.size)
  const more = await readLinked(
    db,
    about.filter(id => !known.has(id)),
  )
  return [...byTags, ...more].slice(0, mostRelated)
}

/** Of each tag so many of the newest articles are looked at: a blog may have thousands that share one. */
const mostOfATag = 100

async function sharingTags(
  db: ReadonlyKysely<PublicDatabase>,
  { id, tags }: Pick<PublishedPost, 'id' | 'tags'>,
): Promise<Linked[]> {
  if (tags.length === 0) return []
  const slugs = tags.map(({ slug }) => slug)
  const rows = await db
    .selectFrom('tags as t')
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('post_tags as pt')
          .innerJoin('posts as p', 'p.id', 'pt.post_id')
          .select(['p.id', 'p.published_at'])
          .whereRef('pt.tag_id', '=', 't.id')
          .where('p.kind', '=', 'post')
          .where('p.id', '<>', id)
          .where(isPublished)
          .orderBy('p.published_at', 'desc')
          .orderBy('p.id', 'desc')
          .limit(mostOfATag)
          .as('newest'),
      join => join.onTrue(),
    )
    .select('newest.id')
    .where('t.slug', 'in', slugs)
    .groupBy(['newest.id', 'newest.published_at'])
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('newest.published_at', 'desc')
    .orderBy('newest.id', 'desc')
    .limit(mostRelated)
    .execute()
  return readLinked(
    db,
    rows.map(row => row.id),
  )
}

/** The published articles among some, in the order in which they are named. */
async function readLinked(db: ReadonlyKysely<PublicDatabase>, ids: readonly number[]): Promise<Linked[]> {
  if (ids.length === 0) return []
  const posts = await db
    .selectFrom('posts as p')
    .select(linked)
    .where('id', 'in', [...ids])
    .where('kind', '=', 'post')
    .where(isPublished)
    .execute()
  return posts.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}
