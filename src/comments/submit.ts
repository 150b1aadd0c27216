import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import { now } from '../db/clock.ts'
import type { CommentStatus, Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { findContactByAddress } from '../readers/contacts.ts'
import { whoWrites } from '../readers/email.ts'
import {
  type Claim,
  type Claimed,
  claimComment,
  findEarlier,
  moveKey,
  type Origin,
} from '../readers/origins.ts'
import { takePoint } from '../readers/rate-limit.ts'
import { isOpenTo } from '../posts/open.ts'
import { isPublished } from '../posts/published.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Settings } from '../settings/declared.ts'
import { countArrival } from '../spam/attack.ts'
import { keepVerdict } from '../spam/consult.ts'
import { judge } from '../spam/judge.ts'
import type { Proof } from '../spam/proof.ts'
import { commentHtml } from '../text/comment-html.ts'
import { languageOf } from '../text/language-of.ts'
import { isSlug, slugFrom } from '../urls.ts'
import { avatarSeed, type Sender, submissionKey } from './claim.ts'
import type { CommentDraft } from './form.ts'
import { maxPathLength } from './limits.ts'
import { staff as byStaff, type StepActor } from '../moderation/actor.ts'
import { passGate } from '../moderation/gate.ts'
import { bears } from '../moderation/marks.ts'
import { gatherSignals } from '../moderation/signals.ts'

/** A draft with where it is to stand and who sent it. */
export interface Submission {
  slug: string
  parent: number | null
  draft: CommentDraft
  /** Whose the same words are one comment, as of a double click or a retry. */
  sender: Sender
  /** The interface's, which the comment is likely to be written in. */
  language: string
  /** What else the writer reads (BCP 47), the likeliest first. */
  alsoReads?: readonly string[]
  origin: Omit<Origin, 'email'>
  /** A field that no person sees was filled in. */
  isTrapped?: boolean
  /** What its browser proved; null where it proved nothing. */
  proof?: Proof | null
  /** Who is signed in, and so needs no judging; null for a reader. */
  staff: Actor | null
  /** Whose comments per minute are counted: an address, or a network of them. */
  client: string
}

export type SubmissionResult =
  | ({ outcome: 'accepted'; status: CommentStatus } & Claimed)
  /** These words from this sender led to this comment already. */
  | ({ outcome: 'repeated' } & Claimed)
  | { outcome: 'noSuchPost' | 'closed' | 'parentNotPublic' | 'conversationClosed' }
  | { outcome: 'tooFast'; retryAfterSeconds: number }

/** Stores a comment, durably, before it answers; judges it; and says what became of it. */
export async function submitComment(
  db: Kysely<Database>,
  ring: KeyRing,
  settings: Settings,
  submission: Submission,
): Promise<SubmissionResult> {
  const rendered = await renderDraft(submission)
  return transact(db, trx => storeComment(trx, ring, settings, submission, rendered))
}

/** What is made of a text before it is stored. */
export interface RenderedDraft {
  html: string
  /** BCP 47; empty where it is not certain. */
  language: string
}

/** Makes it: outside of a transaction, for it takes its time. */
export async function renderDraft({
  draft,
  client,
  language,
  alsoReads = [],
}: Submission): Promise<RenderedDraft> {
  const [html, found] = await Promise.all([
    commentHtml(draft.text, client),
    languageOf(draft.text, [language, ...alsoReads]),
  ])
  return { html, language: found }
}

/** The same as a part of a transaction, and of a decision, with the text's HTML made before it. */
export async function storeComment(
  trx: Transaction<Database>,
  ring: KeyRing,
  settings: Settings,
  submission: Submission,
  { html, language }: RenderedDraft,
  decision: string = crypto.randomUUID(),
): Promise<SubmissionResult> {
  const { draft, parent, staff } = submission
  const keys = ring.current
  const slug = slugFrom(submission.slug)
  const post = isSlug(slug) && (await findOpenPost(trx, slug))
  if (!post) return { outcome: 'noSuchPost' }

  const claim = claimOf(keys, submission, post.id)
  const earlier = await findEarlier(trx, claim)
  if (earlier && !(staff && (await isThrownAway(trx, earlier.id)))) return { outcome: 'repeated', ...earlier }
  if (earlier) await moveKey(trx, earlier.id, null)

  const answered = parent === null ? null : await findAnswered(trx, post.id, parent)
  if (answered === undefined) return { outcome: 'parentNotPublic' }
  if (!isOpenTo(post, settings, staff !== null)) return { outcome: 'closed' }
  if (answered?.isClosed) return { outcome: 'conversationClosed' }

  const wait = await takePoint(trx, keys, `comment:${submission.client}`, settings.comments_per_minute, 60)
  if (wait > 0) {
    // The point was waited for: what took the last one may have been these very words.
    const other = await findEarlier(trx, claim)
    return other ? { outcome: 'repeated', ...other } : { outcome: 'tooFast', retryAfterSeconds: wait }
  }

  const { isNew, ...claimed } = await claimComment(trx, ring, claim, {
    ...submission.origin,
    email: draft.email,
  })
  if (!isNew) return { outcome: 'repeated', ...claimed }

  const { id } = claimed
  const signals = await gatherSignals(trx, settings, {
    text: draft.text,
    html,
    name: draft.name,
    website: draft.website,
    contact: draft.email && (await findContactByAddress(trx, ring, draft.email)),
    who: claim.who,
    browser: submission.origin.browser,
    ip: submission.origin.ip,
    isStaff: staff !== null,
    isTrapped: submission.isTrapped ?? false,
    post: post.id,
    proof: submission.proof ?? null,
    id: null,
  })
  const { status, reasons } = judge(signals, settings)
  const written = {
    ...placeUnder(answered, id),
    id,
    post_id: post.id,
    parent_id: parent,
    name: draft.name,
    website: draft.website,
    source: draft.text,
    html,
    language,
    avatar: avatarSeed(keys, submission),
    is_staff: staff !== null,
  }
  const by: StepActor = staff ? byStaff(staff) : { kind: 'rule' }
  await passGate(trx, { by, decision, changes: [{ written, status, reasons }] })
  if (signals.opinion) await keepVerdict(trx, id, signals.opinion)
  if (settings.ask_akismet && !signals.isKnown && status !== 'spam')
    await enqueue(trx, 'ask-akismet', { comment: id }, { key: String(id) })
  if (signals.isArrival) await countArrival(trx)
  return { outcome: 'accepted', ...claimed, status }
}

function findOpenPost(trx: Transaction<Database>, slug: string) {
  return trx
    .selectFrom('posts as p')
    .select(['id', 'language', 'comments_open', 'close_after_days', 'published_at'])
    .select(now.as('asked_at'))
    .where('slug', '=', slug)
    .where(isPublished)
    .executeTakeFirst()
}

function claimOf(keys: Keys, { draft, parent, sender }: Submission, post: number): Claim {
  const who = whoWrites(keys, draft.email, draft.name)
  const key = submissionKey(keys, { ...draft, sender, who, post, parent })
  return { who, key, lasts: sender.kind !== 'network' }
}

/** Whether the blog's people threw it away: one of them who says the same again means it. A reader isn't told. */
async function isThrownAway(trx: Transaction<Database>, id: number): Promise<boolean> {
  const { status } = await trx
    .selectFrom('comments')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return status === 'trash'
}

/** The comment that is answered, if readers of this article can see it. */
function findAnswered(trx: Transaction<Database>, post: number, parent: number) {
  return trx
    .selectFrom('comments')
    .select(['thread_id', 'path'])
    .select(bears('closed', 'comments.thread_id').as('isClosed'))
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
