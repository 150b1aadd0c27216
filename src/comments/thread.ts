import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { type PlaceOf, statement } from '../db/statement.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { pinnedOf } from '../moderation/marks.ts'
import type { End } from '../settings/declared.ts'
import type { Beginning, ShownComment } from './shown-comment.ts'
import { commentsIn, type PageValues, pageOf, type WrittenPage } from './written.ts'

/** A thread of a page. */
export interface ShownThread {
  id: number
  /** Sorts threads, as hexadecimal digits; see order.ts. */
  place: string
  /** It takes no more replies. */
  isClosed: boolean
  /** What the page shows of it, written down; see written.ts. */
  text: string
}

/** A page of threads. Pages are named by the thread they begin with, from whichever end they are walked. */
export interface ThreadPage {
  /** Those that stand first, and then the others as they are walked. */
  threads: readonly ShownThread[]
  /** Threads of this page that have more replies than it shows, with how many comments they have. */
  longer: Map<number, number>
  /** The article's conversations that stand first, in their order; they are on the first page. */
  pinned: readonly number[]
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

/** What `pageOf` is asked with. */
export const valuesOf = ({ from, size, first }: Omit<PageRequest, 'post'>): PageValues => ({
  from,
  isNewest: first === 'newest',
  most: size,
  each: repliesShown(size) + 1,
})

/** Reads one page of an article's threads. The work depends on the page's size, never on the article's. */
export async function readThreadPage(
  db: ReadonlyKysely<PublicDatabase>,
  { post, ...request }: PageRequest,
): Promise<ThreadPage> {
  const [written] = await pages(db, { post, ...valuesOf(request) })
  if (!written) throw new Error('a page is one row')
  return pageWritten(written, request)
}

const pages = statement((db, place: PlaceOf<PageValues & { post: number }>) =>
  db.selectFrom(pageOf(place('post'), place)).select(['page.outline', 'page.texts']),
)

/** A page from how the database writes it down. */
export function pageWritten(
  { outline, texts }: WrittenPage,
  { size }: Pick<PageRequest, 'size'>,
): ThreadPage {
  const { pinned, begins, start, before } = outline
  const lines = texts?.split('\n') ?? []
  const written = outline.threads.map((thread, at) => ({ ...thread, text: lines[at] ?? '[]' }))
  const threads = written.filter(({ nth }) => nth <= size)
  const next = written.find(({ nth }) => nth > size)
  const long = threads.filter(({ count }) => count > repliesShown(size) + 1)
  const goOn = long.flatMap(({ id, goesOn }) =>
    goesOn ? [[id, { id: goesOn.id, place: Buffer.from(goesOn.place, 'hex') }] as const] : [],
  )
  return {
    threads,
    longer: new Map(long.map(({ id, count }) => [id, count])),
    pinned: threads.length === 0 ? [] : pinned,
    goesOn: new Map(goOn),
    previous:
      before.length === 0 ? null : before[size] === undefined ? 'first' : (before[size - 1] ?? 'first'),
    next: next?.id ?? null,
    begins,
    start: start === null ? null : Buffer.from(start, 'hex'),
    end: next ? Buffer.from(next.place, 'hex') : null,
  }
}

/** The comments of a page in the order of their places. */
export const commentsOf = ({ threads }: Pick<ThreadPage, 'threads'>): ShownComment[] =>
  inOrder(threads).flatMap(commentsIn)

/** Threads in the order of their places. */
export const inOrder = <Thread extends { place: string }>(threads: readonly Thread[]): Thread[] =>
  [...threads].sort((one, other) => (one.place < other.place ? -1 : 1))

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
