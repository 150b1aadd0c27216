import type { Kysely, Transaction } from 'kysely'
import type { Database, PostStatus } from '../db/tables.ts'
import { type RenderedPost, renderPost } from '../text/post-html.ts'

/** An article as its author gives it. */
export interface PostSource {
  slug: string
  title: string
  language: string
  tags: string[]
  status: PostStatus
  commentsOpen: boolean
  /** Null: now, if it is published for the first time; else as it was. */
  publishedAt: Date | null
  /** Markdown. */
  source: string
}

export type Saved = 'added' | 'updated' | 'unchanged'

/** Stores an article under its slug with its HTML; saving the same again changes nothing. */
export async function savePost(db: Kysely<Database>, post: PostSource): Promise<Saved> {
  const rendered = renderPost(post.source, post.language)
  return db.transaction().execute(trx => storePost(trx, post, rendered))
}

async function storePost(
  trx: Transaction<Database>,
  post: PostSource,
  rendered: RenderedPost,
): Promise<Saved> {
  const { slug } = post
  const before = await trx
    .selectFrom('posts')
    .selectAll()
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst()
  const values = {
    title: post.title,
    language: post.language,
    tags: post.tags,
    status: post.status,
    comments_open: post.commentsOpen,
    source: post.source,
    ...rendered,
    published_at:
      post.publishedAt ?? before?.published_at ?? (post.status === 'published' ? new Date() : null),
  }
  if (before && isSame(before, values)) return 'unchanged'
  // What nobody could read until now has not been updated, however old the date it bears.
  const updated_at = (before?.status === 'published' ? null : values.published_at) ?? new Date()
  if (before) {
    await trx
      .updateTable('posts')
      .set({ ...values, updated_at })
      .where('id', '=', before.id)
      .execute()
    return 'updated'
  }
  const added = await trx
    .insertInto('posts')
    .values({ slug, ...values, updated_at })
    .onConflict(conflict => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added ? 'added' : storePost(trx, post, rendered) // another was first: theirs can be seen now
}

function isSame(
  before: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(values).every(
    ([name, value]) => JSON.stringify(before[name]) === JSON.stringify(value),
  )
}
