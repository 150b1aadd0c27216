import type { Kysely } from 'kysely'
import type { Database, PostStatus } from '../db/tables.ts'
import { renderPost } from '../text/post-html.ts'

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
  const { html, excerpt } = renderPost(post.source, post.language)
  return db.transaction().execute(async trx => {
    const before = await trx
      .selectFrom('posts')
      .selectAll()
      .where('slug', '=', post.slug)
      .forUpdate()
      .executeTakeFirst()
    const values = {
      title: post.title,
      language: post.language,
      tags: post.tags,
      status: post.status,
      comments_open: post.commentsOpen,
      source: post.source,
      html,
      excerpt,
      published_at:
        post.publishedAt ?? before?.published_at ?? (post.status === 'published' ? new Date() : null),
    }
    if (!before) {
      await trx
        .insertInto('posts')
        .values({ slug: post.slug, ...values })
        .execute()
      return 'added'
    }
    if (isSame(before, values)) return 'unchanged'
    await trx
      .updateTable('posts')
      .set({ ...values, updated_at: new Date() })
      .where('id', '=', before.id)
      .execute()
    return 'updated'
  })
}

function isSame(
  before: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(values).every(
    ([name, value]) => JSON.stringify(before[name]) === JSON.stringify(value),
  )
}
