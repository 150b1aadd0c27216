import { type Kysely, sql } from 'kysely'
import type { CommentStatus, Database, StepKind } from '../db/tables.ts'
import { persons } from './actor.ts'
import { markings } from './marks.ts'
import type { Marking, Scope } from './states.ts'

/** What one decision did. */
export interface DecisionSummary {
  decision: string
  comments: number
  /** Null when it moved comments to several states, as taking back many at once may, or none, as an edit. */
  to: CommentStatus | null
  /** What it did with one that stayed in its state. */
  marking: Marking | null
}

/** What a decision did; null when there is none of that name. */
export async function summarize(db: Kysely<Database>, decision: string): Promise<DecisionSummary | null> {
  const rows = await db
    .selectFrom('private.moderation_log')
    .select('to_status')
    .select(eb => eb.fn.count<number>('source_before').as('edits'))
    .select(eb => eb.fn.countAll<number>().as('count'))
    .select(sql<string | null>`max(reasons[1])`.as('reason'))
    .where('decision', '=', decision)
    .groupBy('to_status')
    .execute()
  const [first, ...others] = rows
  if (!first) return null
  return {
    decision,
    comments: rows.reduce((sum, { count }) => sum + count, 0),
    to: others.length === 0 && first.edits === 0 ? first.to_status : null,
    marking: others.length === 0 ? (markings.find(marking => marking === first.reason) ?? null) : null,
  }
}

/** A step of the log, as a page lists it. */
export interface LoggedStep {
  id: number
  comment: number
  name: string
  slug: string | null
  from: CommentStatus | null
  to: CommentStatus
  by: { kind: StepKind; name: string }
  reasons: string[]
  decision: string
  /** A person took it, and nobody has changed the comment since. */
  canUndo: boolean
  /** What an edit changed; null for every other step, and once its words are gone. */
  edit: { before: string; after: string } | null
  at: Date
}

/** What a comment said after the edit `l` of a query: what the next edit found, or what it says now. */
const sourceAfter = sql<string | null>`case when l.source_before is not null then coalesce((
  select n.source_before from private.moderation_log n
  where n.comment_id = l.comment_id and n.id > l.id and n.source_before is not null
  order by n.id limit 1), c.source) end`

/** A page of the log, the last step first, those before an id. */
export async function readLog(
  db: Kysely<Database>,
  { before, size, scope }: { before: number | null; size: number; scope: Scope },
): Promise<{ steps: LoggedStep[]; next: number | null }> {
  const rows = await db
    .selectFrom('private.moderation_log as l')
    .leftJoin('comments as c', 'c.id', 'l.comment_id')
    .leftJoin('posts as p', 'p.id', 'c.post_id')
    .select(['l.id', 'l.comment_id as comment', 'l.from_status as from', 'l.to_status as to'])
    .select(['l.kind', 'l.actor', 'l.reasons', 'l.decision', 'l.at', 'c.name', 'p.slug'])
    .select(eb =>
      eb
        .and([
          eb('l.kind', 'in', [...persons]),
          eb('c.step', '=', eb.ref('l.id')),
          eb('c.status', '<>', 'withdrawn'),
        ])
        .as('canUndo'),
    )
    .select('l.source_before')
    .select(sourceAfter.as('sourceAfter'))
    .$if(before !== null, query => query.where('l.id', '<', before))
    .$if(scope !== null, query =>
      query.where(sql<boolean>`p.id in (select private.posts_of(${scope?.author ?? null}))`),
    )
    .orderBy('l.id', 'desc')
    .limit(size + 1)
    .execute()
  const steps = rows.slice(0, size).map(({ kind, actor, source_before, sourceAfter, ...row }) => ({
    ...row,
    by: { kind, name: actor ?? '' },
    name: row.name ?? '',
    canUndo: Boolean(row.canUndo),
    edit:
      source_before === null || sourceAfter === null ? null : { before: source_before, after: sourceAfter },
  }))
  return { steps, next: rows.length > size ? (steps.at(-1)?.id ?? null) : null }
}
