import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { CommentStatus, Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { findContactByAddress } from '../readers/contacts.ts'
import { claimComment, findEarlier, type Origin } from '../readers/origins.ts'
import { takePoint } from '../readers/rate-limit.ts'
import { isOpenTo } from '../posts/open.ts'
import { isPublished } from '../posts/published.ts'
import type { Settings } from '../settings/settings.ts'
import { judge } from '../spam/judge.ts'
import { commentHtml } from '../text/comment-html.ts'
import { languageOf } from '../text/language-of.ts'
import { isSlug } from '../urls.ts'
import { avatarSeed, claimKeys } from './claim.ts'
import type { CommentDraft } from './form.ts'
import { maxPathLength } from './limits.ts'
import { logDecision } from './moderation-log.ts'
import { gatherSignals } from './signals.ts'
import { keepTerms } from './terms.ts'

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
  /** Who is signed in, and so needs no judging; null for a reader. */
  staff: Actor | null
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
  ring: KeyRing,
  settings: Settings,
  submission: Submission,
): Promise<SubmissionResult> {
  const html = await commentHtml(submission.draft.text)
  return db.transaction().execute(trx => storeComment(trx, ring, settings, submission, html))
}

/** The same as a part of a transaction, with the text's HTML made before it. */
export async function storeComment(
  trx: Transaction<Database>,
  ring: KeyRing,
  settings: Settings,
  submission: Submission,
  html: string,
): Promise<SubmissionResult> {
  const { draft, parent, staff } = submission
  const keys = ring.current
  const post = isSlug(submission.slug) && (await findOpenPost(trx, submission.slug))
  if (!post) return { outcome: 'noSuchPost' }

  const claim = claimKeys(keys, submission, post.id)
  const earlier = await findEarlier(trx, claim)
  if (earlier) return earlierOutcome(earlier)

  const answered = parent === null ? null : await findAnswered(trx, post.id, parent)
  if (answered === undefined) return { outcome: 'parentNotPublic' }
  if (!isOpenTo(post, settings, staff !== null)) return { outcome: 'closed' }

  const wait = await takePoint(trx, keys, `comment:${submission.client}`, settings.comments_per_minute, 60)
  if (wait > 0) {
    // The point was waited for: what took the last one may have been this very form.
    const other = await findEarlier(trx, claim)
    return other ? earlierOutcome(other) : { outcome: 'tooFast', retryAfterSeconds: wait }
  }

  const id = await claimComment(trx, ring, claim, { ...submission.origin, email: draft.email })
  if (id === null) {
    const other = await findEarlier(trx, claim)
    return other ? earlierOutcome(other) : { outcome: 'alreadySaid' }
  }

  const signals = await gatherSignals(trx, settings, {
    html,
    name: draft.name,
    website: draft.website,
    contact: draft.email && (await findContactByAddress(trx, ring, draft.email)),
    who: claim.who,
    browser: submission.origin.browser,
    ip: submission.origin.ip,
    isStaff: staff !== null,
    id: null,
  })
  const { status, reasons } = judge(signals, settings)
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
      is_staff: staff !== null,
    })
    .execute()
  await keepTerms(trx, [{ id, name: draft.name, source: draft.text }])
  await logDecision(trx, {
    comment: id,
    from: null,
    to: status,
    actor: staff?.name ?? 'rule',
    account: staff?.account ?? null,
    reasons,
  })
  return { outcome: 'accepted', id, status }
}

function findOpenPost(trx: Transaction<Database>, slug: string) {
  return trx
    .selectFrom('posts as p')
    .select(['id', 'language', 'comments_open', 'close_after_days', 'published_at'])
    .where('slug', '=', slug)
    .where(isPublished)
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
