import type { Kysely } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import type { Scope } from './moves.ts'

/** What one decision did. */
export interface DecisionSummary {
  decision: string
  comments: number
  /** Null when it moved comments to several states, as taking back many at once may, or none, as an edit. */
  to: CommentStatus | null
}

/** What a decision did; null when there is none of that name. */
export async function summarize(db: Kysely<Database>, decision: string): Promise<DecisionSummary | null> {
  const rows = await db
    .selectFrom('private.moderation_log')
    .select('to_status')
    .select(eb => eb.fn.count<number>('source_before').as('edits'))
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('decision', '=', decision)
    .groupBy('to_status')
    .execute()
  const [first, ...others] = rows
  if (!first) return null
  return {
    decision,
    comments: rows.reduce((sum, { count }) => sum + count, 0),
    to: others.length === 0 && first.edits === 0 ? first.to_status : null,
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
  actor: string
  account: number | null
  reasons: string[]
  decision: string
  /** Somebody decided this by hand, and nobody has decided since. */
  canUndo: boolean
  at: Date
}

/** A page of the log, the last step first, those before an id. */
export async function readLog(
  db: Kysely<Database>,
  { before, size, scope }: { before: number | null; size: number; scope: Scope },
): Promise<{ steps: LoggedStep[]; next: number | null }> {
  const rows = await db
    .selectFrom('private.moderation_log as l')
    .leftJoin('comments as c', 'c.id', 'l.comment_id')
    .leftJoin('posts as p', 'p.id', 'c.post_id')
    .select(['l.id', 'l.comment_id as comment', 'l.from_status as from', 'l.to_status as to', 'l.actor'])
    .select(['l.account_id as account', 'l.reasons', 'l.decision', 'l.at', 'c.name', 'p.slug'])
    .select(eb =>
      eb
        .and([
          eb('l.actor', 'not in', ['rule', 'reader']),
          eb('l.from_status', 'is not', null),
          eb.not(
            eb.exists(
              eb
                .selectFrom('private.moderation_log as later')
                .select('later.id')
                .whereRef('later.comment_id', '=', 'l.comment_id')
                .whereRef('later.id', '>', 'l.id'),
            ),
          ),
        ])
        .as('canUndo'),
    )
    .$if(before !== null, query => query.where('l.id', '<', before))
    .$if(scope !== null, query => query.where('p.author_id', '=', scope?.author ?? null))
    .orderBy('l.id', 'desc')
    .limit(size + 1)
    .execute()
  const steps = rows
    .slice(0, size)
    .map(row => ({ ...row, name: row.name ?? '', canUndo: Boolean(row.canUndo) }))
  return { steps, next: rows.length > size ? (steps.at(-1)?.id ?? null) : null }
}
