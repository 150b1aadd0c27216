import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Database } from './tables.ts'
import { isCollision } from './transact.ts'
import { isUnavailable } from './unavailable.ts'

/** One statement for several questions; gives their answers in their order. */
type Ask<Question, Answer> = (
  db: Kysely<Database>,
  questions: readonly Question[],
) => Promise<readonly Answer[]>

interface Waiting<Question, Answer> {
  question: Question
  /** What it is called; of those of one name only one is in a statement. */
  name: unknown
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/** So many go into one statement at most. */
const most = 50
/** A statement that takes longer may be waiting for somebody: those that come then don't wait for it. */
const patienceMs = 30

/**
 * Makes what asks by one statement what is asked at the same time: whoever comes while another is being answered waits
 * for the next one, with all who have come by then. In a transaction each is asked by itself.
 *
 * Where the database refuses a statement it has done nothing, and each question is asked alone: one that can't be
 * answered costs no other its answer. A statement whose end nobody knows fails for all who are in it, as it would for
 * each. Of those that `nameOf` calls the same only one is in a statement.
 */
export function askTogether<Question, Answer>(
  ask: Ask<Question, Answer>,
  nameOf: (question: Question) => unknown = question => question,
): (db: Kysely<Database>, question: Question) => Promise<Answer> {
  const desks = new WeakMap<Kysely<Database>, (question: Question) => Promise<Answer>>()
  return (db, question) => {
    if (db.isTransaction) return ask(db, [question]).then(onlyOne)
    const desk = desks.get(db) ?? openDesk(questions => ask(db, questions), nameOf)
    desks.set(db, desk)
    return desk(question)
  }
}

function openDesk<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  nameOf: (question: Question) => unknown,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = []
  let isBusy = false

  async function goOn(): Promise<void> {
    if (isBusy) return
    isBusy = true
    while (waiting.length > 0) {
      await setImmediate() // with those that came in the same turn
      const some = takeSome()
      await patiently(answer(some))
    }
    isBusy = false
  }

  function takeSome(): Waiting<Question, Answer>[] {
    const named = new Map<unknown, Waiting<Question, Answer>>()
    for (const one of waiting) if (named.size < most && !named.has(one.name)) named.set(one.name, one)
    const some = new Set(named.values())
    waiting = waiting.filter(one => !some.has(one))
    return [...some]
  }

  async function answer(some: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await ask(some.map(({ question }) => question))
      for (const [at, { resolve }] of some.entries()) resolve(onlyOne(answers.slice(at)))
    } catch (error) {
      if (some.length === 1 || !isUndone(error)) for (const { reject } of some) reject(error)
      else await Promise.all(some.map(one => answer([one])))
    }
  }

  return question =>
    new Promise((resolve, reject) => {
      waiting.push({ question, name: nameOf(question), resolve, reject })
      void goOn()
    })
}

function onlyOne<Answer>([answer]: readonly Answer[]): Answer {
  if (answer === undefined) throw new Error('each question has an answer')
  return answer
}

/** Whether what failed has left nothing behind: the database itself said no. */
const isUndone = (error: unknown) => isCollision(error) || !isUnavailable(error)

/** Waits for something, but not for ever. */
async function patiently(work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, patienceMs)
  await Promise.race([work, late.promise])
  clearTimeout(timer)
}
