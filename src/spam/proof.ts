import { createChallenge, type Challenge, type Solution, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Keys } from '../keys.ts'
import type { Settings } from '../settings/declared.ts'

/** For so long a challenge can be answered: longer than most comments are being written, and its script asks again. */
const lifeSeconds = 2 * 3600
/**
 * What it costs: a key of so many rounds is derived until one begins with this byte, 256 times on average. Here one is
 * derived for each answer, after its signature was found to be ours.
 */
const work = { algorithm: 'PBKDF2/SHA-256', cost: 2_000, keyPrefix: '00', deriveKey }
/** An answer is about 600 characters. */
const longest = 2_000

/** A challenge that was answered rightly; whether it was before, and in time, is for the database to say. */
export interface Proof {
  nonce: string
  /** The article that it was given out for. */
  post: number
  /** Seconds since 1970, of the database. */
  until: number
}

/** Whether a comment of somebody who is not trusted is to come with a proof. */
export const asksForProof = (
  { proof_of_work: when }: Pick<Settings, 'proof_of_work'>,
  isAttacked: boolean,
): boolean => when === 'always' || (when === 'attacked' && isAttacked)

/** Gives out a challenge for a comment on an article. Nothing is kept of it: it is signed. */
export async function giveChallenge(db: Kysely<Database>, keys: Keys, post: number): Promise<Challenge> {
  const { until } = await db
    .selectNoFrom(sql<number>`(extract(epoch from now())::bigint + ${lifeSeconds}::bigint)`.as('until'))
    .executeTakeFirstOrThrow()
  return createChallenge({ ...work, data: { post, until }, hmacSignatureSecret: secretOf(keys) })
}

/** Reads what a browser answers with; null for what is no answer to a challenge of ours. */
export async function readProof(keys: Keys, text: string): Promise<Proof | null> {
  const answer = text === '' || text.length > longest ? null : parsed(text)
  if (!isAnswer(answer)) return null
  const { challenge, solution } = answer
  const { verified } = await verifySolution({
    challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: secretOf(keys),
  })
  const { nonce, data } = challenge.parameters
  const { post, until } = data ?? {}
  return verified && typeof post === 'number' && typeof until === 'number' ? { nonce, post, until } : null
}

/** Drops the used challenges that nobody could answer any more. */
export async function forgetOldProofs(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('private.used_challenges').where('expires', '<=', sql<Date>`now()`).execute()
}

const secretOf = (keys: Keys) => keys.derive('proof-of-work').toString('hex')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // somebody typed it
  }
}

/** Whether it has the parts that are looked at before its signature is; that tells whether they are ours. */
function isAnswer(answer: unknown): answer is { challenge: Challenge; solution: Solution } {
  if (!isRecord(answer) || !isRecord(answer['challenge']) || !isRecord(answer['solution'])) return false
  const { parameters, signature } = answer['challenge']
  return isRecord(parameters) && typeof signature === 'string' && typeof parameters['nonce'] === 'string'
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
