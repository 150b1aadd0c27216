import { type RawBuilder, sql } from 'kysely'
import type { PlaceOf } from '../db/statement.ts'
import type { ShownComment } from './shown-comment.ts'

/*
 * A page of threads as the database writes it down: all comments of a thread in one text. A page mostly has to know only
 * whether they are what they were; and to take fifty of them apart as rows took longer than to make HTML of them. The
 * database has the other half of this, `page_of_threads`.
 */

/** A page of threads as a query gives it. */
export interface WrittenPage {
  outline: Outline
  /** A line for each thread of the outline: its first comments, in their order; null where there is no thread. */
  texts: string | null
}

/** Places are hexadecimal digits. */
interface Outline {
  /** The article's threads that stand first, in their order. */
  pinned: number[]
  /** The thread that the page begins with, and its place; null for the first page. */
  begins: number | null
  start: string | null
  /** The nearest threads before that, nearest first, and one more than a page has. */
  before: number[]
  /** Those of the page, and the one that the next page begins with. */
  threads: WrittenThread[]
}

interface WrittenThread {
  id: number
  place: string
  /** How many comments it has. */
  count: number
  isClosed: boolean
  /** Which it is of those that have their turn here, from 1; 0 for one that stands first. */
  nth: number
  /** The first comment that is not written down. */
  goesOn: { id: number; place: string } | null
}

/** What a page is asked for with. */
export interface PageValues {
  /** The thread to begin with; null for the first page. One that is gone is looked for among its neighbours by id. */
  from: number | null
  isNewest: boolean
  /** Threads a page, and comments of a thread. */
  most: number
  each: number
}

/** A page of an article's threads, as `page` in a query: one row, by a function that a connection plans once. */
export const pageOf = (post: RawBuilder<number>, place: PlaceOf<PageValues>) =>
  sql<WrittenPage>`public.page_of_threads(${post}::bigint, ${place('from')}::bigint, ${place('isNewest')}::boolean,
    ${place('most')}::int, ${place('each')}::int)`.as<'page'>(sql`page`)

/** A comment as JSON, its values without their names. */
type Written = [
  ...[id: number, parent: number | null, path: number[], place: string, name: string, website: string | null],
  ...[html: string, language: string, avatar: string, created: string, edited: string | null],
  ...[isStaff: boolean, step: number],
]

/** The comments of a thread that are written down in a text, in its order. */
export function commentsIn({ id, text }: { id: number; text: string }): ShownComment[] {
  const all: Written[] = JSON.parse(text)
  return all.map(written => commentOf(id, written))
}

/** By place and not taken apart, which would make an object for each value. */
const commentOf = (thread: number, written: Written): ShownComment => ({
  id: written[0],
  thread_id: thread,
  parent_id: written[1],
  path: written[2],
  place: Buffer.from(written[3], 'hex'),
  name: written[4],
  website: written[5],
  html: written[6],
  language: written[7],
  avatar: written[8],
  created_at: new Date(written[9]),
  edited_at: written[10] === null ? null : new Date(written[10]),
  is_staff: written[11],
  step: written[12],
  pending: false,
})
