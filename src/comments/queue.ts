import { type Kysely, sql } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { isBy, type PersonFilter } from '../readers/background.ts'
import type { Scope } from './decide.ts'

/** Which comments a moderator wants to see. */
export interface QueueFilter {
  /** Null: whatever their state. */
  status: CommentStatus | null
  /** The slug of one article. */
  post: string | null
  person: PersonFilter | null
  /** Words in the text or the name. */
  text: string | null
  scope: Scope
}

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
  /** What it was judged by. */
  reasons: string[]
  /** The last step of its log. */
  step: { id: number; actor: string; at: Date } | null
}

export interface QueuePage {
  comments: QueuedComment[]
  /** The id to continue before; null on the last page. */
  next: number | null
}

/** Reads a page of comments, newest first, those before an id. */
export async function readQueue(
  db: Kysely<Database>,
  filter: QueueFilter,
  { before, size }: { before: number | null; size: number },
): Promise<QueuePage> {
  const rows = await withDetails(matching(db, filter))
    .$if(before !== null, query => query.where('c.id', '<', before))
    .orderBy('c.id', 'desc')
    .limit(size + 1)
    .execute()
  const shown = rows.slice(0, size)
  return {
    next: rows.length > size ? (shown.at(-1)?.id ?? null) : null,
    comments: shown.map(queuedOf),
  }
}

/** Reads some comments as the queue shows them; those that a moderator may not see are left out. */
export async function readQueued(
  db: Kysely<Database>,
  ids: readonly number[],
  scope: Scope,
): Promise<QueuedComment[]> {
  const filter = { status: null, post: null, person: null, text: null, scope }
  const rows = await withDetails(matching(db, filter))
    .where('c.id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute()
  return rows.map(queuedOf)
}

function withDetails(query: ReturnType<typeof matching>) {
  return (
    query
      .leftJoin('comments as answered', 'answered.id', 'c.parent_id')
      .leftJoinLateral(
        eb =>
          eb
            .selectFrom('private.moderation_log')
            .select(['id', 'actor', 'at'])
            .whereRef('comment_id', '=', 'c.id')
            .orderBy('id', 'desc')
            .limit(1)
            .as('step'),
        join => join.onTrue(),
      )
      .select(['c.id', 'c.status', 'c.name', 'c.website', 'c.html', 'c.source', 'c.language', 'c.avatar'])
      .select(['c.created_at', 'c.edited_at'])
      .select(['p.slug', 'p.title', 'p.language as post_language'])
      .select([
        'answered.id as answered_id',
        'answered.name as answered_name',
        'answered.html as answered_html',
      ])
      .select(['step.id as step_id', 'step.actor', 'step.at'])
      // Why it waits is what it was judged by, whatever moderators did since.
      .select(eb =>
        eb
          .selectFrom('private.moderation_log as verdict')
          .select('verdict.reasons')
          .whereRef('verdict.comment_id', '=', 'c.id')
          .where('verdict.actor', 'in', ['rule', 'reader'])
          .orderBy('verdict.id', 'desc')
          .limit(1)
          .as('reasons'),
      )
  )
}

type Row = Awaited<ReturnType<ReturnType<typeof withDetails>['execute']>>[number]

function queuedOf({ slug, title, post_language, step_id, actor, reasons, at, ...row }: Row): QueuedComment {
  const { answered_id, answered_name, answered_html, ...comment } = row
  return {
    ...comment,
    post: { slug, title, language: post_language },
    answers:
      answered_id === null ? null : { id: answered_id, name: answered_name ?? '', html: answered_html ?? '' },
    reasons: reasons ?? [],
    step: step_id === null || at === null ? null : { id: step_id, actor: actor ?? '', at },
  }
}

/** The id of the newest comment; 0 when there is none. */
export async function newestComment(db: Kysely<Database>): Promise<number> {
  const row = await db.selectFrom('comments').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? 0
}

/** How many comments wait that were written after another one. */
export async function countNewer(db: Kysely<Database>, scope: Scope, since: number): Promise<number> {
  const filter: QueueFilter = { status: 'pending', post: null, person: null, text: null, scope }
  const { count } = await matching(db, filter)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('c.id', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** How many comments are in each state, of all that a moderator may see. */
export async function countByStatus(
  db: Kysely<Database>,
  scope: Scope,
): Promise<Partial<Record<CommentStatus, number>>> {
  const rows = await db
    .selectFrom('comments as c')
    .$if(scope !== null, query =>
      query.where('c.post_id', 'in', eb =>
        eb
          .selectFrom('posts')
          .select('id')
          .where('author_id', '=', scope?.author ?? null),
      ),
    )
    .select('c.status')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .groupBy('c.status')
    .execute()
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

function matching(db: Kysely<Database>, { status, post, person, text, scope }: QueueFilter) {
  return db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .$if(status !== null, query => query.where('c.status', '=', status))
    .$if(status === null, query => query.where('c.status', '<>', 'withdrawn'))
    .$if(post !== null, query => query.where('p.slug', '=', post))
    .$if(scope !== null, query => query.where('p.author_id', '=', scope?.author ?? null))
    .$if(text !== null, query => query.where(holds(text ?? '')))
    .$if(person !== null, query => query.where(isBy(person ?? { nobody: true })))
}

const holds = (text: string) => {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(c.source ilike ${pattern} or c.name ilike ${pattern})`
}
