import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { End, PublicDatabase } from '../db/tables.ts'
import { threadBounds } from './order.ts'

/** A comment as a page shows it. */
export interface ShownComment {
  id: number
  thread_id: number
  parent_id: number | null
  path: number[]
  name: string
  website: string | null
  html: string
  language: string
  avatar: string
  created_at: Date
  edited_at: Date | null
  is_staff: boolean
  /** Shown to its author alone. */
  pending: boolean
}

/** A page of threads. Pages are named by the thread they begin with, from whichever end they are walked. */
export interface ThreadPage {
  comments: ShownComment[]
  /** Threads of this page that have more replies than it shows, with how many comments they have. */
  longer: Map<number, number>
  /** The thread that the page before begins with; `first` means the page without a name; null: there is none. */
  previous: number | 'first' | null
  next: number | null
}

/** Which part of an article's comments to read. */
export interface PageRequest {
  post: number
  /** The thread to begin with; null for the first page. */
  from: number | null
  /** Threads a page. */
  size: number
  /** From which end the pages are walked: the oldest thread's unless said otherwise. */
  first?: End
}

/** A page is as long as its threads: fifty with fifty replies each would be a book. */
const mostReplies = 20

/** How many replies of a thread a page shows before they go on on a page of their own. */
export const repliesShown = (size: number): number => Math.min(size, mostReplies)

/** Reads one page of an article's threads. The work depends on the page's size, never on the article's. */
export async function readThreadPage(
  db: ReadonlyKysely<PublicDatabase>,
  request: PageRequest,
): Promise<ThreadPage> {
  const { post, from, size, first = 'oldest' } = request
  const each = repliesShown(size) + 1
  const threads = await db
    .selectFrom('threads')
    .select(['id', 'comment_count'])
    .where('post_id', '=', post)
    .$if(from !== null, query => query.where('id', first === 'oldest' ? '>=' : '<=', from))
    .where('comment_count', '>', 0)
    .orderBy('id', first === 'oldest' ? 'asc' : 'desc')
    .limit(size + 1)
    .execute()
  const shown = threads.slice(0, size)
  const comments = await readFirstComments(db, shown, each)
  return {
    comments,
    longer: new Map(
      shown.filter(thread => thread.comment_count > each).map(thread => [thread.id, thread.comment_count]),
    ),
    previous: from === null ? null : await findPrevious(db, { ...request, from }),
    next: threads[size]?.id ?? null,
  }
}

/** What a page needs of a comment. */
export const shownColumns = [
  ...(['id', 'thread_id', 'parent_id', 'path', 'name', 'website', 'html'] as const),
  ...(['language', 'avatar', 'created_at', 'edited_at', 'is_staff'] as const),
]

interface CountedThread {
  id: number
  comment_count: number
}

/**
 * The first comments of each thread, depth first: what answers a comment follows it. A thread that is longer than that
 * is asked for by itself: of many at once the planner takes each for short, and would read all of a long one.
 */
async function readFirstComments(
  db: ReadonlyKysely<PublicDatabase>,
  threads: readonly CountedThread[],
  each: number,
): Promise<ShownComment[]> {
  const { short = [], long = [] } = Object.groupBy(threads, ({ comment_count }) =>
    comment_count > each ? 'long' : 'short',
  )
  const rows = await readShortThreads(
    db,
    short.map(({ id }) => id),
    each,
  )
  for (const { id } of long) rows.push(...(await readBeginning(db, id, each)))
  return rows
    .sort((a, b) => Buffer.compare(a.place, b.place))
    .map(({ place: _place, ...comment }) => ({ ...comment, pending: false }))
}

async function readShortThreads(
  db: ReadonlyKysely<PublicDatabase>,
  threads: readonly number[],
  limit: number,
) {
  if (threads.length === 0) return []
  const bounds = threads.map(threadBounds)
  return db
    .selectFrom(
      sql<{ first: Buffer; end: Buffer }>`unnest(
        ${bounds.map(({ first }) => first)}::bytea[], ${bounds.map(({ end }) => end)}::bytea[])`.as<'t'>(
        sql`t("first", "end")`,
      ),
    )
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('comments')
          .select([...shownColumns, 'place'])
          .where('status', '=', 'approved')
          .whereRef('place', '>=', 't.first')
          .whereRef('place', '<', 't.end')
          .orderBy('place')
          .limit(limit) // none has more; it tells the planner how few to expect
          .as('c'),
      join => join.onTrue(),
    )
    .select(shownColumns)
    .select('c.place')
    .execute()
}

async function readBeginning(db: ReadonlyKysely<PublicDatabase>, thread: number, limit: number) {
  const { first, end } = threadBounds(thread)
  return db
    .selectFrom('comments')
    .select([...shownColumns, 'place'])
    .where('status', '=', 'approved')
    .where('place', '>=', first)
    .where('place', '<', end)
    .orderBy('place')
    .limit(limit)
    .execute()
}

async function findPrevious(
  db: ReadonlyKysely<PublicDatabase>,
  { post, from, size, first = 'oldest' }: PageRequest & { from: number },
): Promise<number | 'first' | null> {
  const before = await threadsBefore(db, { post, thread: from, first }, size + 1)
  if (before.length === 0) return null
  return before[size] === undefined ? 'first' : (before[size - 1] ?? 'first')
}

/** The ids of the nearest threads before one, as pages are walked, nearest first. */
export async function threadsBefore(
  db: ReadonlyKysely<PublicDatabase>,
  { post, thread, first }: { post: number; thread: number; first: End },
  limit: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom('threads')
    .select('id')
    .where('post_id', '=', post)
    .where('id', first === 'oldest' ? '<' : '>', thread)
    .where('comment_count', '>', 0)
    .orderBy('id', first === 'oldest' ? 'desc' : 'asc')
    .limit(limit)
    .execute()
  return rows.map(row => row.id)
}
