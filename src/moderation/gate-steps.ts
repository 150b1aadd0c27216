import { type Insertable, sql, type Transaction } from 'kysely'
import { asJson } from '../db/json.ts'
import type { CommentStatus, CommentsTable, Database } from '../db/tables.ts'
import type { Lesson } from '../db/spam-tables.ts'
import { forgetOrigins } from '../readers/origins.ts'
import { forgetTerms, keepTerms, termsIn } from '../search/comment-terms.ts'
import { isPerson, type StepActor } from './actor.ts'
import { isDue } from './lessons.ts'
import { forgetPins, keepMark } from './marks.ts'
import type { Current, Marking } from './states.ts'

/** Words with what they are shown as. */
export interface Words {
  source: string
  html: string
  /** BCP 47; null: as before. */
  language: string | null
}

/** A comment as it is first written; its id comes from the sequence. */
export type NewComment = Omit<Insertable<CommentsTable>, 'id' | 'status' | 'step'> & { id: number }

/** One comment's way from what it is to what it will be. */
export interface Step {
  current: Current
  to: CommentStatus
  words: Words | null
  /** Whether a moderator has changed its words; null: as before. */
  mended: boolean | null
  reasons: string[]
  /** What the comment is known to be from then on. */
  lesson: Lesson | null
  /** It is erased, but what it taught stays. */
  isEmptied: boolean
  /** What else is done with it. */
  marking?: Marking
}

interface Taken {
  by: StepActor
  decision: string
  /** The comments' last steps are taken back. */
  undoes?: boolean
}

/** Who takes a step, as its line in the log says. */
export const loggedBy = ({ by, decision }: Taken) => ({
  kind: by.kind,
  actor: by.kind === 'staff' ? by.name : null,
  account_id: by.kind === 'staff' ? by.account : null,
  decision,
})

interface Added<W> {
  written: W
  status: CommentStatus
  reasons: string[]
}

/** A comment that is new, as the database takes it: with its first step's reasons and its terms. */
export const addedRow = <W extends Pick<NewComment, 'name' | 'source'>>({
  written,
  status,
  reasons,
}: Added<W>) => ({ ...written, status, reasons, terms: termsIn(written) })

/** Writes comments that are new, with their first steps and their terms, in one statement. */
export async function addComments(
  trx: Transaction<Database>,
  taken: Taken,
  comments: readonly Added<NewComment>[],
): Promise<void> {
  if (comments.length === 0) return
  const step = loggedBy(taken)
  const rows = comments.map(comment => ({ ...addedRow(comment), ...step }))
  await sql`select private.add_comments(${asJson(rows)})`.execute(trx)
}

/** Writes steps into the log and takes them, in one statement; what they leave behind is put in order after it. */
export async function takeSteps(
  trx: Transaction<Database>,
  taken: Taken,
  steps: readonly Step[],
): Promise<void> {
  if (steps.length === 0) return
  const erased = steps.flatMap(({ current, to }) => (to === 'withdrawn' ? [current.id] : []))
  const reworded = steps.flatMap(({ current, words }) =>
    words === null ? [] : [{ id: current.id, name: current.words?.name ?? '', source: words.source }],
  )
  await writeSteps(trx, taken, steps)
  await keepTerms(trx, reworded)
  for (const { current, marking } of steps) if (marking) await keepMark(trx, current, marking)
  if (erased.length === 0) return
  await forgetPins(trx, erased)
  await forgetOrigins(trx, erased)
  await forgetTerms(trx, erased)
  await forgetWords(trx, erased)
}

/** One function of the database writes the log and the comments, and lets what was taught be learned a moment later. */
async function writeSteps(trx: Transaction<Database>, taken: Taken, steps: readonly Step[]): Promise<void> {
  const byPerson = isPerson(taken.by)
  const rows = steps.map(step => {
    const { current, to, words, mended, reasons, lesson } = step
    const { source, html, language } = to === 'withdrawn' ? nothingLeft : (words ?? asBefore)
    return {
      ...{ comment: current.id, was: current.status, becomes: to, reasons, lesson, mended },
      ...{ source, html, language },
      source_before: words && byPerson ? (current.words?.source ?? null) : null,
      decided_before: byPerson ? (current.decided ?? 'nobody') : null,
    }
  })
  const due = steps.filter(isDue).map(({ current }) => current.id)
  await sql`select private.take_steps(
    ${asJson(rows)}, ${byPerson}, ${taken.undoes ?? false}, ${asJson(loggedBy(taken))}, ${due}::bigint[])`.execute(
    trx,
  )
}

const asBefore = { source: null, html: null, language: null }
const nothingLeft = { source: '', html: '', language: null }

/** Drops what comments said before they were edited; that they were stays written. */
export async function forgetWords(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .updateTable('private.moderation_log')
    .set({ source_before: null })
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .where('source_before', 'is not', null)
    .execute()
}
