import type { Kysely } from 'kysely'
import type { AccountActor } from '../accounts/audit-log.ts'
import { now } from '../db/clock.ts'
import type { Openness, PostStatus } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import { isOwn } from './authors.ts'
import type { PostContent } from './form.ts'
import { opennessOf } from './openness.ts'
import { newestRevision, readContent, type Revision } from './revisions.ts'

/** Somebody who may write: everybody's articles, or their own. */
export interface Writer extends AccountActor {
  all: boolean
}

/** An article as its window shows it. */
export interface EditedPost {
  id: number
  status: PostStatus
  published_at: Date | null
  /** The address that readers know. */
  slug: string
  /** The database's time. */
  asked_at: Date
  /** The number that the next save is made from. */
  base: number
  /** What was written last. */
  content: PostContent
  /** Until when it takes comments now, whatever is written here. */
  comments: Openness
  /** The number of the revision that readers see, or would. */
  shown: number
  /** Whether readers see something older than that. */
  isAhead: boolean
  last: Pick<Revision, 'at' | 'actor' | 'account' | 'kind' | 'mark'> | null
}

/** Opens an article for somebody who may write it; null when there is none. */
export async function openPost(db: Kysely<Database>, writer: Writer, id: number): Promise<EditedPost | null> {
  const row = await theirs(db, writer)
    .select(['p.id', 'p.status', 'p.published_at', 'p.slug', 'p.revision', now.as('asked_at')])
    .select(['p.comments_open', 'p.close_after_days'])
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { revision, comments_open, close_after_days, ...post } = row
  const newest = await newestRevision(db, id)
  const isAhead = newest !== null && newest.number > revision
  return {
    ...post,
    comments: opennessOf(comments_open, close_after_days),
    base: newest?.number ?? 0,
    content: newest && isAhead ? newest.content : await readContent(db, id),
    shown: revision,
    isAhead,
    last: newest,
  }
}

/** Whether somebody may write an article. */
export async function mayWrite(db: Kysely<Database>, writer: Writer, id: number): Promise<boolean> {
  const found = await theirs(db, writer).select('p.id').where('p.id', '=', id).executeTakeFirst()
  return found !== undefined
}

/** The articles `p` that somebody may write. */
export const theirs = (db: Kysely<Database>, writer: Writer) =>
  db.selectFrom('posts as p').$if(!writer.all, query => query.where(isOwn('p.id', writer.account)))
