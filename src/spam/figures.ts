import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** What became of comments that the learner judged when they came, by what persons made of them. */
export interface Figures {
  heldRightly: number
  missed: number
  heldWrongly: number
  passed: number
}

/** The figures of a week (UTC), by its Monday. */
export interface Week extends Figures {
  from: Date
}

/** Counts them over some days up to now. */
export async function readFigures(db: Kysely<Database>, days: number): Promise<Figures> {
  const rows = await judged(db, days).select(columns).execute()
  return rows[0] ?? { heldRightly: 0, missed: 0, heldWrongly: 0, passed: 0 }
}

/** Counts them week by week over some days; a week without any is left out. */
export const readWeeks = (db: Kysely<Database>, days: number): Promise<Week[]> =>
  judged(db, days).select(weekOf.as('from')).select(columns).groupBy(weekOf).orderBy(weekOf).execute()

const weekOf = sql<Date>`date_trunc('week', v.at, 'UTC')`

/** What the comment is known to be; learned from all comments at once, it stands beside the log. */
const known = sql`coalesce(l.lesson, s.lesson)`
/** A person said so; or it was put with the spam, and nobody took it out before its time was over. */
const isSpam = sql`(${known} = 'spam' or (${known} is null and v.likeness = 'spam'
  and (c.status = 'spam' or (l.from_status = 'spam' and l.to_status = 'withdrawn' and l.kind = 'rule'))))`
const isHam = sql`${known} = 'ham'`
const isHeld = sql`v.likeness is not null`

const countOf = (which: RawBuilder<unknown>) => sql<number>`count(*) filter (where ${which})`

const columns = [
  countOf(sql`${isSpam} and ${isHeld}`).as('heldRightly'),
  countOf(sql`${isSpam} and not ${isHeld}`).as('missed'),
  countOf(sql`${isHam} and ${isHeld}`).as('heldWrongly'),
  countOf(sql`${isHam} and not ${isHeld}`).as('passed'),
] as const

const judged = (db: Kysely<Database>, days: number) =>
  db
    .selectFrom('private.spam_verdicts as v')
    .innerJoin('comments as c', 'c.id', 'v.comment_id')
    .innerJoin('private.moderation_log as l', 'l.id', 'c.step')
    .leftJoin('private.step_lessons as s', 's.step', 'l.id')
    .where('v.at', '>', sql<Date>`now() - make_interval(days => ${days})`)
    .where(sql<boolean>`(${isSpam} or ${isHam})`)
