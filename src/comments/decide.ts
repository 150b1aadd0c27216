import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { CommentStatus, Database } from '../db/tables.ts'
import { type Current, type Decided, lockComments, type Move, moveComments, type Scope } from './moves.ts'

/** A comment to decide on, with the last step of its log that the moderator saw; null when none was shown. */
export interface Choice {
  comment: number
  seen: number | null
}

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
  return db.transaction().execute(trx => decideWithin(trx, choices, to, actor, scope))
}

/** The same as a part of a transaction. */
export async function decideWithin(
  trx: Transaction<Database>,
  choices: readonly Choice[],
  to: Decided,
  actor: Actor,
  scope: Scope,
): Promise<Outcome> {
  const found = await lockComments(
    trx,
    choices.map(choice => choice.comment),
    scope,
  )
  const moves: Move[] = []
  const outcome = nothingYet()
  for (const { comment, seen } of choices) {
    const current = found.get(comment)
    if (!current) outcome.missing.push(comment)
    else if (current.status === to) outcome.unchanged.push(comment)
    else if (seen !== null && seen !== (current.step?.id ?? null))
      outcome.overtaken.push(overtakenBy(current))
    else moves.push({ comment, post: current.post, from: current.status, to })
  }
  return carryOut(trx, outcome, moves, crypto.randomUUID(), actor)
}

/** A step that a decision took. */
export interface Step {
  id: number
  comment_id: number
  from_status: CommentStatus | null
  /** What the comment said before, where the step was an edit. */
  source_before: string | null
}

/** The steps of a decision by hand, from one on; at most as many as asked for. */
export function stepsOf(
  db: Kysely<Database>,
  decision: string,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<Step[]> {
  return db
    .selectFrom('private.moderation_log')
    .select(['id', 'comment_id', 'from_status', 'source_before'])
    .where('decision', '=', decision)
    .where('actor', 'not in', ['rule', 'reader'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Takes a decision's steps back, where nobody has decided since, as a decision of its own. */
export function reverse(
  db: Kysely<Database>,
  steps: readonly Step[],
  actor: Actor,
  scope: Scope = null,
): Promise<Outcome> {
  return db.transaction().execute(trx => reverseWithin(trx, steps, crypto.randomUUID(), actor, scope))
}

/** The same as a part of a transaction, and of a decision that has a name. */
export async function reverseWithin(
  trx: Transaction<Database>,
  steps: readonly Step[],
  decision: string,
  actor: Actor,
  scope: Scope,
): Promise<Outcome> {
  const found = await lockComments(
    trx,
    steps.map(step => step.comment_id),
    scope,
  )
  const moves: Move[] = []
  const outcome = nothingYet()
  for (const { id, comment_id: comment, from_status } of steps) {
    const current = found.get(comment)
    if (!current || from_status === null) outcome.missing.push(comment)
    else if (current.step?.id !== id) outcome.overtaken.push(overtakenBy(current))
    else moves.push({ comment, post: current.post, from: current.status, to: from_status })
  }
  return carryOut(trx, outcome, moves, decision, actor)
}

/** The outcome of a decision that has moved nothing so far. */
export const nothingYet = (): Outcome => ({
  decision: null,
  moved: [],
  overtaken: [],
  unchanged: [],
  missing: [],
})

async function carryOut(
  trx: Transaction<Database>,
  outcome: Outcome,
  moves: readonly Move[],
  decision: string,
  actor: Actor,
): Promise<Outcome> {
  await moveComments(trx, moves, decision, actor)
  return {
    ...outcome,
    decision: moves.length > 0 ? decision : null,
    moved: moves.map(({ comment, post, from }) => ({ comment, post, from })),
  }
}

/** Who decided on a comment first. */
export const overtakenBy = ({ id, status, step }: Current): Overtaken => ({
  comment: id,
  actor: step?.actor ?? '',
  status,
  at: step?.at ?? new Date(),
})
