import { type Kysely, sql, type Transaction } from 'kysely'
import { type AccountActor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { addBlock, type Block, isFromBlocked, liftBlock, unmute } from '../readers/blocks.ts'
import { type Caught, lookBack } from '../readers/caught.ts'
import { wordsIn } from '../spam/words.ts'
import { passGate } from './gate.ts'
import { judgeUnblockedLater } from './judge-unblocked.ts'
import { judgedText } from './signals.ts'

/** Blocks something, for some hours or for good, and judges again what waits; returns how many of those are spam now. */
export function block(
  db: Kysely<Database>,
  what: Block,
  hours: number | null,
  actor: AccountActor,
): Promise<number> {
  return transact(db, async trx => {
    await addBlock(trx, what, { hours, ...actor })
    await audit(trx, actor, 'block added', what.kind)
    return what.kind === 'person' ? 0 : judgeAgain(trx, what.words ?? null)
  })
}

/** Lets who is muted be heard again, also in what they wrote meanwhile. */
export const hear = (db: Kysely<Database>, who: string, actor: AccountActor): Promise<void> =>
  transact(db, async trx => {
    if (!(await unmute(trx, who))) return
    await audit(trx, actor, 'block lifted', 'person')
    await judgeUnblockedLater(trx)
  })

/** Lifts a block: what it moved, and what comes from now on, is judged without it. */
export const lift = (db: Kysely<Database>, id: number, actor: AccountActor): Promise<void> =>
  transact(db, async trx => {
    await liftBlock(trx, id)
    await audit(trx, actor, 'block lifted')
    await judgeUnblockedLater(trx)
  })

/** As many as wait are judged again at once: the newest. */
const mostJudged = 2_000

/** A rule's decision, which teaches nothing; what a person decided before stays. */
async function judgeAgain(trx: Transaction<Database>, words: string | null): Promise<number> {
  const blocked = words === null ? await waitingBlocked(trx) : await waitingWith(trx, words)
  const { moved } = await passGate(trx, {
    by: { kind: 'rule' },
    changes: blocked.map(({ id, step }) => ({
      comment: id,
      seen: step,
      becomes: { status: 'spam', reasons: ['blocked'] },
    })),
  })
  return moved.length
}

const waiting = (trx: Transaction<Database>) =>
  trx
    .selectFrom('comments as c')
    .select(['c.id', 'c.step'])
    .where('c.status', '=', 'pending')
    .where('c.is_staff', '=', false)
    .orderBy('c.id', 'desc')
    .limit(mostJudged)

const waitingBlocked = (trx: Transaction<Database>) => waiting(trx).where(isFromBlocked).execute()

async function waitingWith(
  trx: Transaction<Database>,
  words: string,
): Promise<{ id: number; step: number }[]> {
  const rows = await waiting(trx).select(['c.name', 'c.website', 'c.html']).execute()
  return rows.filter(row => wordsIn(judgedText(row), [words]).length > 0)
}

/** What words would have caught of the last thirty days. */
export async function caughtByWords(db: Kysely<Database>, words: string): Promise<Caught> {
  const rows = await db
    .selectFrom('comments')
    .select(['name', 'website', 'html', 'status'])
    .where('status', '<>', 'withdrawn')
    .where('is_staff', '=', false)
    .where('created_at', '>', sql<Date>`now() - make_interval(days => ${lookBack.days})`)
    .orderBy('created_at', 'desc')
    .limit(lookBack.most)
    .execute()
  const caught = rows.filter(row => wordsIn(judgedText(row), [words]).length > 0)
  return { all: caught.length, approved: caught.filter(({ status }) => status === 'approved').length }
}
