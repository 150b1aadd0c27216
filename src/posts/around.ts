import { type RawBuilder, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PlaceOf } from '../db/statement.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { about } from '../search/find.ts'
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

/** An article as others stand around it. A page stands by itself: at no time, and with no words. */
export interface ArticlePlace {
  id: number
  at: Date | null
  /** Of its title, as `tsquery` reads them. */
  words: string[]
}

/** The article before or after one, as a part of a query. */
export function nextTo(
  db: ReadonlyKysely<PublicDatabase>,
  place: PlaceOf<ArticlePlace>,
  side: 'earlier' | 'later',
) {
  const [isBeyond, order] = side === 'earlier' ? ([sql`<`, 'desc'] as const) : ([sql`>`, 'asc'] as const)
  return db
    .selectFrom('posts as p')
    .select(linked)
    .where('kind', '=', 'post')
    .where(isPublished)
    .where(
      sql<boolean>`(p.published_at, p.id) ${isBeyond} (${place('at')}::timestamptz, ${place('id')}::bigint)`,
    )
    .orderBy('published_at', order)
    .orderBy('id', order)
    .limit(1)
}

/**
 * Those that are about the same, as a part of a query: by the tags they share, the newest first; where that is not enough,
 * by the words of the title, which are looked for in no other case.
 */
export function relatedTo(db: ReadonlyKysely<PublicDatabase>, place: PlaceOf<ArticlePlace>) {
  const isFew = sql<boolean>`(select count(*) from by_tags) < ${sql.lit(mostRelated)}`
  return (
    db
      .with('by_tags', () => sharingTags(db, place('id')))
      .with('by_words', () =>
        db
          .selectFrom(about(place('words'), 2 * mostRelated + 1))
          .select(['f.id', sql<number>`-f.relevance`.as('place')])
          .where(isFew),
      )
      .selectFrom(eb =>
        eb
          .selectFrom('by_tags')
          .select(['id', sql<number>`0`.as('way'), 'place'])
          .unionAll(eb.selectFrom('by_words').select(['id', sql<number>`1`.as('way'), 'place']))
          .as('found'),
      )
      .innerJoin('posts as p', 'p.id', 'found.id')
      .select(linked.map(column => `p.${column}` as const))
      .where('p.kind', '=', 'post')
      .where('p.id', '<>', place('id'))
      .where(sql<boolean>`${place('at')}::timestamptz is not null`)
      .where(isPublished)
      .groupBy('p.id')
      // What is found both ways has the place that its tags gave it.
      .orderBy(sql`min(array[way, place]::float8[])`)
      .orderBy('p.id', 'desc')
      .limit(mostRelated)
  )
}

/** Of each tag so many of the newest articles are looked at: a blog may have thousands that share one. */
const mostOfATag = 100

/** The articles that share most tags with one, with their places. */
function sharingTags(db: ReadonlyKysely<PublicDatabase>, id: RawBuilder<number>) {
  return db
    .selectFrom('post_tags as mine')
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('post_tags as pt')
          .innerJoin('posts as p', 'p.id', 'pt.post_id')
          .select(['p.id', 'p.published_at'])
          .whereRef('pt.tag_id', '=', 'mine.tag_id')
          .where('p.kind', '=', 'post')
          .where('p.id', '<>', id)
          .where(isPublished)
          .orderBy('p.published_at', 'desc')
          .orderBy('p.id', 'desc')
          .limit(mostOfATag)
          .as('newest'),
      join => join.onTrue(),
    )
    .select(['newest.id', sql<number>`row_number() over (${theMost})`.as('place')])
    .where('mine.post_id', '=', id)
    .groupBy(['newest.id', 'newest.published_at'])
    .orderBy('place')
    .limit(mostRelated)
}

const theMost = sql`order by count(*) desc, newest.published_at desc, newest.id desc`

/** The same as a query's JSON has it, where times are texts. */
export const linkedOf = (row: Omit<Linked, 'published_at'> & { published_at: string | null }): Linked => ({
  ...row,
  published_at: row.published_at === null ? null : new Date(row.published_at),
})
