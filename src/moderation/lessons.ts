import { type Kysely, sql, type Transaction } from 'kysely'
import type { Lesson } from '../db/spam-tables.ts'
import type { CommentStatus, Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import { forgetAnswers } from '../spam/akismet-answers.ts'
import { forgetVerdicts, forgetWordsOfVerdicts } from '../spam/consult.ts'
import { teach, type Teaching } from '../spam/learn.ts'
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

/** More lessons than these are learned by a job: whoever decides doesn't wait for them. */
const mostAtOnce = 10
/** As many are learned in one transaction: others who decide wait no longer than that takes. */
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

/** Learns from the steps of a decision: from a few at once, and from many by a job. Erased words are forgotten at once. */
export async function learnFrom(
  trx: Transaction<Database>,
  decision: string,
  steps: readonly Taught[],
): Promise<void> {
  const erased = steps.filter(({ to, isEmptied }) => to === 'withdrawn' && !isEmptied)
  const emptied = steps.filter(({ isEmptied }) => isEmptied)
  if (erased.length + emptied.length > 0) await forgetAnswers(trx, idsOf([...erased, ...emptied]))
  if (erased.length > 0) await forgetVerdicts(trx, idsOf(erased))
  if (emptied.length > 0) await forgetWordsOfVerdicts(trx, idsOf(emptied))
  // Of what is erased nothing stays, whatever the log says that was learned.
  const changed = steps.filter(
    ({ current, to, words, lesson, isEmptied }) =>
      !isEmptied && (to === 'withdrawn' || lesson !== current.lesson || (words && lesson)),
  )
  const due = changed.filter(({ to, lesson }) => to !== 'withdrawn' && lesson !== null)
  const isLater = due.length > mostAtOnce || changed.length > portion
  const now = isLater
    ? changed.filter(({ to, words }) => to === 'withdrawn' || words).map(step => ({ ...step, lesson: null }))
    : changed
  await teach(
    trx,
    now.map(({ current, lesson }) => ({ comment: current.id, lesson })),
  )
  if (isLater) await enqueue(trx, 'learn-decision', { decision }, { key: decision })
}

const idsOf = (steps: readonly Taught[]) => steps.map(({ current }) => current.id)

/** Learns what a decision about many taught, portion by portion, as the comments are known by then. */
export async function learnDecision(
  db: Kysely<Database>,
  decision: string,
  mayGoOn: () => boolean,
): Promise<void> {
  for (let after = 0; mayGoOn(); ) {
    const found = await unlearned(db, decision, after)
    await transact(db, trx => teach(trx, found))
    const last = found.at(-1)
    if (!last || found.length < portion) return
    after = last.comment
  }
}

/** The next comments of a decision of which something else was learned than they are known to be. */
const unlearned = (db: Kysely<Database>, decision: string, after: number): Promise<Teaching[]> =>
  db
    .selectFrom('private.moderation_log as l')
    .innerJoin('comments as c', 'c.step', 'l.id')
    .leftJoin('private.spam_decisions as d', 'd.comment_id', 'c.id')
    .select(['c.id as comment', lessonOfStep.as('lesson')])
    .where('l.decision', '=', decision)
    .where('c.status', '<>', 'withdrawn')
    .where('c.is_staff', '=', false)
    .where('c.id', '>', after)
    .where(
      sql<boolean>`${lessonOfStep} is distinct from (case d.is_spam when true then 'spam' when false then 'ham' end)`,
    )
    .orderBy('c.id')
    .limit(portion)
    .execute()
