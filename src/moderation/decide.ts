import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { StepActor } from './actor.ts'
import { passGate } from './gate.ts'
import type { Decided, Outcome, Scope } from './states.ts'

/** A comment to decide on, with its last step when the moderator looked. */
export interface Choice {
  comment: number
  seen: number
}

/** Whose decision it is, about whose comments. */
interface Deciding {
  by: StepActor
  scope?: Scope
  /** The name of a decision that this is a part of. */
  decision?: string
}

/** Moves comments, all of one decision, and writes down who did it, in one transaction. */
export const decide = (
  db: Kysely<Database>,
  choices: readonly Choice[],
  to: Decided,
  deciding: Deciding,
): Promise<Outcome> => transact(db, trx => decideWithin(trx, choices, to, deciding))

/** The same as a part of a transaction. */
export const decideWithin = (
  trx: Transaction<Database>,
  choices: readonly Choice[],
  to: Decided,
  deciding: Deciding,
): Promise<Outcome> =>
  passGate(trx, { ...deciding, changes: choices.map(choice => ({ ...choice, becomes: { status: to } })) })
