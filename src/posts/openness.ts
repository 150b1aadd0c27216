import { type Kysely, sql } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database, PostStatus } from '../db/tables.ts'

/** Until when an article takes comments: as the site says, for ever, for some days, or no more. */
export type Openness =
  | { until: 'site' }
  | { until: 'always' }
  | { until: 'days'; days: number }
  | { until: 'closed' }

/** An article as those see it who look after its comments. */
export interface ModeratedPost {
  id: number
  slug: string
  title: string
  language: string
  status: PostStatus
  published_at: Date | null
  comment_count: number
  openness: Openness
}

interface PostRequest {
  /** Null: everyone's. */
  author: number | null
  /** A part of the title. */
  search: string
  /** The id of the article that the page before ended with. */
  before: number | null
  size: number
}

/** A page of articles, the latest first, drafts before all. */
export async function listPosts(
  db: Kysely<Database>,
  { author, search, before, size }: PostRequest,
): Promise<{ posts: ModeratedPost[]; next: number | null }> {
  const latest = sql<Date>`coalesce(published_at, 'infinity')`
  const rows = await db
    .selectFrom('posts as p')
    .select(['id', 'slug', 'title', 'language', 'status', 'published_at', 'comment_count'])
    .select(['comments_open', 'close_after_days'])
    .$if(author !== null, query => query.where('author_id', '=', author))
    .$if(search !== '', query => query.where('title', 'ilike', `%${search.replace(/[\\%_]/g, '\\$&')}%`))
    .$if(before !== null, query =>
      query.where(
        sql<boolean>`(${latest}, id) < (
          select coalesce(b.published_at, 'infinity'), b.id from posts b where b.id = ${before})`,
      ),
    )
    .orderBy(latest, 'desc')
    .orderBy('id', 'desc')
    .limit(size + 1)
    .execute()
  const posts = rows.slice(0, size).map(({ comments_open, close_after_days, ...post }) => ({
    ...post,
    openness: opennessOf(comments_open, close_after_days),
  }))
  return { posts, next: rows.length > size ? (posts.at(-1)?.id ?? null) : null }
}

function opennessOf(isOpen: boolean, days: number | null): Openness {
  if (!isOpen) return { until: 'closed' }
  if (days === null) return { until: 'site' }
  return days === 0 ? { until: 'always' } : { until: 'days', days }
}

/** Says until when an article takes comments; false when there is none that this person looks after. */
export function setOpenness(
  db: Kysely<Database>,
  actor: Actor,
  { id, author }: { id: number; author: number | null },
  openness: Openness,
): Promise<boolean> {
  return db.transaction().execute(async trx => {
    const changed = await trx
      .updateTable('posts')
      .set({
        comments_open: openness.until !== 'closed',
        ...(openness.until === 'closed' ? {} : { close_after_days: daysOf(openness) }),
      })
      .where('id', '=', id)
      .$if(author !== null, query => query.where('author_id', '=', author))
      .returning('title')
      .executeTakeFirst()
    if (!changed) return false
    const subject = openness.until === 'days' ? `${openness.days} days` : openness.until
    await audit(trx, actor, 'comments of an article opened or closed', `${changed.title}: ${subject}`)
    return true
  })
}

function daysOf(openness: Exclude<Openness, { until: 'closed' }>): number | null {
  if (openness.until === 'days') return openness.days
  return openness.until === 'always' ? 0 : null
}
