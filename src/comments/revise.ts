import { type Kysely, sql, type Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { isPublished } from '../posts/published.ts'
import { claimSaying, readOrigin } from '../readers/origins.ts'
import type { Settings } from '../settings/settings.ts'
import { commentHtml } from '../text/comment-html.ts'
import { languageOf } from '../text/language-of.ts'
import { judge } from '../spam/judge.ts'
import { eraseComments } from './erase.ts'
import { logDecision } from './moderation-log.ts'
import { gatherSignals } from './signals.ts'
import { keepTerms } from './terms.ts'

/** A comment as its author may still change it. Who calls this has checked that it is the author. */
export interface EditableComment {
  id: number
  source: string
  slug: string
  status: CommentStatus
  language: string
}

/** Finds a comment whose time to change it has not run out, and that nobody has thrown away; null otherwise. */
export async function findEditable(
  db: Kysely<Database>,
  settings: Settings,
  id: number,
): Promise<EditableComment | null> {
  const found = await db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.source', 'c.status', 'c.language', 'p.slug'])
    .where('c.id', '=', id)
    .where('c.status', 'in', ['pending', 'approved', 'spam'])
    .where('c.created_at', '>', minutesAgo(settings.edit_minutes))
    .where(isPublished)
    .executeTakeFirst()
  return found ?? null
}

const minutesAgo = (minutes: number) => sql<Date>`now() - make_interval(mins => ${minutes})`

/** Whether the new text stands, is being said elsewhere here by the same person, or came too late. */
export type Revision = 'revised' | 'alreadySaid' | 'tooLate'

/** Replaces a comment's text and judges it again; what a moderator called spam, or took back, stays that. */
export async function reviseComment(
  db: Kysely<Database>,
  { current: keys }: KeyRing,
  settings: Settings,
  id: number,
  text: string,
): Promise<Revision> {
  const html = await commentHtml(text)
  const revised = db.transaction().execute(async (trx): Promise<Revision> => {
    const comment = await lockEditable(trx, settings, id)
    if (!comment) return 'tooLate'
    if (comment.source === text) return 'revised'
    if (!(await claimSaying(trx, keys, id, { post: comment.post_id, parent: comment.parent_id, text })))
      return 'alreadySaid'

    const { name, website, is_staff: isStaff } = comment
    const origin = await readOrigin(trx, id)
    const signals = await gatherSignals(trx, settings, { ...origin, id, html, name, website, isStaff })
    const { status: judged, reasons } = judge(signals, settings)
    const isDecided = comment.status === 'spam' || (await isHeldByHand(trx, id))
    const status = isDecided ? comment.status : judged
    await trx
      .updateTable('comments')
      .set({
        source: text,
        html,
        status,
        language: languageOf(text, [comment.language]),
        edited_at: new Date(),
      })
      .where('id', '=', id)
      .execute()
    await keepTerms(trx, [{ id, name, source: text }])
    await logDecision(trx, {
      comment: id,
      from: comment.status,
      to: status,
      actor: 'reader',
      reasons: ['edited', ...reasons],
    })
    return 'revised'
  })
  return revised.catch((error: unknown) => {
    // Another comment of theirs took these very words between the look and the step.
    if (isUniqueViolation(error)) return 'alreadySaid'
    throw error
  })
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

/** Whether a person has moved a comment back to those that wait. */
async function isHeldByHand(trx: Transaction<Database>, id: number): Promise<boolean> {
  const last = await trx
    .selectFrom('private.moderation_log')
    .select(['to_status', 'actor'])
    .where('comment_id', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.to_status === 'pending' && last.actor !== 'rule' && last.actor !== 'reader'
}

function lockEditable(trx: Transaction<Database>, settings: Settings, id: number) {
  return trx
    .selectFrom('comments')
    .select(['post_id', 'parent_id', 'source', 'status', 'language', 'name', 'website', 'is_staff'])
    .where('id', '=', id)
    .where('status', 'in', ['pending', 'approved', 'spam'])
    .where('created_at', '>', minutesAgo(settings.edit_minutes))
    .where('post_id', 'in', published => published.selectFrom('posts as p').select('p.id').where(isPublished))
    .forUpdate()
    .executeTakeFirst()
}

/**
 * Takes a comment back: its words, its name and where it came from are erased. What was answered to it stays,
 * under a line that says that something was here. False when it came too late.
 */
export async function withdrawComment(
  db: Kysely<Database>,
  settings: Settings,
  id: number,
): Promise<boolean> {
  return db.transaction().execute(async trx => {
    const comment = await lockEditable(trx, settings, id)
    if (!comment) return false
    await eraseComments(trx, [{ id, status: comment.status }], { account: null, name: 'reader' })
    return true
  })
}
