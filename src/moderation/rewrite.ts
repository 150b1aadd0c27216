import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { commentHtml } from '../text/comment-html.ts'
import type { StepActor } from './actor.ts'
import { passGate } from './gate.ts'
import type { Outcome, Scope } from './states.ts'

interface Rewriting {
  comment: number
  /** Its last step when the moderator began to write. */
  seen: number
  text: string
}

/** Replaces a comment's text, as a moderator does: nothing is judged again, and the log says who did it. */
export async function rewriteComment(
  db: Kysely<Database>,
  { comment, seen, text: source }: Rewriting,
  { by, scope }: { by: StepActor; scope: Scope },
): Promise<Outcome> {
  const words = { source, html: await commentHtml(source, `comment ${comment}`), language: null }
  const becomes = { words, mended: true, reasons: ['edited by a moderator'] }
  return transact(db, trx => passGate(trx, { by, scope, changes: [{ comment, seen, becomes }] }))
}
