import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { withCover } from './cover.ts'
import { isPublished } from './published.ts'
import { isAmong, type Which } from './which.ts'
import { authorsOf, listed, type ListedPost, type PublishedPost, tagsOf } from './read.ts'

/** A published article with its text, as feeds give it. */
export type NewPost = Pick<PublishedPost, keyof ListedPost | 'html' | 'canonical' | 'updated_at' | 'authors'>

/** The newest published articles, of all or of some. */
export async function newestPosts(
  db: ReadonlyKysely<PublicDatabase>,
  { size, ...which }: { size: number } & Which,
): Promise<NewPost[]> {
  const posts = await db
    .selectFrom('posts as p')
    .select([...listed, 'html', 'canonical', 'updated_at'])
    .select(eb => [tagsOf(eb), authorsOf(eb)])
    .where('kind', '=', 'post')
    .where(isPublished)
    .where(isAmong(which))
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return posts.map(withCover)
}

/** The slug of a published article. */
export async function findSlug(db: ReadonlyKysely<PublicDatabase>, id: number): Promise<string | undefined> {
  const post = await db.selectFrom('posts').select('slug').where('id', '=', id).executeTakeFirst()
  return post?.slug
}
