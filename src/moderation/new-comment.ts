import { type Kysely, sql } from 'kysely'
import { asJson } from '../db/json.ts'
import { askTogether } from '../db/together.ts'
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
 * The gate as a comment comes through it that somebody sends: takes a point of the limit, claims its key, and writes the
 * comment with all that belongs to it. Where another comment has the key, it leads to that one; one that is being written
 * at this moment is waited for. Those that come at the same time are one statement, which is its own transaction; the
 * same words from the same sender are never in it twice.
 */
export const writeComment = askTogether(writeComments, ({ origin }: CommentToWrite) => origin.submission_key)

/** A comment that is ready to be written; its address is sealed. */
type CommentToWrite = ReturnType<typeof toWrite>

/** What is to be written of a comment that was sent. */
export function toWrite(
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
) {
  return {
    client: limit.client,
    given: limit.points,
    contact: origin.email && contactRow(ring.current, origin.email),
    origin: originRow(claim, origin),
    key_lasts: claim.lasts,
    gives_up: givesUp,
    comment: {
      ...addedRow({ written, status, reasons }),
      ...loggedBy(taken),
      arrival: isArrival ? arrival : null,
    },
    verdict: opinion,
    challenge: proof?.nonce,
    challenge_until: proof?.until,
  }
}

async function writeComments(
  db: Kysely<Database>,
  comments: readonly CommentToWrite[],
): Promise<readonly Written[]> {
  const { rows } = await sql<Answer>`
    select * from private.write_comments(${asJson(comments.map((comment, at) => ({ at, ...comment })))})`.execute(
    db,
  )
  return rows.sort((a, b) => a.at - b.at).map(becameOf)
}

interface Answer {
  /** Which of them. */
  at: number
  outcome: Written['outcome']
  id: number
  nonce: string | null
  wait: number
}

function becameOf({ outcome, id, nonce, wait }: Answer): Written {
  if (outcome === 'proofUsed') return { outcome }
  return outcome === 'tooFast' ? { outcome, retryAfterSeconds: wait } : { outcome, id, nonce }
}
