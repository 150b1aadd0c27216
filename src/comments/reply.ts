import type { Kysely } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import type { Settings } from '../settings/settings.ts'
import { commentHtml } from '../text/comment-html.ts'
import { decideWithin } from './decide.ts'
import type { Scope } from './moves.ts'
import { storeComment, type Submission, type SubmissionResult } from './submit.ts'

/** A reply by one of the blog's people, and whether the comment it answers is approved with it. */
export interface StaffReply extends Submission {
  parent: number
  staff: Actor
  approves: boolean
}

/** The reply's fate, with the decision that approved what it answers; null when none was taken. */
export type ReplyResult = SubmissionResult & { decision: string | null }

/** Answers a comment, and approves it if asked: both, or neither. */
export async function replyAsStaff(
  db: Kysely<Database>,
  ring: KeyRing,
  settings: Settings,
  reply: StaffReply,
  scope: Scope,
): Promise<ReplyResult> {
  const html = await commentHtml(reply.draft.text)
  let refused: SubmissionResult | null = null
  const stored = db.transaction().execute(async trx => {
    const choice = { comment: reply.parent, seen: null }
    const { decision } = reply.approves
      ? await decideWithin(trx, [choice], 'approved', reply.staff, scope)
      : { decision: null }
    const result = await storeComment(trx, ring, settings, reply, html)
    if ('id' in result) return { ...result, decision }
    refused = result
    throw new Error('refused') // rolls the approval back
  })
  return stored.catch((error: unknown) => {
    if (refused === null) throw error
    return { ...refused, decision: null }
  })
}
