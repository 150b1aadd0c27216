import type { Kysely } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { commentHtml } from '../text/comment-html.ts'
import { logDecision } from './moderation-log.ts'
import { keepTerms } from './terms.ts'

/** Replaces a comment's text, as a moderator does: nothing is judged again, and the log says who did it. */
export async function rewriteComment(
  db: Kysely<Database>,
  id: number,
  text: string,
  actor: Actor,
): Promise<void> {
  const html = await commentHtml(text)
  await db.transaction().execute(async trx => {
    const comment = await trx
      .selectFrom('comments')
      .select(['status', 'source', 'name'])
      .where('id', '=', id)
      .where('status', '<>', 'withdrawn')
      .forUpdate()
      .executeTakeFirst()
    if (!comment || comment.source === text) return
    await trx
      .updateTable('comments')
      .set({ source: text, html, edited_at: new Date() })
      .where('id', '=', id)
      .execute()
    await keepTerms(trx, [{ id, name: comment.name, source: text }])
    await logDecision(trx, {
      comment: id,
      from: comment.status,
      to: comment.status,
      actor: actor.name,
      account: actor.account,
      reasons: ['edited by a moderator'],
    })
  })
}
