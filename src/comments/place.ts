import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import type { End } from '../settings/declared.ts'
import { bears, pinnedOf } from '../moderation/marks.ts'
import { threadPlace } from './order.ts'
import { repliesShown, threadsBefore } from './thread.ts'

/** A public comment with where it stands. */
export interface PlacedComment {
  id: number
  post: number
  slug: string
  thread: number
  /** Sorts conversations; see order.ts. */
  place: Buffer
  name: string
  html: string
  /** Whether its conversation takes no more replies. */
  isClosed: boolean
}

/** Finds a comment that anyone may see. */
export function findComment(
  db: ReadonlyKysely<PublicDatabase>,
  id: number,
): Promise<PlacedComment | undefined> {
  return db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.post_id as post', 'p.slug', 'c.thread_id as thread', 'c.place', 'c.name', 'c.html'])
    .select(bears('closed', 'c.thread_id').as('isClosed'))
    .where('c.id', '=', id)
    .executeTakeFirst()
}

/** Where a comment is found: the page's first thread, or the page of its own thread. */
export type Place =
  | { page: 'article'; from: number | null }
  | { page: 'thread'; thread: number; from: number | null }

/** What stands before a comment: the ids of replies in its thread, and of other threads, the nearest first. */
export interface Around {
  replies: readonly number[]
  threads: readonly number[]
  /** Its thread is pinned, and stands before all others. */
  isPinned: boolean
  /** Readers see its thread: a page can begin with it. */
  isPublic: boolean
}

/** The page of the article that shows a comment, given as much of what is around it as a page holds. */
export function pageAmong(
  thread: number,
  { replies, threads, isPinned, isPublic }: Around,
  size: number,
): Place {
  const half = Math.floor(size / 2)
  if (replies.length > repliesShown(size)) return { page: 'thread', thread, from: replies[half] ?? null }
  if (isPinned) return { page: 'article', from: null }
  if (threads.length < size) return { page: 'article', from: null }
  // Where a page is one thread, that is its own, or else the one that it follows.
  return { page: 'article', from: threads[half - 1] ?? (isPublic ? thread : (threads[0] ?? null)) }
}

/** The same on the page of its own thread, wherever else it may be shown. */
export function pageInThread(thread: number, replies: readonly number[], size: number): Place {
  return {
    page: 'thread',
    thread,
    from: replies.length < size ? null : (replies[Math.floor(size / 2)] ?? null),
  }
}

/**
 * Finds the page that shows a comment, given where it stands. The page begins half a page before its thread, so that
 * a permalink shows what was said around it.
 */
export async function placeOf(
  db: ReadonlyKysely<PublicDatabase>,
  comment: { post: number; thread: number; place: Buffer },
  { size, first = 'oldest' }: { size: number; first?: End },
): Promise<Place> {
  const { post, thread, place } = comment
  const shown = repliesShown(size)
  const replies = await repliesBefore(db, place, Math.max(shown, Math.floor(size / 2)) + 1)
  const isLong = replies.length > shown
  const { isPinned, isPublic } = isLong
    ? { isPinned: false, isPublic: true }
    : await stateOf(db, post, thread)
  const threads =
    isLong || isPinned ? [] : await threadsBefore(db, { post, thread: threadPlace(place), first }, size)
  return pageAmong(thread, { replies, threads, isPinned, isPublic }, size)
}

const stateOf = (
  db: ReadonlyKysely<PublicDatabase>,
  post: number,
  thread: number,
): Promise<Pick<Around, 'isPinned' | 'isPublic'>> =>
  db
    .selectNoFrom([
      sql<boolean>`${thread} = any(${pinnedOf(post)})`.as('isPinned'),
      sql<boolean>`exists (select from threads where id = ${thread} and comment_count > 0)`.as('isPublic'),
    ])
    .executeTakeFirstOrThrow()

/** Finds its page on the page of its own thread. */
export const placeInThread = async (
  db: ReadonlyKysely<PublicDatabase>,
  { thread, place }: { thread: number; place: Buffer },
  size: number,
): Promise<Place> => pageInThread(thread, await repliesBefore(db, place, size), size)

async function repliesBefore(
  db: ReadonlyKysely<PublicDatabase>,
  place: Buffer,
  limit: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom('comments')
    .select('id')
    .where('status', '=', 'approved')
    .where('place', '>=', threadPlace(place))
    .where('place', '<', place)
    .orderBy('place', 'desc')
    .limit(limit)
    .execute()
  return rows.map(row => row.id)
}
