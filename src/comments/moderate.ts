import type { Kysely } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { logDecision } from './moderation-log.ts'

/** Where a moderator may move a comment. */
export type Decided = Extract<CommentStatus, 'approved' | 'pending' | 'spam' | 'trash'>

export type Moderation =
  | { outcome: 'moved'; from: CommentStatus }
  | { outcome: 'unchanged' }
  /** Its author took it back: there is nothing left to decide on. */
  | { outcome: 'withdrawn' }
  | { outcome: 'noSuchComment' }

/** Moves a comment, and writes down who did it, in one transaction. */
export async function moderate(
  db: Kysely<Database>,
  id: number,
  to: Decided,
  actor: string,
): Promise<Moderation> {
  return db.transaction().execute(async trx => {
    const comment = await trx
      .selectFrom('comments')
      .select('status')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!comment) return { outcome: 'noSuchComment' }
    if (comment.status === 'withdrawn') return { outcome: 'withdrawn' }
    if (comment.status === to) return { outcome: 'unchanged' }

    await trx.updateTable('comments').set({ status: to }).where('id', '=', id).execute()
    await logDecision(trx, { comment: id, from: comment.status, to, actor, reasons: [] })
    return { outcome: 'moved', from: comment.status }
  })
}
