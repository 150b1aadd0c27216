import type { Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { forgiveTakenBack, rememberTakenBack, unforgiveTakenBack } from '../readers/taken-back.ts'
import { fingerprint } from '../text/fingerprint.ts'
import { isPerson, type StepActor } from './actor.ts'
import { lockComments, readOvertaken } from './gate-lock.ts'
import { addComments, type NewComment, type Step, takeSteps, type Words } from './gate-steps.ts'
import { forgetErased, lessonAfter, lessonsBefore } from './lessons.ts'
import type { Current, Decided, Marking, Outcome, Scope, Seen } from './states.ts'
import { tellLater } from './tell-akismet.ts'

/**
 * The one gate through which every state and every word of a comment goes, new ones included. `passGate` does, in the
 * transaction that it is given, of one comment or of a few thousand:
 *
 * 1. lock them, in the order of their ids;
 * 2. compare what was seen of each with what it is: what somebody changed meanwhile is left alone and told of;
 * 3. ask what each is to become, for a change that depends on what is there (`becomes` as a function, which may query
 *    the transaction; null leaves the comment as it is);
 * 4. hold what a person decided before: only a person lifts it;
 * 5. write the step into the log, by the kind of who takes it, and the state, the words, the search terms. The counts
 *    and the word to the caches are the database's (triggers);
 * 6. erase what else was known of a comment that is erased;
 * 7. let what persons decided be learned (`lessons.ts`), know whom to trust by it, and let Akismet be told where it was
 *    asked.
 *
 * A test's database refuses any other write of a comment's status, source or html (tests/support/gate.ts): each
 * statement of the gate says that it is one by `afterword.gate`, which costs no question of its own.
 *
 * What a reader sends comes through by `new-comment.ts`, and what importers bring by `written`: one function of the
 * database (`private.add_comments`) writes both.
 *
 * Importers pass `by: { kind: 'import' }` and portions of at most 500 `written` comments, what is answered before what
 * answers it: ids from the sequence of `comments.id`, path, state, name, words, HTML made before, `created_at`, by which
 * it is placed, `edited_at`, and `decided` or `mended` where somebody had. No rule is asked, and nobody is trusted for them: trust
 * comes from a browser's mark, which an import has none of.
 */
export interface Passing {
  by: StepActor
  /** Whose comments may be changed; of every article when it is left out. */
  scope?: Scope
  /** The name that all steps share, and are taken back by; a new one when it is left out. */
  decision?: string
  /** Their last steps are taken back: comments are known for what they were before, and for what was decided then. */
  undoes?: boolean
  changes: readonly Change[]
}

export type Change = Written | ChangeOfOne

/** A comment that was not there before. */
interface Written {
  written: NewComment
  status: CommentStatus
  reasons: string[]
}

/** Another state, other words, or both, for a comment that is there. */
export interface ChangeOfOne {
  comment: number
  seen: Seen
  becomes: Becomes | ((current: Current) => Promise<Becomes | null>)
}

export type Becomes =
  /** `isAnew`: a step with new reasons, also where the state is as before. */
  | { status: Decided; reasons?: string[]; isAnew?: boolean }
  /** A step without a state of its own keeps the one there is. */
  | { words: Words; status?: Decided; mended?: boolean; reasons: string[] }
  /** Pinned, closed, or no longer so; see marks.ts. */
  | { marking: Marking }
  | 'erased'
  /** Erased as well, but what was learned from it stays, for it was spam. */
  | 'emptied'

/** Changes comments, or leaves them alone and says why. */
export async function passGate(trx: Transaction<Database>, passing: Passing): Promise<Outcome> {
  const { by, scope = null, undoes = false, changes } = passing
  const decision = passing.decision ?? crypto.randomUUID()
  const written = changes.filter(change => 'written' in change)
  const wanted = changes.filter(change => 'comment' in change)
  await addComments(trx, { by, decision }, written)

  const found = await lockComments(
    trx,
    wanted.map(({ comment }) => comment),
    {
      scope,
      withWords: !wanted.every(({ becomes, seen }) => isMove(becomes) && typeof seen === 'number'),
    },
  )
  const steps: Step[] = []
  // Whoever names one comment twice means it once: the first that can be done is.
  const stepped = new Set<number>()
  const overtaken = new Map<number, Current>()
  const unchanged = new Set<number>()
  const missing = new Set<number>()
  for (const change of wanted) {
    const current = found.get(change.comment)
    if (!current) missing.add(change.comment)
    else if (stepped.has(current.id)) continue
    else if (isSoAlready(change.becomes, current)) unchanged.add(current.id)
    else if (!isAsSeen(change.seen, current)) overtaken.set(current.id, current)
    else {
      const step = await stepTo(by, current, change.becomes)
      if (step) steps.push(step)
      else unchanged.add(current.id)
      if (step) stepped.add(current.id)
    }
  }
  for (const id of stepped) overtaken.delete(id)
  const known = undoes ? await lessonsBefore(trx, idsOf(steps)) : null
  const taught = steps.map(step => ({
    ...step,
    lesson: known?.get(step.current.id) ?? (known ? null : step.lesson),
  }))
  await takeSteps(trx, { by, decision, undoes }, taught)
  await forgetErased(trx, taught)
  if (isPerson(by)) {
    await weighTrust(trx, taught, { decision, undoes })
    if (taught.some(({ current, to }) => current.isAskedAbout && to !== 'withdrawn'))
      await tellLater(trx, decision)
  }
  return {
    decision: steps.length + written.length > 0 ? decision : null,
    moved: steps.map(({ current }) => ({ comment: current.id, post: current.post, from: current.status })),
    overtaken: await readOvertaken(trx, [...overtaken.values()]),
    unchanged: [...unchanged],
    missing: [...missing],
  }
}

/**
 * Whoever has something taken back is not trusted until a person approves something of theirs. Where the approval itself
 * is taken back, they are trusted as they were before it.
 */
async function weighTrust(
  trx: Transaction<Database>,
  steps: readonly Step[],
  { decision, undoes }: { decision: string; undoes: boolean },
): Promise<void> {
  const moved = steps.filter(({ current, to }) => current.status !== to && to !== 'withdrawn')
  const hidden = moved.filter(({ current }) => current.status === 'approved')
  const undone = hidden.map(({ current }) => current.step)
  await (undoes ? unforgiveTakenBack(trx, idsOf(hidden), undone) : rememberTakenBack(trx, idsOf(hidden)))
  const approved = moved.filter(({ current, to }) => to === 'approved' && current.isForgivable)
  await forgiveTakenBack(trx, idsOf(approved), decision)
}

const idsOf = (steps: readonly Step[]) => steps.map(({ current }) => current.id)

const isMove = (becomes: ChangeOfOne['becomes']) =>
  typeof becomes === 'object' && !('words' in becomes) && !('marking' in becomes)

/** Two who want the same are in nobody's way. */
function isSoAlready(becomes: ChangeOfOne['becomes'], { status, words }: Current): boolean {
  if (typeof becomes !== 'object' || 'marking' in becomes) return false
  if ('words' in becomes) return becomes.words.source === words?.source
  return becomes.status === status && !becomes.isAnew
}

function isAsSeen(seen: Seen, { step, words }: Current): boolean {
  if (seen === 'anything') return true
  return typeof seen === 'number'
    ? seen === step
    : words !== null && fingerprint(words.source) === seen.fingerprint
}

async function stepTo(
  by: StepActor,
  current: Current,
  becomes: ChangeOfOne['becomes'],
): Promise<Step | null> {
  const wanted = typeof becomes === 'function' ? await becomes(current) : becomes
  if (wanted === null) return null
  if (typeof wanted === 'string') {
    const isEmptied = wanted === 'emptied'
    const lesson = isEmptied ? current.lesson : null
    return { current, to: 'withdrawn', words: null, mended: false, reasons: [], lesson, isEmptied }
  }
  if ('marking' in wanted) {
    const { marking } = wanted
    const { status: to, lesson } = current
    return { current, to, words: null, mended: null, reasons: [marking], lesson, isEmptied: false, marking }
  }
  if (isSoAlready(wanted, current)) return null
  const to = standing(by, current, wanted.status ?? current.status)
  const step = { current, to, lesson: lessonAfter(by, current, to), isEmptied: false }
  if (!('words' in wanted))
    return to === current.status && !wanted.isAnew
      ? null
      : { ...step, words: null, mended: null, reasons: wanted.reasons ?? [] }
  return { ...step, words: wanted.words, mended: wanted.mended ?? null, reasons: wanted.reasons }
}

/**
 * The state that stands. What a person decided holds against rules and imports; an author's new words are judged anew,
 * but spam stays spam, and what a person took back, or whose words a person changed, waits until a person approves it.
 */
function standing(by: StepActor, { status, decided, mended }: Current, wanted: CommentStatus): CommentStatus {
  if (isPerson(by)) return wanted
  if (by.kind !== 'reader') return decided === null ? wanted : status
  if (status === 'spam' || status === 'trash') return status
  return decided === 'pending' || mended ? 'pending' : wanted
}
