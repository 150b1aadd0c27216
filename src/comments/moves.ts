import { sql, type Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { CommentStatus, Database, QueueFilter } from '../db/tables.ts'

/** Where a moderator may move a comment. */
export type Decided = Exclude<CommentStatus, 'withdrawn'>

/** Whose comments somebody may decide on: those of every article, or of one author's. */
export type Scope = QueueFilter['scope']

/** A comment that is to be moved. */
export interface Move {
  comment: number
  post: number
  from: CommentStatus
  to: CommentStatus
}

/** A comment as it is while it is locked, with the last step of its log. */
export interface Current {
  id: number
  post: number
  status: CommentStatus
  step: { id: number; actor: string; at: Date } | null
}

/** Locks comments that somebody may decide on, in the order of ids, so that two moderators at once can't deadlock. */
export async function lockComments(
  trx: Transaction<Database>,
  ids: readonly number[],
  scope: Scope,
): Promise<Map<number, Current>> {
  if (ids.length === 0) return new Map()
  const locked = await trx
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.post_id as post', 'c.status'])
    .where('c.id', '=', sql<number>`any(${ids}::bigint[])`)
    .where('c.status', '<>', 'withdrawn')
    .$if(scope !== null, query => query.where('p.author_id', '=', scope?.author ?? null))
    .orderBy('c.id')
    .forUpdate('c')
    .execute()
  // Read after the lock was got: what somebody did while we waited for it counts.
  const steps = await trx
    .selectFrom('private.moderation_log')
    .distinctOn('comment_id')
    .select(['comment_id', 'id', 'actor', 'at'])
    .where('comment_id', '=', sql<number>`any(${ids}::bigint[])`)
    .orderBy('comment_id')
    .orderBy('id', 'desc')
    .execute()
  const last = new Map(steps.map(({ comment_id, ...step }) => [comment_id, step]))
  return new Map(locked.map(comment => [comment.id, { ...comment, step: last.get(comment.id) ?? null }]))
}

/** Moves locked comments and writes each step down, all as parts of one decision. */
export async function moveComments(
  trx: Transaction<Database>,
  moves: readonly Move[],
  decision: string,
  actor: Actor,
): Promise<void> {
  if (moves.length === 0) return
  const moved = sql<{ id: number; was: CommentStatus; becomes: CommentStatus }>`unnest(
    ${moves.map(({ comment }) => comment)}::bigint[],
    ${moves.map(({ from }) => from)}::text[],
    ${moves.map(({ to }) => to)}::text[])`.as<'m'>(sql`m(id, was, becomes)`)
  await trx
    .updateTable('comments as c')
    .from(moved)
    .set(eb => ({ status: eb.ref('m.becomes') }))
    .whereRef('c.id', '=', 'm.id')
    .execute()
  await trx
    .insertInto('private.moderation_log')
    .columns(['comment_id', 'from_status', 'to_status', 'actor', 'account_id', 'decision'])
    .expression(eb =>
      eb
        .selectFrom(moved)
        .select(['m.id', 'm.was', 'm.becomes'])
        .select([
          sql<string>`${actor.name}::text`.as('actor'),
          sql<number | null>`${actor.account}::bigint`.as('account'),
          sql<string>`${decision}::uuid`.as('decision'),
        ])
        .orderBy('m.id'),
    )
    .execute()
}
