import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { type PlaceOf, statement } from '../db/statement.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { threadBounds } from './order.ts'

/** A comment as a page shows it. */
export interface ShownComment {
  id: number
  thread_id: number
  parent_id: number | null
  path: number[]
  /** Sorts conversations; see order.ts. */
  place: Buffer
  name: string
  website: string | null
  html: string
  language: string
  avatar: string
  created_at: Date
  edited_at: Date | null
  is_staff: boolean
  /** The last step of its log: what a decision about it has seen. */
  step: number
  /** Shown to its author alone. */
  pending: boolean
}

/** What a page needs of a comment. */
export const shownColumns = [
  ...(['id', 'thread_id', 'parent_id', 'path', 'place', 'name', 'website', 'html'] as const),
  ...(['language', 'avatar', 'created_at', 'edited_at', 'is_staff', 'step'] as const),
]

interface FirstComments {
  comments: ShownComment[]
  /** The first comment of each long thread that is not among them. */
  goesOn: Map<number, Beginning>
}

/** The comment that a page begins with. */
export type Beginning = Pick<ShownComment, 'id' | 'place'>

interface CountedThread {
  place: Buffer
  comment_count: number
}

/**
 * The first comments of each thread, depth first: what answers a comment follows it. A thread that is longer than that
 * is asked for by itself: of many at once the planner takes each for short, and would read all of a long one.
 */
export async function readFirstComments(
  db: ReadonlyKysely<PublicDatabase>,
  threads: readonly CountedThread[],
  each: number,
): Promise<FirstComments> {
  const { short = [], long = [] } = Object.groupBy(threads, ({ comment_count }) =>
    comment_count > each ? 'long' : 'short',
  )
  const rows = await readShortThreads(
    db,
    short.map(({ place }) => place),
    each,
  )
  const goesOn = new Map<number, Beginning>()
  for (const { place } of long) {
    const beginning = await readBeginning(db, place, each + 1)
    rows.push(...beginning.slice(0, each))
    const next = beginning[each]
    if (next) goesOn.set(next.thread_id, { id: next.id, place: next.place })
  }
  const comments = rows
    .sort((a, b) => Buffer.compare(a.place, b.place))
    .map(comment => ({ ...comment, pending: false }))
  return { comments, goesOn }
}

async function readShortThreads(
  db: ReadonlyKysely<PublicDatabase>,
  threads: readonly Buffer[],
  limit: number,
) {
  if (threads.length === 0) return []
  const bounds = threads.map(threadBounds)
  return shortThreads(db, {
    firsts: bounds.map(({ first }) => first),
    ends: bounds.map(({ end }) => end),
    limit, // none has more; it tells the planner how few to expect
  })
}

const shortThreads = statement((db, place: PlaceOf<{ firsts: Buffer[]; ends: Buffer[]; limit: number }>) =>
  db
    .selectFrom(
      sql<{
        first: Buffer
        end: Buffer
      }>`unnest(${place('firsts')}::bytea[], ${place('ends')}::bytea[])`.as<'t'>(sql`t("first", "end")`),
    )
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('comments')
          .select(shownColumns)
          .where('status', '=', 'approved')
          .whereRef('place', '>=', 't.first')
          .whereRef('place', '<', 't.end')
          .orderBy('place')
          .limit(place('limit'))
          .as('c'),
      join => join.onTrue(),
    )
    .select(shownColumns),
)

async function readBeginning(db: ReadonlyKysely<PublicDatabase>, thread: Buffer, limit: number) {
  const { first, end } = threadBounds(thread)
  return db
    .selectFrom('comments')
    .select(shownColumns)
    .where('status', '=', 'approved')
    .where('place', '>=', first)
    .where('place', '<', end)
    .orderBy('place')
    .limit(limit)
    .execute()
}
