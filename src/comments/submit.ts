import type { Kysely, Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import type { Keys } from '../keys.ts'
import { claimComment, findEarlier, type Origin } from '../readers/origins.ts'
import { takePoint } from '../readers/rate-limit.ts'
import type { Settings } from '../settings/settings.ts'
import { type Reason, judge } from '../spam/judge.ts'
import { commentHtml } from '../text/comment-html.ts'
import { languageOf } from '../text/language-of.ts'
import { isSlug } from '../urls.ts'
import { avatarSeed, claimKeys } from './claim.ts'
import type { CommentDraft } from './form.ts'
import { maxPathLength } from './limits.ts'
import { logDecision } from './moderation-log.ts'

/** A draft with where it is to stand and who sent it. */
export interface Submission {
  slug: string
  parent: number | null
  draft: CommentDraft
  /** Random, from the form itself: what makes a double click one comment. */
  formKey: string
  /** The interface's, which the comment is likely to be written in. */
  language: string
  origin: Omit<Origin, 'email'>
  /** Whose comments per minute are counted: an address, or a network of them. */
  client: string
}

export type SubmissionResult =
  | { outcome: 'accepted'; id: number; status: CommentStatus }
  /** This very form led to this comment already. */
  | { outcome: 'repeated'; id: number }
  | { outcome: 'noSuchPost' | 'closed' | 'parentNotPublic' | 'alreadySaid' }
  | { outcome: 'tooFast'; retryAfterSeconds: number }

/** Stores a comment, durably, before it answers; judges it; and says what became of it. */
export async function submitComment(
  db: Kysely<Database>,
  keys: Keys,
  settings: Settings,
  submission: Submission,
): Promise<SubmissionResult> {
  const html = await commentHtml(submission.draft.text)
  return db.transaction().execute(trx => storeComment(trx, keys, settings, submission, html))
}

async function storeComment(
  trx: Transaction<Database>,
  keys: Keys,
  settings: Settings,
  submission: Submission,
  html: string,
): Promise<SubmissionResult> {
  const { draft, parent } = submission
  const post = isSlug(submission.slug) && (await findOpenPost(trx, submission.slug))
  if (!post) return { outcome: 'noSuchPost' }

  const claim = claimKeys(keys, submission, post.id)
  const earlier = await findEarlier(trx, claim)
  if (earlier) return earlierOutcome(earlier)

  const answered = parent === null ? null : await findAnswered(trx, post.id, parent)
  if (answered === undefined) return { outcome: 'parentNotPublic' }
  if (!post.comments_open) return { outcome: 'closed' }

  const wait = await takePoint(trx, keys, `comment:${submission.client}`, settings.comments_per_minute, 60)
  if (wait > 0) {
    // The point was waited for: what took the last one may have been this very form.
    const other = await findEarlier(trx, claim)
    return other ? earlierOutcome(other) : { outcome: 'tooFast', retryAfterSeconds: wait }
  }

  const id = await claimComment(trx, keys, claim, { ...submission.origin, email: draft.email })
  if (id === null) {
    const other = await findEarlier(trx, claim)
    return other ? earlierOutcome(other) : { outcome: 'alreadySaid' }
  }

  const { status, reasons } = judgeHtml(html, settings)
  const place = placeUnder(answered, id)
  if (answered === null) await trx.insertInto('threads').values({ id, post_id: post.id }).execute()
  await trx
    .insertInto('comments')
    .values({
      ...place,
      id,
      post_id: post.id,
      parent_id: parent,
      status,
      name: draft.name,
      website: draft.website,
      source: draft.text,
      html,
      language: languageOf(draft.text, [submission.language, post.language]),
      avatar: avatarSeed(keys, draft),
    })
    .execute()
  await logDecision(trx, { comment: id, from: null, to: status, actor: 'rule', reasons })
  return { outcome: 'accepted', id, status }
}

function findOpenPost(trx: Transaction<Database>, slug: string) {
  return trx
    .selectFrom('posts')
    .select(['id', 'language', 'comments_open'])
    .where('slug', '=', slug)
    .where('status', '=', 'published')
    .where('published_at', '<=', new Date())
    .executeTakeFirst()
}

function earlierOutcome(earlier: { comment: number; sameForm: boolean }): SubmissionResult {
  return earlier.sameForm ? { outcome: 'repeated', id: earlier.comment } : { outcome: 'alreadySaid' }
}

/** The comment that is answered, if readers of this article can see it. */
function findAnswered(trx: Transaction<Database>, post: number, parent: number) {
  return trx
    .selectFrom('comments')
    .select(['thread_id', 'path'])
    .where('id', '=', parent)
    .where('post_id', '=', post)
    .where('status', '=', 'approved')
    .executeTakeFirst()
}

/** Where a comment stands in its thread; too deep a reply joins the deepest level there is. */
export function placeUnder(answered: { thread_id: number; path: number[] } | null, id: number) {
  if (answered === null) return { thread_id: id, path: [id] }
  return { thread_id: answered.thread_id, path: [...answered.path.slice(0, maxPathLength - 1), id] }
}

/** Judges a comment by how it will appear. */
export function judgeHtml(html: string, settings: Settings): { status: CommentStatus; reasons: Reason[] } {
  const links = html.match(/<a /g)?.length ?? 0
  return judge({ holdAll: settings.hold_comments, links, holdLinks: settings.hold_links })
}
