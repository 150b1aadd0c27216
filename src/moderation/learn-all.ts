import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Lesson } from '../db/spam-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import { readHidden } from '../settings/settings.ts'
import { forgetAll, mostLessons, teach } from '../spam/learn.ts'
import { lockComments } from './gate-lock.ts'
import { lessonOfStep } from './step-lesson.ts'

/** As many are learned in one transaction. */
const portion = 40
/** The last so many are learned from; what is decided meanwhile has room beside them. */
const most = mostLessons * 0.9

/** Lets a job learn from all comments that persons decided on, or that were imported as decided. */
export const beginLearningAll = (db: Kysely<Database>, actor: Actor): Promise<void> =>
  transact(db, async trx => {
    await enqueue(trx, 'learn-all', {}, { key: 'asked for' })
    await audit(trx, actor, 'lessons asked for')
  })

/** Forgets everything that was learned, and writes down who wanted it. */
export const forgetLessons = (db: Kysely<Database>, actor: Actor): Promise<void> =>
  transact(db, async trx => {
    await forgetAll(trx)
    await audit(trx, actor, 'lessons forgotten')
  })

/** Learns what is not learned yet, in the order in which comments were written, portion by portion. */
export async function learnAll(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  for (let after = { at: new Date(0), id: 0 }; mayGoOn(); ) {
    if (!(await readHidden(db)).learn_spam) return
    const found = await unlearned(db, after)
    await transact(db, trx => learnSome(trx, found))
    const last = found.at(-1)
    if (!last || found.length < portion) return
    after = { at: last.at, id: last.comment }
  }
}

interface Found {
  comment: number
  lesson: Lesson | null
  /** Its last step when it was found. */
  step: number
}

/** Learns from comments that nobody has decided on meanwhile, and writes down beside their last steps what they are known to be. */
async function learnSome(trx: Transaction<Database>, found: readonly Found[]): Promise<void> {
  const now = await lockComments(
    trx,
    found.map(({ comment }) => comment),
    { scope: null, withWords: false },
  )
  const unmoved = found.filter(({ comment, step }) => now.get(comment)?.step === step)
  await teach(trx, unmoved)
  await sql`insert into private.step_lessons (step, lesson)
    select n.step, n.lesson
    from unnest(${unmoved.map(({ step }) => step)}::bigint[], ${unmoved.map(({ lesson }) => lesson)}::text[])
      as n (step, lesson)
    join private.moderation_log l on l.id = n.step and l.lesson is null
    on conflict do nothing`.execute(trx)
}

/**
 * What a comment is known to be: by the log, or where that is older than lessons by who decided, or as it was imported.
 * Of what a rule decided nothing is known.
 */
const knownAs = sql<Lesson | null>`coalesce(${lessonOfStep}, case
  when (c.decided = c.status and l.kind <> 'reader') or (c.decided is null and l.kind = 'import')
  then case c.status when 'approved' then 'ham' when 'spam' then 'spam' end end)`

const unlearned = (db: Kysely<Database>, after: { at: Date; id: number }) =>
  db
    .with('last', known =>
      known
        .selectFrom('comments as c')
        .innerJoin('private.moderation_log as l', 'l.id', 'c.step')
        .select(['c.id as comment', 'c.created_at as at', 'c.step', knownAs.as('lesson')])
        .where('c.status', 'in', ['approved', 'spam', 'pending', 'trash'])
        .where('c.is_staff', '=', false)
        .where(knownAs, 'is not', null)
        .orderBy('c.created_at', 'desc')
        .orderBy('c.id', 'desc')
        .limit(most),
    )
    .selectFrom('last')
    .leftJoin('private.spam_decisions as d', 'd.comment_id', 'last.comment')
    .select(['last.comment', 'last.lesson', 'last.at', 'last.step'])
    .where('d.id', 'is', null)
    .where(sql<boolean>`(last.at, last.comment) > (${after.at}::timestamptz, ${after.id}::bigint)`)
    .orderBy('last.at')
    .orderBy('last.comment')
    .limit(portion)
    .execute()
