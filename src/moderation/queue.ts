import { type Kysely, sql } from 'kysely'
import type { CommentStatus, Database, QueueFilter } from '../db/tables.ts'
import type { Scope } from './states.ts'
import { marksOf } from './marks.ts'
import { type Reported, reportsOf } from './reports.ts'
import { everything, matching, type Narrowed } from './queue-filter.ts'
import { newestWith } from '../search/find-comments.ts'
import { type Evidence, readEvidence } from '../spam/evidence.ts'
import { countLinks } from './signals.ts'

/** A comment with what is needed to decide on it. */
export interface QueuedComment {
  id: number
  status: CommentStatus
  name: string
  website: string | null
  html: string
  source: string
  language: string
  avatar: string
  created_at: Date
  edited_at: Date | null
  post: { slug: string; title: string; language: string }
  answers: { id: number; name: string; html: string } | null
  /** Links in it as it is now. */
  links: number
  /** What it was judged by. */
  reasons: string[]
  /** The words by which it is like spam; empty where it is not, or where they are gone. */
  evidence: Evidence[]
  /** How often readers have reported it, by reason, the most frequent first. */
  reports: Reported[]
  /** It begins a conversation. */
  isFirst: boolean
  isPinned: boolean
  isClosed: boolean
  /** The last step of its log: what a decision about it has seen. */
  step: number
}

export interface QueuePage {
  comments: QueuedComment[]
  /** The id to continue before; null on the last page. */
  next: number | null
}

/**
 * Reads a page of comments, newest first, those before an id. First which, then all about them: what belongs to fifty
 * comments is not gathered for all that match.
 */
export async function readQueue(
  db: Kysely<Database>,
  filter: Narrowed,
  { before, size }: { before: number | null; size: number },
): Promise<QueuePage> {
  const found = await find(db, filter, { before, limit: size + 1 })
  const ids = found.slice(0, size)
  return {
    next: found.length > size ? (ids.at(-1) ?? null) : null,
    comments: await readQueued(db, ids, filter.scope),
  }
}

interface Wanted {
  before: number | null
  limit: number
}

function find(db: Kysely<Database>, filter: Narrowed, wanted: Wanted): Promise<number[]> {
  const {
    ids,
    text,
    status,
    areAll: _,
    zone: _zone,
    also: _also,
    likely = null,
    reported = null,
    ...rest
  } = filter
  const others = { ...rest, likely, reported }
  if (ids !== null && !isByTime(filter)) return pick(db, filter, ids, wanted)
  const hasWordsOnly = Object.values(others).every(part => part === null)
  return text !== null && hasWordsOnly ? newestWith(db, text, status, wanted) : walk(db, filter, wanted)
}

/** Between two days the index by time is walked; ids come in the same order, but for comments that were imported. */
const isByTime = ({ from, to }: QueueFilter) => from !== null || to !== null

