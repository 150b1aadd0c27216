import { type Kysely, sql, type Transaction } from 'kysely'
import type { Lesson } from '../db/spam-tables.ts'
import type { CommentStatus, Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { forgetAnswers } from '../spam/akismet-answers.ts'
import { forgetVerdicts, forgetWordsOfVerdicts } from '../spam/consult.ts'
import { anyDue, learnedOrDue, takeDue } from '../spam/due.ts'
import { teach, type Teaching } from '../spam/learn.ts'
import { lockState } from '../spam/lessons.ts'
import { isPerson, type StepActor } from './actor.ts'
import { lessonOfStep } from './step-lesson.ts'
import type { Current } from './states.ts'

/** A step, as far as something may be learned from it. */
interface Taught {
  current: Pick<Current, 'id' | 'status' | 'lesson'>
  to: CommentStatus
  words: unknown
  lesson: Lesson | null
  /** It was erased, but what it taught stays. */
  isEmptied: boolean
}

/** As many are learned in one transaction: an erasure waits no longer than that takes. */
const portion = 40

/**
 * What a comment is known to be after a step. A person teaches it by approving, by Spam and by Not spam; a comment that
 * is put back to wait teaches nothing any more, and the trash leaves all as it was. What a rule or an author does
 * teaches nothing: other words of a comment that stays approved are as good as those before.
 */
export function lessonAfter(
  by: StepActor,
  { status, lesson }: Pick<Current, 'status' | 'lesson'>,
  to: CommentStatus,
): Lesson | null {
  if (to === 'withdrawn') return null
  if (!isPerson(by)) return status === to && (by.kind !== 'reader' || to === 'approved') ? lesson : null
  if (to === status || to === 'trash') return lesson
  if (to === 'approved') return 'ham'
  if (to === 'spam') return 'spam'
  return status === 'spam' ? 'ham' : status === 'trash' ? lesson : null
}

/** What comments were known to be before their last steps, which are taken back. */
export async function lessonsBefore(
  trx: Transaction<Database>,
  comments: readonly number[],
): Promise<Map<number, Lesson | null>> {
  if (comments.length === 0) return new Map()
  const rows = await trx
    .selectFrom('comments as c')
    .select(['c.id'])
    .select(
      sql<Lesson | null>`(select ${lessonOfStep} from private.moderation_log l
        where l.comment_id = c.id and l.id < c.step order by l.id desc limit 1)`.as('lesson'),
    )
    .where('c.id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
  return new Map(rows.map(({ id, lesson }) => [id, lesson]))
}

/** Whether something else is to be learned, by a job, of a comment after a step. */
export const isDue = ({ current, to, words, lesson, isEmptied }: Taught): boolean =>
  !isEmptied && to !== 'withdrawn' && (lesson !== current.lesson || (words !== null && lesson !== null))

/** Forgets at once what was known by words that are no more: what is learned by others comes later. */
export async function forgetErased(trx: Transaction<Database>, steps: readonly Taught[]): Promise<void> {
  const erased = steps.filter(({ to, isEmptied }) => to === 'withdrawn' && !isEmptied)
  const emptied = steps.filter(({ isEmptied }) => isEmptied)
  if (erased.length + emptied.length > 0) await forgetAnswers(trx, idsOf([...erased, ...emptied]))
  if (erased.length > 0) await forgetVerdicts(trx, idsOf(erased))
  if (emptied.length > 0) await forgetWordsOfVerdicts(trx, idsOf(emptied))
  const reworded = steps.filter(({ to, words }) => to !== 'withdrawn' && words !== null)
  // Of what is erased nothing stays, whatever the log says that was learned.
  const forgotten = [...idsOf(erased), ...(await learnedOrDue(trx, idsOf(reworded)))]
  await teach(
    trx,
    forgotten.map(comment => ({ comment, lesson: null })),
  )
}

const idsOf = (steps: readonly Taught[]) => steps.map(({ current }) => current.id)

/** Learns what decisions taught since it was last done, portion by portion, as the comments are known by then. */
export async function learnDue(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  while (mayGoOn()) if ((await transact(db, learnSome)) < portion) return
}

/** Learns what a decision taught that a node of the version before, which may run for a while yet, leaves to a job. */
export async function learnDecision(
  db: Kysely<Database>,
  decision: string,
  mayGoOn: () => boolean,
): Promise<void> {
  await db
    .insertInto('private.due_lessons')
    .columns(['comment_id'])
    .expression(
      db
        .selectFrom('private.moderation_log as l')
        .innerJoin('comments as c', 'c.step', 'l.id')
        .select('c.id')
        .where('l.decision', '=', decision),
    )
    .execute()
  await learnDue(db, mayGoOn)
}

/** Waits for others who learn: whoever calls for it knows then that nothing is due that was before. */
async function learnSome(trx: Transaction<Database>): Promise<number> {
  if (!(await anyDue(trx))) return 0
  await lockState(trx)
  const due = await takeDue(trx, portion)
  await teach(trx, await unlearned(trx, due))
  return due.length
}

/** Those of some comments of which something else was learned than they are known to be. */
const unlearned = (trx: Transaction<Database>, comments: readonly number[]): Promise<Teaching[]> =>
  trx
    .selectFrom('comments as c')
    .innerJoin('private.moderation_log as l', 'l.id', 'c.step')
    .leftJoin('private.spam_decisions as d', 'd.comment_id', 'c.id')
    .select(['c.id as comment', lessonOfStep.as('lesson')])
    .where('c.id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .where('c.is_staff', '=', false)
    .where(
      sql<boolean>`${lessonOfStep} is distinct from (case d.is_spam when true then 'spam' when false then 'ham' end)`,
    )
    .orderBy('l.id')
    .execute()
