import { type Kysely, sql, type Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { CommentStatus, Database } from '../db/tables.ts'

/** Where a moderator may move a comment. */
export type Decided = Extract<CommentStatus, 'approved' | 'pending' | 'spam' | 'trash'>

/** A comment to decide on, with the last step of its log that the moderator saw; null when none was shown. */
export interface Choice {
  comment: number
  seen: number | null
}

/** Whose comments somebody may decide on: those of every article, or of one author's. */
export type Scope = { author: number } | null

/** Somebody else decided first: who, when, and what. */
export interface Overtaken {
  comment: number
  actor: string
  status: CommentStatus
  at: Date
}

export interface Outcome {
  /** What takes it back; null when nothing moved. */
  decision: string | null
  moved: { comment: number; post: number; from: CommentStatus }[]
  /** Not moved: what the moderator saw was no longer so. */
  overtaken: Overtaken[]
  /** Not moved: in that state already. */
  unchanged: number[]
  /** Not moved: not there, withdrawn by their authors, or not this moderator's to decide on. */
  missing: number[]
}

/** Moves comments, all of one decision, and writes down who did it, in one transaction. */
export function decide(
  db: Kysely<Database>,
  choices: readonly Choice[],
  to: Decided,
  actor: Actor,
  scope: Scope = null,
): Promise<Outcome> {
  return db.transaction().execute(async trx => {
    const found = await lockComments(
      trx,
      choices.map(choice => choice.comment),
      scope,
    )
    const moves: Move[] = []
    const outcome: Outcome = { decision: null, moved: [], overtaken: [], unchanged: [], missing: [] }
    for (const { comment, seen } of choices) {
      const current = found.get(comment)
      if (!current) outcome.missing.push(comment)
      else if (current.status === to) outcome.unchanged.push(comment)
      else if (seen !== null && seen !== current.step) outcome.overtaken.push(overtakenBy(current))
      else moves.push({ comment, post: current.post, from: current.status, to })
    }
    return { ...outcome, ...(await move(trx, moves, actor)) }
  })
}

/** Takes a decision back, where nobody has decided since. */
export function reverse(
  db: Kysely<Database>,
  decision: string,
  actor: Actor,
  scope: Scope = null,
): Promise<Outcome> {
  return db.transaction().execute(async trx => {
    const steps = await trx
      .selectFrom('private.moderation_log')
      .select(['id', 'comment_id', 'from_status'])
      .where('decision', '=', decision)
      .where('actor', 'not in', ['rule', 'reader'])
      .execute()
    const found = await lockComments(
      trx,
      steps.map(step => step.comment_id),
      scope,
    )
    const moves: Move[] = []
    const outcome: Outcome = { decision: null, moved: [], overtaken: [], unchanged: [], missing: [] }
    for (const { id, comment_id: comment, from_status } of steps) {
      const current = found.get(comment)
      if (!current || from_status === null) outcome.missing.push(comment)
      else if (current.step !== id) outcome.overtaken.push(overtakenBy(current))
      else moves.push({ comment, post: current.post, from: current.status, to: from_status })
    }
    return { ...outcome, ...(await move(trx, moves, actor)) }
  })
}

interface Current {
  id: number
  post: number
  status: CommentStatus
  /** The last step of its log, and who took it when. */
  step: number | null
  actor: string | null
  at: Date | null
}

/** In the order of ids, so that two moderators at once can't deadlock. */
async function lockComments(
  trx: Transaction<Database>,
  ids: readonly number[],
  scope: Scope,
): Promise<Map<number, Current>> {
  if (ids.length === 0) return new Map()
  const locked = await trx
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.post_id', 'c.status'])
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
  const last = new Map(steps.map(step => [step.comment_id, step]))
  return new Map(
    locked.map(({ id, post_id, status }) => {
      const step = last.get(id)
      return [
        id,
        {
          id,
          post: post_id,
          status,
          step: step?.id ?? null,
          actor: step?.actor ?? null,
          at: step?.at ?? null,
        },
      ]
    }),
  )
}

const overtakenBy = ({ id, status, actor, at }: Current): Overtaken => ({
  comment: id,
  actor: actor ?? '',
  status,
  at: at ?? new Date(),
})

interface Move {
  comment: number
  post: number
  from: CommentStatus
  to: CommentStatus
}

async function move(
  trx: Transaction<Database>,
  moves: readonly Move[],
  actor: Actor,
): Promise<Pick<Outcome, 'decision' | 'moved'>> {
  if (moves.length === 0) return { decision: null, moved: [] }
  const decision = crypto.randomUUID()
  const byStatus = Map.groupBy(moves, ({ to }) => to)
  for (const [to, some] of byStatus)
    await trx
      .updateTable('comments')
      .set({ status: to })
      .where('id', '=', sql<number>`any(${some.map(({ comment }) => comment)}::bigint[])`)
      .execute()
  await trx
    .insertInto('private.moderation_log')
    .values(
      moves.map(({ comment, from, to }) => ({
        comment_id: comment,
        from_status: from,
        to_status: to,
        actor: actor.name,
        account_id: actor.account,
        decision,
        reasons: [],
      })),
    )
    .execute()
  return { decision, moved: moves.map(({ comment, post, from }) => ({ comment, post, from })) }
}
