import { type Kysely, sql } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import { type Becomes, passGate } from './gate.ts'
import { readHorizon } from './horizon.ts'

/** Spam that nobody has moved for so many days is deleted. */
export const spamDays = 30
/** As many are deleted in one transaction. */
const portion = 500

/** Deletes what has been spam for its time, portion by portion. What was learned from it stays. */
export async function emptySpam(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  const old = sql<boolean>`l.at < now() - make_interval(days => ${spamDays})`
  while (mayGoOn() && (await emptySome(db, old)) === portion);
}

/** Deletes all that is spam now: the first of it at once, the rest by a job. The log of the people says who wanted it. */
export async function beginEmptyingSpam(db: Kysely<Database>, actor: Actor): Promise<void> {
  const { step } = await readHorizon(db)
  await transact(db, async trx => {
    await audit(trx, actor, 'spam emptied')
    await enqueue(trx, 'empty-all-spam', { step }, { key: String(step) })
  })
  await emptySome(db, upTo(step))
}

/** Deletes what was spam at a step of the log. */
export async function emptyAllSpam(
  db: Kysely<Database>,
  step: number,
  mayGoOn: () => boolean,
): Promise<void> {
  while (mayGoOn() && (await emptySome(db, upTo(step))) === portion);
}

const upTo = (step: number) => sql<boolean>`c.step <= ${step}`

/** Deletes the first of those that are spam; returns how many. */
function emptySome(db: Kysely<Database>, which: ReturnType<typeof upTo>): Promise<number> {
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
