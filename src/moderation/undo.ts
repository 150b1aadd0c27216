import type { Kysely, Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { commentHtml } from '../text/comment-html.ts'
import { persons, type StepActor } from './actor.ts'
import { type ChangeOfOne, passGate } from './gate.ts'
import { asMarked, markingBack } from './marks.ts'
import type { Words } from './gate-steps.ts'
import type { Decided, Outcome, Scope } from './states.ts'

/** A step that a person took. */
export interface Step {
  id: number
  comment_id: number
  decision: string
  /** Null where the comment was written with it. */
  from_status: CommentStatus | null
  /** What the comment said before, where the step was an edit. */
  source_before: string | null
  reasons: string[]
}

/** The steps of a decision that a person took, from one on; at most as many as asked for. */
export const stepsOf = (
  db: Kysely<Database>,
  decision: string,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<Step[]> =>
  steps(db).where('decision', '=', decision).where('id', '>', after).orderBy('id').limit(limit).execute()

/**
 * A step by itself, out of however many of its decision; but an approval that came with a reply comes with it again:
 * what answers a comment that nobody sees would stand there alone. None where no person took such a step.
 */
export async function stepAlone(db: Kysely<Database>, id: number): Promise<Step[]> {
  const step = await steps(db).where('id', '=', id).executeTakeFirst()
  if (!step || step.from_status === null) return step ? [step] : []
  const replies = await steps(db)
    .where('decision', '=', step.decision)
    .where('from_status', 'is', null)
    .where('id', '>', id)
    .limit(1)
    .execute()
  return [step, ...replies]
}

const steps = (db: Kysely<Database>) =>
  db
    .selectFrom('private.moderation_log')
    .select(['id', 'comment_id', 'decision', 'from_status', 'source_before', 'reasons'])
    .where('kind', 'in', [...persons])

/** Whose Undo it is, about whose comments. */
interface Undoing {
  by: StepActor
  scope?: Scope
  decision?: string
}

/** Takes steps back, words included, where nobody has changed the comments since, as a decision of its own. */
export async function reverse(
  db: Kysely<Database>,
  taken: readonly Step[],
  undoing: Undoing,
): Promise<Outcome> {
  const words = await wordsBefore(taken)
  return transact(db, trx => reverseWithin(trx, taken, words, undoing))
}

/** What comments said before steps that were edits, made into HTML before a transaction begins. */
export async function wordsBefore(taken: readonly Step[]): Promise<Map<number, Words>> {
  const words = new Map<number, Words>()
  for (const { id, source_before: source } of taken)
    if (source !== null)
      words.set(id, { source, html: await commentHtml(source, `step ${id}`), language: null })
  return words
}

/** The same as a part of a transaction. */
export function reverseWithin(
  trx: Transaction<Database>,
  taken: readonly Step[],
  words: ReadonlyMap<number, Words>,
  undoing: Undoing,
): Promise<Outcome> {
  return passGate(trx, {
    ...undoing,
    undoes: true,
    changes: taken.map(step => ({
      comment: step.comment_id,
      seen: step.id,
      becomes: before(trx, step, words.get(step.id)),
    })),
  })
}

function before(trx: Transaction<Database>, step: Step, words: Words | undefined): ChangeOfOne['becomes'] {
  const marking = markingBack(step.reasons)
  if (marking) return current => asMarked(trx, current, marking)
  if (words === undefined) return { status: stateBefore(step) }
  return async () => ({ words, mended: await wasMendedBefore(trx, step), reasons: ['edited by a moderator'] })
}

/** What was written with the step is thrown away, and comes back when that is taken back. */
const stateBefore = ({ from_status: from }: Step): Decided =>
  from === null || from === 'withdrawn' ? 'trash' : from

/** Whether a moderator had changed a comment's words before a step. */
async function wasMendedBefore(trx: Transaction<Database>, { id, comment_id }: Step): Promise<boolean> {
  const earlier = await trx
    .selectFrom('private.moderation_log')
    .select('id')
    .where('comment_id', '=', comment_id)
    .where('id', '<', id)
    .where('source_before', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return earlier !== undefined
}
