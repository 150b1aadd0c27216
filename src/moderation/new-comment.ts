import { type Kysely, sql } from 'kysely'
import { asJson } from '../db/json.ts'
import type { CommentStatus, Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { contactRow } from '../readers/contacts.ts'
import { type Claim, type Claimed, type Origin, originRow } from '../readers/origins.ts'
import { arrival } from '../spam/attack.ts'
import type { Opinion } from '../spam/consult.ts'
import type { Proof } from '../spam/proof.ts'
import type { StepActor } from './actor.ts'
import { addedRow, loggedBy, type NewComment } from './gate-steps.ts'

/** A comment that somebody sent, and that was judged. */
export interface SentComment {
  by: StepActor
  /** The name of the decision that it is a part of. */
  decision: string
  /** Its place: the ids above it, and the thread that it goes on, null for one that it begins. */
  written: Omit<NewComment, 'id' | 'thread_id'> & { thread_id: number | null }
  status: CommentStatus
  reasons: string[]
  opinion: Opinion | null
  claim: Claim
  origin: Origin
  /** Whose comments a minute are counted, and how many may be. */
  limit: { client: string; points: number }
  /** An earlier comment that had the same key, and is to have it no more. */
  givesUp: number | null
  /** What its browser proved, if that lets it through; it is used up. */
  proof: Proof | null
  /** Whether it counts for an attack. */
  isArrival: boolean
}

/** It is stored, the same was stored before, its client has no point left, or its proof was used meanwhile. */
export type Written =
  | ({ outcome: 'accepted' } & Claimed)
  | ({ outcome: 'repeated' } & Claimed)
  | { outcome: 'tooFast'; retryAfterSeconds: number }
  | { outcome: 'proofUsed' }

/**
 * The gate as a comment comes through it that somebody sends, in one statement: takes a point of the limit, claims its
 * key, and writes the comment with all that belongs to it. Where another comment has the key, it leads to that one; one
 * that is being written at this moment is waited for.
 */
export async function writeComment(
  db: Kysely<Database>,
  ring: KeyRing,
  {
    written,
    status,
    reasons,
    claim,
    origin,
    limit,
    givesUp,
    opinion,
    proof,
    isArrival,
    ...taken
  }: SentComment,
): Promise<Written> {
  const contact = origin.email && asJson(contactRow(ring.current, origin.email))
  const { rows } = await sql<{ outcome: Written['outcome']; id: number; nonce: string | null; wait: number }>`
    select * from private.write_comment(
      ${limit.client}, ${limit.points}, ${contact}, ${asJson(originRow(claim, origin))}, ${claim.lasts}, ${givesUp},
      ${asJson(addedRow({ written, status, reasons }))}, ${asJson(loggedBy(taken))}, ${opinion && asJson(opinion)},
      ${proof?.nonce}, ${proof?.until}, ${isArrival ? asJson(arrival) : null}
    )`.execute(db)
  const [row] = rows
  if (!row) throw new Error('what became of a comment is a row')
  const { outcome, id, nonce, wait } = row
  if (outcome === 'proofUsed') return { outcome }
  return outcome === 'tooFast' ? { outcome, retryAfterSeconds: wait } : { outcome, id, nonce }
}
