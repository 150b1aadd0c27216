import { type Insertable, sql, type Transaction } from 'kysely'
import { asJson } from '../db/json.ts'
import type { CommentStatus, CommentsTable, Database, DecidedBefore } from '../db/tables.ts'
import type { Lesson } from '../db/spam-tables.ts'
import { forgetOrigins } from '../readers/origins.ts'
import { forgetTerms, keepTerms, termsIn } from '../search/comment-terms.ts'
import { isPerson, type StepActor } from './actor.ts'
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

/** The mark by which a statement says that it is the gate's; a part of it that is looked at before a row is written. */
const isGate = sql<boolean>`set_config('afterword.gate', 'open', true) = 'open'`

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
  await writeSteps(trx, taken, steps, { erases: erased.length > 0, rewords: reworded.length > 0 })
  await keepTerms(trx, reworded)
  for (const { current, marking } of steps) if (marking) await keepMark(trx, current, marking)
  if (erased.length === 0) return
  await forgetPins(trx, erased)
  await forgetOrigins(trx, erased)
  await forgetTerms(trx, erased)
  await forgetWords(trx, erased)
}

async function writeSteps(
  trx: Transaction<Database>,
  taken: Taken,
  steps: readonly Step[],
  { erases, rewords }: { erases: boolean; rewords: boolean },
): Promise<void> {
  const keepsBefore = isPerson(taken.by)
  const { kind, actor, account_id, decision } = loggedBy(taken)
  await trx
    .with('steps', db =>
      db
        .selectFrom(
          sql<Unnested>`unnest(
            ${steps.map(({ current }) => current.id)}::bigint[],
            ${steps.map(({ current }) => current.status)}::text[],
            ${steps.map(({ to }) => to)}::text[],
            ${steps.map(({ reasons }) => JSON.stringify(reasons))}::text[],
            ${steps.map(({ current, words }) => (words && keepsBefore ? (current.words?.source ?? null) : null))}::text[],
            ${steps.map(({ to, words }) => (to === 'withdrawn' ? '' : (words?.source ?? null)))}::text[],
            ${steps.map(({ to, words }) => (to === 'withdrawn' ? '' : (words?.html ?? null)))}::text[],
            ${steps.map(({ words }) => words?.language ?? null)}::text[],
            ${steps.map(({ mended }) => mended)}::boolean[],
            ${steps.map(({ lesson }) => lesson)}::text[],
            ${steps.map(({ current }) => (keepsBefore ? (current.decided ?? 'nobody') : null))}::text[]
          )`.as<'s'>(
            sql`s(comment, was, becomes, reasons, source_before, source, html, language, mended, lesson, decided_before)`,
          ),
        )
        .selectAll(),
    )
    .with('logged', db =>
      db
        .insertInto('private.moderation_log')
        .columns([
          ...(['comment_id', 'from_status', 'to_status', 'reasons'] as const),
          ...(['source_before', 'lesson', 'decided_before'] as const),
          ...(['kind', 'actor', 'account_id', 'decision'] as const),
        ])
        .expression(eb =>
          eb
            .selectFrom('steps as s')
            .select(['s.comment', 's.was', 's.becomes'])
            .select(sql<string[]>`array(select jsonb_array_elements_text(s.reasons::jsonb))`.as('reasons'))
            .select(['s.source_before', 's.lesson', 's.decided_before'])
            .select([
              sql<StepActor['kind']>`${kind}::text`.as('kind'),
              sql<string | null>`${actor}::text`.as('actor'),
              sql<number | null>`${account_id}::bigint`.as('account_id'),
              sql<string>`${decision}::uuid`.as('decision'),
            ])
            .orderBy('s.comment'),
        )
        .returning(['id', 'comment_id']),
    )
    .updateTable('comments as c')
    .from('steps as s')
    .innerJoin('logged as l', 'l.comment_id', 's.comment')
    .set(eb => ({ status: eb.ref('s.becomes'), step: eb.ref('l.id'), decided: decidedBy(taken) }))
    .$if(rewords || erases, query =>
      query.set({
        source: sql<string>`coalesce(s.source, c.source)`,
        html: sql<string>`coalesce(s.html, c.html)`,
        language: sql<string>`coalesce(s.language, c.language)`,
        mended: sql<boolean>`coalesce(s.mended, c.mended)`,
        edited_at: sql<Date | null>`case when s.source is null then c.edited_at else now() end`,
      }),
    )
    .$if(erases, query => query.set(nothingLeft))
    .whereRef('c.id', '=', 's.comment')
    .where(isGate)
    .execute()
}

/** A person's move stays with the comment, and Undo leaves the one before; with one that is erased nothing does. */
const decidedBy = ({ by, undoes = false }: Taken) => sql<CommentStatus | null>`case
  when s.becomes = 'withdrawn' then null
  when ${sql.lit(isPerson(by))} and s.was <> s.becomes then ${undoes ? decidedBefore : sql`s.becomes`}
  else c.decided end`

/** Before the last step of the comment, of which one from before that was kept says nothing. */
const decidedBefore = sql`(
  select nullif(coalesce(undone.decided_before, s.becomes), 'nobody')
  from private.moderation_log undone where undone.id = c.step)`

const emptied = (column: 'name' | 'website' | 'avatar', left: string | null) =>
  sql<string>`case when s.becomes = 'withdrawn' then ${sql.lit(left)} else ${sql.ref(`c.${column}`)} end`

/** What is left, beside no words, of a comment that is erased. */
const nothingLeft = {
  name: emptied('name', ''),
  website: emptied('website', null),
  avatar: emptied('avatar', '0'.repeat(16)),
}

interface Unnested {
  comment: number
  was: CommentStatus
  becomes: CommentStatus
  reasons: string
  source_before: string | null
  source: string | null
  html: string | null
  language: string | null
  mended: boolean | null
  lesson: Lesson | null
  decided_before: DecidedBefore | null
}

/** Drops what comments said before they were edited; that they were stays written. */
export async function forgetWords(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .updateTable('private.moderation_log')
    .set({ source_before: null })
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .where('source_before', 'is not', null)
    .execute()
}
