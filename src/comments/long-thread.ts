import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { bears } from '../moderation/marks.ts'
import { threadBounds } from './order.ts'
import { type ShownComment, shownColumns } from './shown-comment.ts'
import type { PageRequest } from './thread.ts'

/** One page of one thread's comments, for a thread too long for the article's page. */
export interface SingleThread {
  comments: ShownComment[]
  /** The comment that the next page begins with. */
  next: number | null
  /** The comment that the page before begins with, `first` for the conversation's own; null where nothing more stands before. */
  previous: number | 'first' | null
  /** Where it begins, and where the next page does; null: to the conversation's end. */
  start: Buffer
  end: Buffer | null
  isPinned: boolean
  isClosed: boolean
}

/**
 * Reads a thread from one of its comments on, with the comments that it answers, so that it is not read out of context.
 * Null when no reader can see this thread of this article.
 */
export async function readThread(
  db: ReadonlyKysely<PublicDatabase>,
  request: PageRequest & { thread: number },
): Promise<SingleThread | null> {
  const { post, thread, from, size } = request
  const found = await db
    .selectFrom('threads')
    .select('place')
    .select([bears('pinned', 'threads.id').as('isPinned'), bears('closed', 'threads.id').as('isClosed')])
    .where('id', '=', thread)
    .where('post_id', '=', post)
    .executeTakeFirst()
  if (!found) return null

  const start = from === null ? { path: [thread], place: found.place } : await findStart(db, thread, from)
  if (!start) return null
  const shown = Math.max(size, 3) // a permalink begins up to two comments before its own
  const rows = await db
    .selectFrom('comments')
    .select(shownColumns)
    .where('status', '=', 'approved')
    .where('place', '>=', start.place)
    .where('place', '<', threadBounds(found.place).end)
    .orderBy('place')
    .limit(shown + 1)
    .execute()
  const context = await readComments(db, start.path.slice(0, -1))
  return {
    comments: [...context, ...rows.slice(0, shown)].map(row => ({ ...row, pending: false })),
    next: rows[shown]?.id ?? null,
    previous: from === null ? null : await pageBefore(db, found.place, start, shown),
    start: start.place,
    end: rows[shown]?.place ?? null,
    isPinned: found.isPinned,
    isClosed: found.isClosed,
  }
}

/** Which page ends where another begins. What that one repeats, because it answers it, is no reason for a page before it. */
async function pageBefore(
  db: ReadonlyKysely<PublicDatabase>,
  thread: Buffer,
  { path, place }: { path: number[]; place: Buffer },
  size: number,
): Promise<number | 'first' | null> {
  const before = await db
    .selectFrom('comments')
    .select('id')
    .where('status', '=', 'approved')
    .where('place', '>=', thread)
    .where('place', '<', place)
    .orderBy('place', 'desc')
    .limit(size + 1)
    .execute()
  if (before.length <= size) return before.some(({ id }) => !path.includes(id)) ? 'first' : null
  return before[size - 1]?.id ?? null
}

const findStart = (db: ReadonlyKysely<PublicDatabase>, thread: number, comment: number) =>
  db
    .selectFrom('comments')
    .select(['path', 'place'])
    .where('id', '=', comment)
    .where('thread_id', '=', thread)
    .executeTakeFirst()

async function readComments(db: ReadonlyKysely<PublicDatabase>, ids: number[]) {
  if (ids.length === 0) return []
  return db.selectFrom('comments').select(shownColumns).where('id', 'in', ids).orderBy('place').execute()
}
