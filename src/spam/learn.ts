import type { Transaction } from 'kysely'
import type { Lesson as Kind } from '../db/spam-tables.ts'
import type { Database } from '../db/tables.ts'
import { hashTokens } from './hashes.ts'
import {
  type KeptLesson,
  lockState,
  oldestLessons,
  readWeights,
  saveLessons,
  someLessons,
  type State,
  type Studied,
  study,
} from './lessons.ts'
import { learn, type Lesson, type Model, repeat, unlearn } from './model.ts'
import { tokensOf } from './tokens.ts'
import { approvedLooked, cutOf } from './verdict.ts'
import { weigh } from './weigh.ts'

/** What a comment is known to be from now on; null: nothing any more. */
export interface Teaching {
  comment: number
  lesson: Kind | null
}

/** Each new lesson is followed by so many of the last ones, once more. */
const repeated = 3
const repeatedOfLast = 200
/** More than so many are not remembered: the oldest are taken back. */
export const mostLessons = 10_000

/**
 * The one place that learns: takes back what was learned from these comments, and learns from them as they are now, if
 * the site wants to. Comes after the locks on comments; a few dozen at a time, since nobody else learns meanwhile.
 * Which of them are repeated is chance: `random` gives numbers from 0 to 1.
 */
export async function teach(
  trx: Transaction<Database>,
  teachings: readonly Teaching[],
  random = Math.random,
): Promise<void> {
  if (teachings.length === 0) return
  const state = await lockState(trx)
  const { studied, approved } = await study(
    trx,
    teachings.map(({ comment }) => comment),
  )
  const lectures = state.isOn ? lecturesOf(studied, teachings, state) : []
  const known = studied.flatMap(({ known }) => known ?? [])
  const forgotten = new Map(known.map(lesson => [lesson.id, lesson]))
  const tooMany = state.spam + state.ham - known.length + lectures.length - mostLessons
  if (tooMany > 0) for (const lesson of await oldestLessons(trx, tooMany)) forgotten.set(lesson.id, lesson)
  if (forgotten.size + lectures.length === 0) return

  const earlier = lectures.length === 0 ? [] : await someLessons(trx, recently(lectures.length))
  const repeatable = earlier.filter(({ id }) => !forgotten.has(id))
  const touched = new Set<number>()
  for (const { tokens } of [...forgotten.values(), ...repeatable, ...lectures])
    for (const token of tokens) touched.add(token)
  const model: Model = { ...state, weights: await readWeights(trx, touched) }

  for (const lesson of forgotten.values()) unlearn(model, lesson)
  const learned = lectures.map(({ comment, score, hashed, tokens, isSpam }) => ({
    comment,
    score: score ?? weigh(model, hashed).score,
    lesson: learn(model, tokens, isSpam),
  }))
  repeatSome(model, learned, repeatable, random)

  const scores = [
    ...learned
      .filter(({ lesson }) => !lesson.isSpam)
      .map(({ score }) => score)
      .toReversed(),
    ...[...approved].filter(([id]) => !forgotten.has(id)).map(([, score]) => score),
  ]
  const cut = cutOf(scores.slice(0, approvedLooked))
  await saveLessons(trx, {
    model,
    cut,
    touched,
    forgotten: [...forgotten.keys()],
    repeated: repeatable,
    learned,
  })
}

const recently = (lessons: number) => ({
  count: Math.min(repeatedOfLast, repeated * lessons),
  ofLast: repeatedOfLast,
})

/** The comments that there is something to learn from, as they are now. */
function lecturesOf(
  studied: readonly Studied[],
  teachings: readonly Teaching[],
  { salt, senderKeys }: Pick<State, 'salt' | 'senderKeys'>,
) {
  const kinds = new Map(teachings.map(({ comment, lesson }) => [comment, lesson]))
  return studied.flatMap(({ comment, said, score }) => {
    const lesson = kinds.get(comment)
    if (!said || !lesson) return []
    const hashed = hashTokens(salt, tokensOf(said, senderKeys))
    return [{ comment, score, hashed, tokens: hashed.all, isSpam: lesson === 'spam' }]
  })
}

/** Repeats lessons of those at hand, new ones included, and keeps what each has come to. */
function repeatSome(
  model: Model,
  learned: readonly { lesson: Lesson }[],
  earlier: readonly KeptLesson[],
  random: () => number,
): void {
  for (const at of learned.keys())
    for (let n = 0; n < repeated; n++) {
      const isNew = random() < (at + 1) / repeatedOfLast || earlier.length === 0
      const lesson = isNew
        ? learned[Math.floor(random() * (at + 1))]?.lesson
        : earlier[learned.length === 1 ? n : Math.floor(random() * earlier.length)]
      if (lesson) lesson.step = repeat(model, lesson).step
    }
}

/** Forgets everything that was learned, and who taught it: what was said of comments stays with them. */
export async function forgetAll(trx: Transaction<Database>): Promise<void> {
  await trx.deleteFrom('private.due_lessons').execute()
  await lockState(trx)
  await trx.deleteFrom('private.spam_tokens').execute()
  await trx.deleteFrom('private.spam_decisions').execute()
  await trx.updateTable('private.spam_state').set({ bias: 0, spam: 0, ham: 0, cut: 1 }).execute()
}
