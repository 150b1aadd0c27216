import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import { type Akismet, type AkismetAnswer, checkComment } from '../spam/akismet.ts'
import { keepAnswer } from '../spam/akismet-answers.ts'
import { type Becomes, passGate } from './gate.ts'
import type { Current } from './states.ts'
import { readSent } from './tell-akismet.ts'

/**
 * Asks Akismet about a comment that is stored, and does what follows from its answer: spam waits, what it would not even
 * keep is spam, nothing is dropped, and what a person decided stays. Nothing happens where the comment is gone.
 */
export async function askAkismet(
  db: Kysely<Database>,
  akismet: Akismet,
  comment: number,
  signal: AbortSignal,
): Promise<void> {
  const sent = await readSent(db, akismet, comment)
  if (!sent) return
  const answer = await checkComment(akismet, sent, signal)
  await transact(db, async trx => {
    // Other words that it has by now are asked about by themselves.
    const becomes = (current: Current) => judgeAnswer(trx, current, answer)
    await passGate(trx, { by: { kind: 'rule' }, changes: [{ comment, seen: 'anything', becomes }] })
  })
}

async function judgeAnswer(
  trx: Transaction<Database>,
  { id, status, step, decided }: Current,
  answer: AkismetAnswer,
): Promise<Becomes | null> {
  await keepAnswer(trx, id, answer !== 'ham')
  const { reasons, decision } = await lastVerdict(trx, id, step)
  // Somebody was faster: what they decided was nothing to tell of then.
  if (decided !== null && decision !== null)
    await enqueue(trx, 'tell-akismet', { decision }, { key: decision })
  if (answer === 'ham' || decided !== null) return null
  const to = answer === 'blatant' ? ('spam' as const) : ('pending' as const)
  const isMoved = status === 'approved' || (status === 'pending' && to === 'spam')
  return isMoved ? { status: to, reasons: [...reasons, 'akismet'] } : null
}

/** What a comment was judged by so far, since a step says all that its comment waits for; and its last decision. */
async function lastVerdict(trx: Transaction<Database>, comment: number, step: number) {
  const last = await trx
    .selectFrom('private.moderation_log')
    .select('reasons')
    .where('comment_id', '=', comment)
    .where('kind', 'in', ['rule', 'reader'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const taken = await trx
    .selectFrom('private.moderation_log')
    .select('decision')
    .where('id', '=', step)
    .executeTakeFirst()
  return { reasons: last?.reasons ?? [], decision: taken?.decision ?? null }
}