/** The newest comments that match, found on the way down from the newest of all. */
async function walk(db: Kysely<Database>, filter: Narrowed, { before, limit }: Wanted): Promise<number[]> {
  if (filter.likely) return surest(db, filter, { before, limit })
  const rows = await matching(db, filter)
    .select('c.id')
    .$if(before !== null, query =>
      isByTime(filter)
        ? query.where(
            sql<boolean>`(c.created_at, c.id) < (select b.created_at, b.id from comments b where b.id = ${before})`,
          )
        : query.where('c.id', '<', before),
    )
    .$if(isByTime(filter), query => query.orderBy('c.created_at', 'desc'))
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Those that are likest spam, found on the way down from the likest of all. */
async function surest(db: Kysely<Database>, filter: Narrowed, { before, limit }: Wanted): Promise<number[]> {
  const rows = await matching(db, filter)
    .innerJoin('private.spam_verdicts as v', 'v.comment_id', 'c.id')
    .select('c.id')
    .where('v.likeness', 'is not', null)
    .$if(before !== null, query =>
      query.where(
        sql<boolean>`(v.score, v.comment_id) < (
          select b.score, b.comment_id from private.spam_verdicts b where b.comment_id = ${before})`,
      ),
    )
    .orderBy('v.score', 'desc')
    .orderBy('v.comment_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** As many as are looked at in one go: of thousands that are named the newest few are a page. */
const portion = 500

/** The newest of comments that are named, as far as they match. */
async function pick(
  db: Kysely<Database>,
  filter: Narrowed,
  named: readonly number[],
  { before, limit }: Wanted,
): Promise<number[]> {
  const left = named.filter(id => before === null || id < before).sort((a, b) => b - a)
  if (filter.areAll) return left.slice(0, limit)
  const found: number[] = []
  while (left.length > 0 && found.length < limit) {
    const ids = left.splice(0, portion)
    found.push(...(await walk(db, { ...filter, ids }, { before: null, limit: limit - found.length })))
  }
  return found
}

/** Reads some comments as the queue shows them, in the order of their ids in the list; those that a moderator may not see are left out. */
export async function readQueued(
  db: Kysely<Database>,
  ids: readonly number[],
  scope: Scope,
): Promise<QueuedComment[]> {
  if (ids.length === 0) return []
  const rows = await withDetails(matching(db, { ...everything(scope), ids, areAll: false })).execute()
  const places = new Map(ids.map((id, place) => [id, place]))
  return rows.map(queuedOf).sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
}

/** By which name a comment was written, for who may see it. */
export async function nameOf(db: Kysely<Database>, id: number, scope: Scope): Promise<string | null> {
  const row = await matching(db, { ...everything(scope), ids: [id], areAll: false })
    .select('c.name')
    .executeTakeFirst()
  return row?.name ?? null
}

function withDetails(query: ReturnType<typeof matching>) {
  return (
    query
      .innerJoin('posts as p', 'p.id', 'c.post_id')
      .leftJoin('comments as answered', 'answered.id', 'c.parent_id')
      .select(['c.id', 'c.status', 'c.name', 'c.website', 'c.html', 'c.source', 'c.language', 'c.avatar'])
      .select(['c.created_at', 'c.edited_at', 'c.step'])
      // Looked up one by one: as joins they made Postgres think longer about the statement than do it.
      .select(eb => [
        eb
          .selectFrom('private.spam_verdicts as learned')
          .select('learned.evidence')
          .whereRef('learned.comment_id', '=', 'c.id')
          .as('evidence'),
        eb
          .selectFrom('private.akismet_answers as akismet')
          .select('akismet.is_spam')
          .whereRef('akismet.comment_id', '=', 'c.id')
          .as('is_spam'),
      ])
      .select([reportsOf.as('reports'), marksOf('c.thread_id').as('marks')])
      .select(eb => eb('c.thread_id', '=', eb.ref('c.id')).as('isFirst'))
      .select(['p.slug', 'p.title', 'p.language as post_language'])
      .select([
        'answered.id as answered_id',
        'answered.name as answered_name',
        'answered.html as answered_html',
      ])
      // Why it waits is what it was judged by, whatever moderators did since.
      .select(eb =>
        eb
          .selectFrom('private.moderation_log as verdict')
          .select('verdict.reasons')
          .whereRef('verdict.comment_id', '=', 'c.id')
          .where('verdict.kind', 'in', ['rule', 'reader'])
          .orderBy('verdict.id', 'desc')
          .limit(1)
          .as('reasons'),
      )
  )
}

type Row = Awaited<ReturnType<ReturnType<typeof withDetails>['execute']>>[number]

function queuedOf({
  slug,
  title,
  post_language,
  reasons,
  evidence,
  is_spam,
  marks,
  ...row
}: Row): QueuedComment {
  const { answered_id, answered_name, answered_html, ...comment } = row
  return {
    ...comment,
    isFirst: Boolean(comment.isFirst),
    isPinned: marks.includes('pinned'),
    isClosed: marks.includes('closed'),
    links: countLinks(comment.html),
    post: { slug, title, language: post_language },
    answers:
      answered_id === null ? null : { id: answered_id, name: answered_name ?? '', html: answered_html ?? '' },
    // What Akismet says comes later, and takes no step where its comment waits anyway.
    reasons: [...new Set([...(reasons ?? []), ...(is_spam ? ['akismet'] : [])])],
    evidence: readEvidence(evidence),
  }
}
