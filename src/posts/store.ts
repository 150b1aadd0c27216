import type { Transaction } from 'kysely'
import { forget, leadToPost, sayBack } from '../addresses/addresses.ts'
import type { PostStatus } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import { askForVideos } from '../media/videos.ts'
import { keepPostTerms } from '../search/post-terms.ts'
import type { MadePost } from '../text/make-post.ts'
import { urls } from '../urls.ts'
import { setAuthors } from './authors.ts'
import type { PostContent } from './form.ts'
import { columnsOf } from './openness.ts'
import { setTags } from './tags.ts'

/** What of an article's row decides how it is stored anew. */
export interface StoredPost {
  id: number
  slug: string
  status: PostStatus
  published_at: Date | null
}

/** An article with what its row needs beside it. */
export interface Applied {
  content: PostContent
  /** What was made of the content, before the transaction. */
  made: MadePost
  status: Exclude<PostStatus, 'trash'>
  /** The transaction's time, as precise as a file or a form gives it. */
  time: Date
  /** When it was updated, for readers; left out, it is now. */
  updatedAt?: Date
}

/** Adds an article; null when its address is taken. */
export async function insertPost(trx: Transaction<Database>, applied: Applied): Promise<number | null> {
  const added = await trx
    .insertInto('posts')
    .values({ ...valuesOf(applied, null), slug: applied.content.slug })
    .onConflict(conflict => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return null
  await setParts(trx, added.id, applied)
  return added.id
}

/** Makes an article what it is to be. Its address must be free; the one it had leads to it, if readers knew it. */
export async function updatePost(
  trx: Transaction<Database>,
  before: StoredPost,
  applied: Applied,
  revision: number,
): Promise<void> {
  const { slug } = applied.content
  if (before.status === 'trash') await sayBack(trx, before.id, urls.post(before.slug))
  if (before.slug !== slug && before.published_at !== null)
    await leadToPost(trx, urls.post(before.slug), before.id)
  await trx
    .updateTable('posts')
    .set({ ...valuesOf(applied, before), slug, revision, trashed_at: null })
    .where('id', '=', before.id)
    .execute()
  await setParts(trx, before.id, applied)
}

/**
 * When an article is published that is stored anew. Without a date it is the moment of publishing: now, unless it is
 * public already. A date to come that was taken away is gone; one on which readers knew it is kept with a draft.
 */
export function publishedAfter(
  { content, status, time }: Omit<Applied, 'made'>,
  before: Pick<StoredPost, 'status' | 'published_at'> | null,
): Date | null {
  if (content.publishedAt !== null) return content.publishedAt
  const had = before?.published_at ?? null
  const known = had !== null && had <= time ? had : null
  if (status !== 'published') return known
  return before?.status === 'published' ? (known ?? time) : time
}

function valuesOf({ content, made, status, time, updatedAt }: Applied, before: StoredPost | null) {
  const published_at = publishedAfter({ content, status, time }, before)
  return {
    kind: content.kind,
    title: content.title,
    language: content.language,
    source: content.source,
    html: made.html,
    excerpt: made.excerpt,
    own_excerpt: content.excerpt,
    description: content.description,
    canonical: content.canonical,
    pinned: content.pinned,
    cover: content.cover && JSON.stringify(content.cover),
    ...columnsOf(content.comments),
    status,
    published_at,
    // What nobody could read until now has not been updated, however old the date it bears.
    updated_at: updatedAt ?? (before?.status === 'published' ? null : published_at) ?? time,
  }
}

async function setParts(trx: Transaction<Database>, id: number, { content, made }: Applied): Promise<void> {
  await setTags(trx, id, content.tags)
  await setAuthors(trx, id, content.authors)
  await keepPostTerms(trx, id, made)
  await forget(trx, urls.post(content.slug))
  await askForVideos(trx, id, made)
}
