import { sql, type Selectable } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { isSlug } from '../urls.ts'
import { isPublished } from './published.ts'

/** A published article as a page shows it. */
export type PublishedPost = Selectable<PublicDatabase['posts']>

/** The published article at a slug; undefined for a draft, a private one, and one that never was. */
export async function findPost(
  db: ReadonlyKysely<PublicDatabase>,
  slug: string,
): Promise<PublishedPost | undefined> {
  if (!isSlug(slug)) return undefined // there are texts that Postgres takes for an error, such as a null byte
  return db
    .selectFrom('posts')
    .select([...listed, 'html', 'status', 'comments_open', 'close_after_days', 'updated_at'])
    .where('slug', '=', slug)
    .executeTakeFirst()
}

/** An article as a list shows it. */
export type ListedPost = Pick<PublishedPost, (typeof listed)[number]>

const listed = [
  'id',
  'slug',
  'title',
  'language',
  'excerpt',
  'tags',
  'published_at',
  'comment_count',
] as const

export interface PostList {
  posts: ListedPost[]
  hasMore: boolean
}

/** One page of the published articles, newest first, of all or of one tag. Pages count from 1. */
export async function listPosts(
  db: ReadonlyKysely<PublicDatabase>,
  { page, size, tag }: { page: number; size: number; tag: string | null },
): Promise<PostList> {
  const posts = await db
    .selectFrom('posts as p')
    .select(listed)
    .where(isPublished)
    .$if(tag !== null, query => query.where(sql<boolean>`${tag} = any(tags)`))
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute()
  return { posts: posts.slice(0, size), hasMore: posts.length > size }
}
