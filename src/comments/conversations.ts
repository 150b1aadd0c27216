import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { type PlaceOf, statement } from '../db/statement.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { withCover } from '../posts/cover.ts'
import { type PublishedPost, postAt, slugIn } from '../posts/read.ts'
import { type PageRequest, pageWritten, type ShownThread, type ThreadPage, valuesOf } from './thread.ts'
import { type PageValues, pageOf } from './written.ts'

/** A conversation as a page shows it, and what was made of it so far. */
export interface Conversation extends ShownThread {
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
 * Reads the article at a slug with a page of its conversations, by one statement; undefined where no reader sees one. Those that
 * are what they were `before` come with what was made of them: after a decision one of them is made anew, and not fifty.
 */
export async function readConversations(
  db: ReadonlyKysely<PublicDatabase>,
  asked: string,
  request: Omit<PageRequest, 'post'>,
  before?: Reading,
): Promise<Reading | undefined> {
  const slug = slugIn(asked)
  const [row] = slug === null ? [] : await articles(db, { slug, ...valuesOf(request) })
  if (!row) return undefined
  const { outline, texts, ...post } = row
  const page = pageWritten({ outline, texts }, request)
  const conversations = new Map<number, Conversation>()
  for (const thread of page.threads) {
    const earlier = before?.conversations.get(thread.id)
    const html = earlier?.text === thread.text ? earlier.html : new Map<string, Buffer>()
    conversations.set(thread.id, { ...thread, html })
  }
  return { post: withCover(post), page, conversations }
}

const articles = statement((db, place: PlaceOf<PageValues & { slug: string }>) =>
  postAt(db, place('slug'))
    .innerJoinLateral(pageOf(sql.ref('p.id'), place), join => join.onTrue())
    .select(['page.outline', 'page.texts']),
)

/** About how many bytes a reading takes, with its HTML in two languages. */
export const sizeOf = ({ post, page }: Reading): number =>
  2 * post.html.length + page.threads.reduce((sum, { text }) => sum + 2_000 + 6 * text.length, 0)
