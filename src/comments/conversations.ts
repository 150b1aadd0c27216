import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import type { PublishedPost } from '../posts/read.ts'
import { type ShownComment, shownColumns } from './first-comments.ts'
import { type PageRequest, readThreadPage, type ThreadPage } from './thread.ts'

/** A conversation as a page shows it: its outline, and what was made of it so far. */
export interface Conversation {
  thread: number
  comments: readonly ShownComment[]
  /** Its HTML as bytes, by whatever else that depends on; empty until somebody looks at it. */
  html: Map<string, Buffer>
}

/** An article with one page of its conversations, as they were read. */
export interface Reading {
  post: PublishedPost
  page: ThreadPage
  /** By their threads. */
  conversations: ReadonlyMap<number, Conversation>
}

/**
 * Reads an article's page of conversations. Those that are what they were `before` come with what was made of them:
 * after a decision one of them is made anew, and not fifty.
 */
export async function readConversations(
  db: ReadonlyKysely<PublicDatabase>,
  post: PublishedPost,
  request: Omit<PageRequest, 'post'>,
  before?: Reading,
): Promise<Reading> {
  const page = await readThreadPage(db, { ...request, post: post.id })
  const conversations = new Map<number, Conversation>()
  for (const [thread, comments] of Map.groupBy(page.comments, comment => comment.thread_id)) {
    const earlier = before?.conversations.get(thread)
    const isSame = earlier !== undefined && areSame(earlier.comments, comments)
    conversations.set(thread, isSame ? earlier : { thread, comments, html: new Map() })
  }
  return { post, page, conversations }
}

const areSame = (some: readonly ShownComment[], others: readonly ShownComment[]) =>
  some.length === others.length && some.every((one, place) => isSame(one, others[place]))

const isSame = (one: ShownComment, other: ShownComment | undefined) =>
  other !== undefined && shownColumns.every(column => isEqual(one[column], other[column]))

function isEqual(one: ShownComment[keyof ShownComment], other: ShownComment[keyof ShownComment]): boolean {
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime()
  if (Buffer.isBuffer(one) && Buffer.isBuffer(other)) return one.equals(other)
  if (Array.isArray(one) && Array.isArray(other)) return one.join() === other.join()
  return one === other
}

/** About how many bytes a reading takes, with its HTML in two languages. */
export const sizeOf = ({ post, page }: Reading): number =>
  2 * post.html.length + page.comments.reduce((sum, { html }) => sum + 5_000 + 6 * html.length, 0)
