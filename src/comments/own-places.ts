import type { End } from '../settings/declared.ts'
import type { ShownComment } from './shown-comment.ts'
import type { SingleThread } from './long-thread.ts'
import { threadPlace } from './order.ts'
import type { OwnComment } from './own.ts'
import { commentsOf, type ThreadPage } from './thread.ts'

/*
 * A reader's own comment stands where it would if everyone saw it, and so on one page of its conversation: that all
 * that it answers is on a page too says nothing, for the first comment is on every one.
 */

/** Returns the comments of those conversations of an article's page where this reader has some, theirs among them, each once. */
export function ownOnArticle(
  page: Pick<ThreadPage, 'threads' | 'goesOn' | 'pinned' | 'start' | 'end'>,
  own: readonly OwnComment[],
  first: End,
): (ShownComment | OwnComment)[] {
  const { goesOn, pinned, start, end } = page
  const theirs = new Set(own.map(comment => comment.thread_id))
  const threads = new Set(page.threads.map(({ id }) => id))
  const comments = commentsOf({ threads: page.threads.filter(({ id }) => theirs.has(id)) })
  const follows = (thread: Buffer, other: Buffer) =>
    first === 'oldest' ? Buffer.compare(thread, other) : Buffer.compare(other, thread)
  const isWithin = (thread: Buffer) =>
    (start === null || follows(thread, start) >= 0) && (end === null || follows(end, thread) > 0)
  return joined(comments, own, ({ thread_id, place }) => {
    const rest = goesOn.get(thread_id)
    if (rest && Buffer.compare(place, rest.place) >= 0) return false
    return threads.has(thread_id) || (!pinned.includes(thread_id) && isWithin(threadPlace(place)))
  })
}

/** Returns the same of a page of one conversation, which repeats what its first comment answers. */
export function ownInThread(
  { comments, start, end }: Pick<SingleThread, 'comments' | 'start' | 'end'>,
  own: readonly OwnComment[],
): (ShownComment | OwnComment)[] {
  const answered = new Set(comments.flatMap(({ path }) => path))
  return joined(
    comments,
    own,
    ({ id, place }) =>
      answered.has(id) ||
      (Buffer.compare(place, start) >= 0 && (end === null || Buffer.compare(place, end) < 0)),
  )
}

function joined(
  comments: readonly ShownComment[],
  own: readonly OwnComment[],
  isHere: (comment: OwnComment) => boolean,
): (ShownComment | OwnComment)[] {
  const mine = own.filter(isHere)
  const ids = new Set(mine.map(({ id }) => id))
  return [...comments.filter(({ id }) => !ids.has(id)), ...mine]
}
