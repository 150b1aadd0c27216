import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { SpamTables } from '../db/spam-tables.ts'
import type { Database } from '../db/tables.ts'
import { type Evidence, evidenceIn } from './evidence.ts'
import { hashTokens } from './hashes.ts'
import { readWeights } from './lessons.ts'
import type { Model } from './model.ts'
import { type Said, tokensOf } from './tokens.ts'
import { knowsEnough, type Likeness, likenessOf } from './verdict.ts'
import { weigh } from './weigh.ts'

/** What the learner thinks of a comment. */
export interface Opinion {
  /** The logarithm of the odds that it is spam. */
  score: number
  likeness: Likeness
  /** Its words that speak for spam; empty where it is like none. */
  evidence: Evidence[]
}

/** What was learned of comments as a whole; see `learn.ts`. */
export type LearnedState = Pick<
  Selectable<SpamTables['private.spam_state']>,
  'salt' | 'sender_keys' | 'bias' | 'spam' | 'ham' | 'cut'
>

/** What was learned so far; null before anything was. */
export const readLearnedState = async (db: Kysely<Database>): Promise<LearnedState | null> =>
  (await db.selectFrom('private.spam_state').selectAll().executeTakeFirst()) ?? null

/** Says what a comment is like by what was learned so far; null before enough was. */
export async function consult(
  db: Kysely<Database>,
  state: LearnedState | null,
  said: Said,
): Promise<Opinion | null> {
  if (!state || !knowsEnough(state)) return null
  const hashed = hashTokens(state.salt, tokensOf(said, state.sender_keys))
  const model: Model = { ...state, weights: await readWeights(db, hashed.all) }
  const weighed = weigh(model, hashed)
  const likeness = likenessOf(weighed.score, state.cut)
  return {
    score: weighed.score,
    likeness,
    evidence: likeness === null ? [] : evidenceIn(model, said, hashed, weighed),
  }
}

/** Keeps what was said of a comment when it came, or was edited; null leaves nothing. */
export async function keepVerdict(
  trx: Transaction<Database>,
  comment: number,
  opinion: Opinion | null,
): Promise<void> {
  if (opinion === null) return forgetVerdicts(trx, [comment])
  const { score, likeness } = opinion
  const verdict = { score, likeness, evidence: JSON.stringify(opinion.evidence) }
  await trx
    .insertInto('private.spam_verdicts')
    .values({ comment_id: comment, ...verdict })
    .onConflict(conflict => conflict.column('comment_id').doUpdateSet(verdict))
    .execute()
}

/** What was said of some comments when they came; those that nothing was said of are left out. */
export async function readLikenesses(
  db: Kysely<Database>,
  comments: readonly number[],
): Promise<Map<number, Likeness>> {
  const rows = await db
    .selectFrom('private.spam_verdicts')
    .select(['comment_id', 'likeness'])
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .where('likeness', 'is not', null)
    .execute()
  return new Map(rows.map(({ comment_id, likeness }) => [comment_id, likeness]))
}

/** Forgets what was said of comments whose words are gone. */
export async function forgetVerdicts(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('private.spam_verdicts')
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
}

/** Leaves how they were judged, for the figures, and none of their words. */
export async function forgetWordsOfVerdicts(
  trx: Transaction<Database>,
  comments: readonly number[],
): Promise<void> {
  await trx
    .updateTable('private.spam_verdicts')
    .set({ evidence: '[]' })
    .where('comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
}
