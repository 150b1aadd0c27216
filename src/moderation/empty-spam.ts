import { type Kysely, sql } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import { type Becomes, passGate } from './gate.ts'
import { type Horizon, wasCommittedBy } from './horizon.ts'
import { learnDue } from './lessons.ts'

/** What there was when somebody was asked: what became spam later, nobody has seen. */
type Asked = Pick<Horizon, 'step' | 'snapshot'>

/** Spam that nobody has moved for so many days is deleted. */
export const spamDays = 30
/** As many are deleted in one transaction. */
const portion = 500

/**
 * Deletes what has been spam for its time, portion by portion. What was learned from it stays, and what was not yet is
 * learned first; where that can't be done, its time is over all the same.
 */
export async function emptySpam(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  const old = sql<boolean>`l.at < now() - make_interval(days => ${spamDays})`
  try {
    await learnDue(db, mayGoOn)
  } finally {
    while (mayGoOn() && (await emptySome(db, old)) === portion);
  }
}

/**
 * Deletes all that was spam when whoever wants it was asked: the first of it at once, the rest by a job. The log of the
 * people says who wanted it.
 */
export async function beginEmptyingSpam(db: Kysely<Database>, asked: Asked, actor: Actor): Promise<void> {
  await transact(db, async trx => {
    await audit(trx, actor, 'spam emptied')
    await enqueue(trx, 'empty-all-spam', asked, { key: String(asked.step) })
  })
  let portions = 0
  await learnDue(db, () => portions++ === 0) // what was marked a moment ago is to be gone from the page that follows
  await emptySome(db, wasSpam(asked))
}

/** Deletes what was spam at a moment, and first learns from it what nobody has learned yet. */
export async function emptyAllSpam(
  db: Kysely<Database>,
  asked: { step: number; snapshot?: string },
  mayGoOn: () => boolean,
): Promise<void> {
  await learnDue(db, mayGoOn)
  while (mayGoOn() && (await emptySome(db, wasSpam(asked))) === portion);
}

/** It is learned by its words, which go: what is not yet stays. A job from before there were snapshots goes by numbers alone. */
const wasSpam = ({ step, snapshot }: { step: number; snapshot?: string }) =>
  sql<boolean>`c.step <= ${step} and ${snapshot === undefined ? sql`true` : wasCommittedBy(snapshot)}
    and not exists (select from private.due_lessons d where d.comment_id = c.id)`

/** Deletes the first of those that are spam; returns how many. */
function emptySome(db: Kysely<Database>, which: ReturnType<typeof wasSpam>): Promise<number> {
  return transact(db, async trx => {
    const found = await trx
      .selectFrom('comments as c')
      .innerJoin('private.moderation_log as l', 'l.id', 'c.step')
      .select(['c.id as comment', 'c.step as seen'])
      .where('c.status', '=', 'spam')
      .where(which)
      .orderBy('c.id')
      .limit(portion)
      .execute()
    // what somebody moves at this moment is seen otherwise, and stays
    const changes = found.map(choice => ({ ...choice, becomes: 'emptied' as const satisfies Becomes }))
    await passGate(trx, { by: { kind: 'rule' }, changes })
    return found.length
  })
}
