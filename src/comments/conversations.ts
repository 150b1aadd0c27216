import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { type PlaceOf, statement } from '../db/statement.ts'
import type { PublicDatabase } from '../db/tables.ts'
import { around, type WrittenAround } from '../posts/around.ts'
import { withCover } from '../posts/cover.ts'
import { type PublishedPost, postAt, slugIn } from '../posts/read.ts'
import { type PageRequest, pageWritten, type ShownThread, type ThreadPage, valuesOf } from './thread.ts'
import { type PageValues, pageOf } from './written.ts'

/** A conversation as a page shows it, and what was made of it so far. */
export interface Conversation extends ShownThread {
  /** Its HTML by who gets it; empty until somebody looks at it. */
  html: Map<string, MadeHtml>
}

/** HTML of a conversation, as bytes. */
export interface MadeHtml {
  bytes: Buffer
  /** What it was made with besides the conversation's text: where that is not what it was, this is outdated. */
  of: string
}

/** An article with one page of its conversations, as they were read. */
export interface Reading {
  post: PublishedPost
  page: ThreadPage
  /** By their threads. */
  conversations: ReadonlyMap<number, Conversation>
}

interface Asked {
  /** The page as it was; a conversation that is what it was comes with what was made of it: after a decision one is made anew, and not fifty. */
  before?: Reading | undefined
  /** Whether what stands around the article is asked for. */
  withAround: boolean
}

/**
 * Reads the article at a slug with a page of its conversations and what stands around it, by one statement: what is made
 * between two would lie about in the meantime. Undefined where no reader sees one.
 */
export async function readConversations(
  db: ReadonlyKysely<PublicDatabase>,
  asked: string,
  request: Omit<PageRequest, 'post'>,
  { before, withAround }: Asked,
): Promise<{ reading: Reading; around: WrittenAround | null } | undefined> {
  const slug = slugIn(asked)
  const [row] = slug === null ? [] : await articles(db, { slug, withAround, ...valuesOf(request) })
  if (!row) return undefined
  const { outline, texts, around, ...post } = row
  const page = pageWritten({ outline, texts }, request)
  const conversations = new Map<number, Conversation>()
  for (const thread of page.threads) {
    const earlier = before?.conversations.get(thread.id)
    // A map of its own, so that what is still made for somebody who has the earlier one is not held here, uncounted.
    conversations.set(thread.id, {
      ...thread,
      html: new Map(earlier?.text === thread.text ? earlier.html : []),
    })
  }
  return { reading: { post: withCover(post), page, conversations }, around }
}

const articles = statement((db, place: PlaceOf<PageValues & { slug: string; withAround: boolean }>) =>
  postAt(db, place('slug'))
    .innerJoinLateral(pageOf(sql.ref('p.id'), place), join => join.onTrue())
    .select(['page.outline', 'page.texts'])
    .select(
      sql<WrittenAround | null>`case when ${place('withAround')}::boolean then ${around(sql.ref('p.id'))} end`.as(
        'around',
      ),
    ),
)

/** About how many bytes a reading takes, with the HTML that it has by now. */
export function sizeOf({ post, conversations }: Reading): number {
  let bytes = 2_000 + 2 * post.html.length
  for (const { text, html } of conversations.values()) {
    bytes += 2_000 + 2 * text.length
    for (const made of html.values()) bytes += sizeOfHtml(made)
  }
  return bytes
}

/** How many of them are HTML of one conversation for one kind of reader. */
export const sizeOfHtml = ({ bytes, of }: MadeHtml): number => bytes.length + of.length + 200
