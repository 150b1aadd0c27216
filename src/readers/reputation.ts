import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** What is known of who wrote a comment. */
export interface Reputation {
  /**
   * How many other comments of theirs were approved and came from the same browser. Both must fit: an address is known
   * to many, and whoever types it is not its owner.
   */
  approvedBefore: number
  /** A comment of this person, or of this browser, was taken back lately. */
  isTakenBack: boolean
  /** Their address is that of a comment that was blocked. */
  isBlocked: boolean
}

interface Known {
  who: string
  browser: string | null
  contact: number | null
  /** The comment itself: that it was approved proves nothing. */
  id: number
}

/** Reads it of the author of a comment that is there; of those approved before, no more are counted than are enough. */
export async function readReputation(
  db: Kysely<Database>,
  { who, browser, contact, id }: Known,
  enough: number,
): Promise<Reputation> {
  const { rows } = await sql<Reputation>`
    select approved_before as "approvedBefore", is_taken_back as "isTakenBack", is_blocked as "isBlocked"
    from private.reputation_of(${who}, ${browser}, ${contact}, ${id}, ${enough})`.execute(db)
  return rows[0] ?? Promise.reject(new Error('a reputation has a row'))
}
