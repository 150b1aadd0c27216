import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { withCover } from './cover.ts'
import { isPublished } from './published.ts'
import { listed, type ListedPost, type Named, tagsOf } from './read.ts'

/** An article that was found, with its text. */
export type FoundPost = ListedPost & { html: string }

/** The published ones among some articles, in the order in which they are named. */
export async function foundPosts(
  db: ReadonlyKysely<PublicDatabase>,
  ids: readonly number[],
): Promise<FoundPost[]> {
  if (ids.length === 0) return []
  const posts = await db
    .selectFrom('posts as p')
    .select([...listed, 'html'])
    .select(tagsOf)
    .where('id', 'in', [...ids])
    .where(isPublished)
    .execute()
  return posts.map(withCover).toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}

/** The tags that most of some articles have. */
export async function tagsAmong(
  db: ReadonlyKysely<PublicDatabase>,
  ids: readonly number[],
  most: number,
): Promise<Named[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('post_tags as pt')
    .innerJoin('tags as t', 't.id', 'pt.tag_id')
    .select(['t.slug', 't.name'])
    .where('pt.post_id', 'in', [...ids])
    .groupBy(['t.id', 't.slug', 't.name'])
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('t.name')
    .limit(most)
    .execute()
}
