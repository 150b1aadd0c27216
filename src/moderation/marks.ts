import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { CommentMark } from '../db/thread-tables.ts'
import type { Database } from '../db/tables.ts'
import type { Current, Marking } from './states.ts'

/** So many conversations of an article stand first at most: of more nobody sees the others. */
export const mostPinned = 3

/** What a moderator may do with a comment, or its conversation, besides moving it. */
export const markings = ['pinned', 'unpinned', 'closed', 'reopened'] as const satisfies readonly Marking[]

/** What each of them does, and by what it is taken back. */
const ways = {
  pinned: { mark: 'pinned', isOn: true, back: 'unpinned' },
  unpinned: { mark: 'pinned', isOn: false, back: 'pinned' },
  closed: { mark: 'closed', isOn: true, back: 'reopened' },
  reopened: { mark: 'closed', isOn: false, back: 'closed' },
} as const satisfies Record<Marking, { mark: CommentMark; isOn: boolean; back: Marking }>

/** What takes a step back that did nothing else; null where it did. */
export function markingBack(reasons: readonly string[]): Marking | null {
  const done = markings.find(marking => reasons.length === 1 && reasons[0] === marking)
  return done ? ways[done].back : null
}

/**
 * What a comment becomes by it; null where that is so already, or can't be: only what readers see is marked, and a mark
 * is taken off whatever became of its comment.
 */
export async function asMarked(
  trx: Transaction<Database>,
  current: Current,
  marking: Marking,
): Promise<{ marking: Marking } | null> {
  const { mark, isOn } = ways[marking]
  const { thread, isFirst } = await placeOf(trx, current)
  if ((isOn && current.status !== 'approved') || (mark === 'pinned' && !isFirst)) return null
  if ((await isMarked(trx, thread, mark)) === isOn) return null
  return isOn && mark === 'pinned' && (await isFullFor(trx, current)) ? null : { marking }
}

/** Whether nothing more can be pinned under a comment's article. Two who pin at once are one after the other. */
export async function isFullFor(trx: Transaction<Database>, { post }: Current): Promise<boolean> {
  await trx.selectFrom('posts').select('id').where('id', '=', post).forNoKeyUpdate().execute()
  const { pinned } = await trx.selectNoFrom(pinnedOf(post).as('pinned')).executeTakeFirstOrThrow()
  return pinned.length >= mostPinned
}

/** Keeps what the gate's steps marked. */
export async function keepMark(
  trx: Transaction<Database>,
  current: Current,
  marking: Marking,
): Promise<void> {
  const { mark, isOn } = ways[marking]
  const { thread } = await placeOf(trx, current)
  if (isOn)
    await trx
      .insertInto('comment_marks')
      .values({ comment_id: thread, mark, post_id: current.post })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  else
    await trx.deleteFrom('comment_marks').where('comment_id', '=', thread).where('mark', '=', mark).execute()
}

/** Takes the pins off comments that are erased: nobody could any more. That a conversation is closed stays. */
export async function forgetPins(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('comment_marks')
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .where('mark', '=', 'pinned')
    .execute()
}

async function placeOf(trx: Transaction<Database>, { id }: Current) {
  const { thread } = await trx
    .selectFrom('comments')
    .select('thread_id as thread')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { thread, isFirst: thread === id }
}

async function isMarked(trx: Transaction<Database>, thread: number, mark: CommentMark): Promise<boolean> {
  const found = await trx
    .selectFrom('comment_marks')
    .select('mark')
    .where('comment_id', '=', thread)
    .where('mark', '=', mark)
    .executeTakeFirst()
  return found !== undefined
}

/** Whether the conversation that a column of a query names bears a mark. */
export const bears = (mark: CommentMark, thread: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from comment_marks m where m.comment_id = ${sql.ref(thread)} and m.mark = ${sql.lit(mark)})`

/** All marks that a conversation bears. */
export const marksOf = (thread: string): RawBuilder<CommentMark[]> => sql<CommentMark[]>`array(
  select m.mark from comment_marks m where m.comment_id = ${sql.ref(thread)})`

/**
 * The conversations of an article that stand first, in their order: those whose pinned comment anyone may see, and no
 * more than may be pinned, though one that came back may make them more. `private.pinned_of` and `page_of_threads` say the same.
 */
export const pinnedOf = (post: number | RawBuilder<number>): RawBuilder<number[]> => sql<number[]>`array(
  select m.comment_id from comment_marks m join comments c on c.id = m.comment_id
  where m.post_id = ${post} and m.mark = 'pinned' and c.status = 'approved' order by m.at, m.comment_id
  limit ${sql.lit(mostPinned)})`
