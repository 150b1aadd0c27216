import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { staff as byStaff } from '../moderation/actor.ts'
import { decideWithin } from '../moderation/decide.ts'
import type { Overtaken, Scope } from '../moderation/states.ts'
import { type JudgedBy, renderDraft, storeComment, type SubmissionResult } from './submit.ts'
import type { Submission } from './submission.ts'

/** A reply by one of the blog's people, and whether the comment it answers is approved with it. */
export interface StaffReply extends Submission {
  parent: number
  staff: Actor
  approves: boolean
  /** The last step of what it answers, when its author looked. */
  seen: number
}

/** The reply's fate; somebody may have decided on what it answers first. */
export type ReplyResult = SubmissionResult | ({ outcome: 'overtaken' } & Overtaken)

/** Answers a comment, and approves it if asked: both, or neither. One decision, which takes both back. */
export async function replyAsStaff(
  db: Kysely<Database>,
  ring: KeyRing,
  judgedBy: JudgedBy,
  reply: StaffReply,
  scope: Scope,
): Promise<ReplyResult & { decision: string | null }> {
  const rendered = await renderDraft(reply)
  let refused: ReplyResult | null = null
  const stored = transact(db, async trx => {
    const decision = crypto.randomUUID()
    const approval = reply.approves ? await approve(trx, reply, scope, decision) : null
    const [overtaken] = approval?.overtaken ?? []
    const result: ReplyResult = overtaken
      ? { outcome: 'overtaken', ...overtaken }
      : await storeComment(trx, ring, judgedBy, reply, () => Promise.resolve(rendered), decision)
    if ('id' in result) return { ...result, decision: approval?.decision ?? null }
    refused = result
    throw new Error('refused') // rolls the approval back
  })
  return stored.catch((error: unknown) => {
    if (refused === null) throw error
    return { ...refused, decision: null }
  })
}

const approve = (
  trx: Transaction<Database>,
  { parent: comment, seen, staff }: StaffReply,
  scope: Scope,
  decision: string,
) => decideWithin(trx, [{ comment, seen }], 'approved', { by: byStaff(staff), scope, decision })
