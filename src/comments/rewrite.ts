import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { commentHtml } from '../text/comment-html.ts'
import { nothingYet, type Outcome, overtakenBy, type Step } from './decide.ts'
import { logDecision } from './moderation-log.ts'
import { type Current, lockComments, type Scope } from './moves.ts'
import { keepTerms } from './terms.ts'

/** Replaces a comment's text, as a moderator does: nothing is judged again, and the log says who did it. */
export async function rewriteComment(
  db: Kysely<Database>,
  id: number,
  text: string,
  actor: Actor,
  scope: Scope,
): Promise<void> {
  const html = await commentHtml(text)
  await db.transaction().execute(async trx => {
    const current = (await lockComments(trx, [id], scope)).get(id)
    if (current) await rewrite(trx, current, { text, html }, crypto.randomUUID(), actor)
  })
}

/** A step that changed a comment's words. */
export type Rewriting = Step & { source_before: string }

/** Whether a decision was an edit, which is taken back by itself. */
export const isRewriting = (step: Step | undefined): step is Rewriting =>
  typeof step?.source_before === 'string'

/** Gives a comment the words back that it had before an edit, if nobody has decided since. */
export async function reverseRewriting(
  db: Kysely<Database>,
  { id, comment_id: comment, source_before: text }: Rewriting,
  actor: Actor,
  scope: Scope,
): Promise<Outcome> {
  const html = await commentHtml(text)
  return db.transaction().execute(async trx => {
    const current = (await lockComments(trx, [comment], scope)).get(comment)
    if (!current) return { ...nothingYet(), missing: [comment] }
    if (current.step?.id !== id) return { ...nothingYet(), overtaken: [overtakenBy(current)] }
    const decision = crypto.randomUUID()
    await rewrite(trx, current, { text, html }, decision, actor)
    return { ...nothingYet(), decision, moved: [{ comment, post: current.post, from: current.status }] }
  })
}

async function rewrite(
  trx: Transaction<Database>,
  { id, status }: Current,
  { text, html }: { text: string; html: string },
  decision: string,
  actor: Actor,
): Promise<void> {
  const { source, name } = await trx
    .selectFrom('comments')
    .select(['source', 'name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (source === text) return
  await trx
    .updateTable('comments')
    .set({ source: text, html, edited_at: new Date() })
    .where('id', '=', id)
    .execute()
  await keepTerms(trx, [{ id, name, source: text }])
  await logDecision(trx, {
    comment: id,
    from: status,
    to: status,
    actor: actor.name,
    account: actor.account,
    reasons: ['edited by a moderator'],
    sourceBefore: source,
    decision,
  })
}
