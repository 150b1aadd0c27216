import { type RawBuilder, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { type PlaceOf, statement } from '../db/statement.ts'
import type { PublicDatabase } from '../db/tables.ts'
import type { End } from '../settings/declared.ts'
import { bears, mostPinned, pinnedOf } from '../moderation/marks.ts'
import { type Beginning, readFirstComments, type ShownComment } from './first-comments.ts'

/** A page of threads. Pages are named by the thread they begin with, from whichever end they are walked. */
export interface ThreadPage {
  comments: ShownComment[]
  /** Threads of this page that have more replies than it shows, with how many comments they have. */
  longer: Map<number, number>
  /** The article's conversations that stand first, in their order; they are on the first page. */
  pinned: readonly number[]
  /** Threads of this page that take no more replies. */
  closed: ReadonlySet<number>
  /** The first comment of each of those that this page does not show. */
  goesOn: Map<number, Beginning>
  /** The thread that the page before begins with; `first` means the page without a name; null: there is none. */
  previous: number | 'first' | null
  next: number | null
  /** The thread that it begins with, where one was asked for; null for the first page. */
  begins: number | null
  /** The places of the thread that it begins with and of the one that the next begins with; null: from or to the end. */
  start: Buffer | null
  end: Buffer | null
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
  const begins = from === null ? undefined : await startOf(db, { ...request, from })
  const start = begins?.place ?? null
  const each = repliesShown(size) + 1
  const threads = await threadsFrom[first](db, { post, start, most: size + 1 + mostPinned })
  const pinned = threads[0]?.pinned ?? []
  const inTurn = threads.filter(({ id }) => !pinned.includes(id))
  const next = inTurn[size]
  const shown = [...(start === null ? await readPinned(db, pinned) : []), ...inTurn.slice(0, size)]
  const { comments, goesOn } = await readFirstComments(db, shown, each)
  return {
    comments,
    longer: new Map(
      shown.filter(thread => thread.comment_count > each).map(thread => [thread.id, thread.comment_count]),
    ),
    pinned,
    closed: new Set(shown.filter(({ isClosed }) => isClosed).map(({ id }) => id)),
    goesOn,
    previous: start === null ? null : await findPrevious(db, request, start),
    next: next?.id ?? null,
    begins: begins?.id ?? null,
    start,
    end: next?.place ?? null,
  }
}

/** An article's conversations, from a place on or from the beginning, as they are walked from either end. */
const threadsFrom = { oldest: threadsIn(sql`>=`, 'asc'), newest: threadsIn(sql`<=`, 'desc') }

function threadsIn(isOnOrBehind: RawBuilder<unknown>, order: 'asc' | 'desc') {
  return statement((db, place: PlaceOf<{ post: number; start: Buffer | null; most: number }>) =>
    db
      .selectFrom('threads')
      .select(['id', 'comment_count', 'place'])
      .select([bears('closed', 'threads.id').as('isClosed'), pinnedOf(place('post')).as('pinned')])
      .where('post_id', '=', place('post'))
      .where(sql<boolean>`(${place('start')}::bytea is null or place ${isOnOrBehind} ${place('start')})`)
      .where('comment_count', '>', 0)
      .orderBy('place', order)
      .limit(place('most')),
  )
}

/** The conversations that stand first, wherever they would stand else. */
function readPinned(db: ReadonlyKysely<PublicDatabase>, pinned: readonly number[]) {
  if (pinned.length === 0) return []
  return db
    .selectFrom('threads')
    .select(['id', 'comment_count', 'place'])
    .select(bears('closed', 'threads.id').as('isClosed'))
    .where('id', 'in', [...pinned])
    .execute()
}

/**
 * Where the page begins that a thread names. One that is gone is looked for among its neighbours by id; where there are
 * none, the pages begin anew.
 */
function startOf(
  db: ReadonlyKysely<PublicDatabase>,
  { post, from, first = 'oldest' }: PageRequest & { from: number },
): Promise<{ id: number; place: Buffer } | undefined> {
  return db
    .selectFrom('threads')
    .select(['id', 'place'])
    .where('post_id', '=', post)
    .where('id', first === 'oldest' ? '>=' : '<=', from)
    .where('comment_count', '>', 0)
    .orderBy('id', first === 'oldest' ? 'asc' : 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function findPrevious(
  db: ReadonlyKysely<PublicDatabase>,
  { post, size, first = 'oldest' }: PageRequest,
  start: Buffer,
): Promise<number | 'first' | null> {
  const before = await threadsBefore(db, { post, thread: start, first }, size + 1)
  if (before.length === 0) return null
  return before[size] === undefined ? 'first' : (before[size - 1] ?? 'first')
}

/** The ids of the nearest threads before a place, as pages are walked, nearest first; not those that stand first anyway. */
export async function threadsBefore(
  db: ReadonlyKysely<PublicDatabase>,
  { post, thread, first }: { post: number; thread: Buffer; first: End },
  limit: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom('threads')
    .select('id')
    .where('post_id', '=', post)
    .where('place', first === 'oldest' ? '<' : '>', thread)
    .where('comment_count', '>', 0)
    .where(sql<boolean>`threads.id <> all(${pinnedOf(post)})`)
    .orderBy('place', first === 'oldest' ? 'desc' : 'asc')
    .limit(limit)
    .execute()
  return rows.map(row => row.id)
}
