import { nobodyBlocked, standingOf } from '../readers/blocks.ts'
import type { Kysely, Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { transact, unlessCollided, within } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { staff as byStaff } from '../moderation/actor.ts'
import { type SentComment, toWrite, writeComment, type Written } from '../moderation/new-comment.ts'
import { gatherSignals, signalsOfStaff } from '../moderation/signals.ts'
import type { Watchlists } from '../moderation/watchlists.ts'
import { isOpenTo } from '../posts/open.ts'
import { enqueue } from '../queue/enqueue.ts'
import { renewContacts } from '../readers/contacts.ts'
import type { Claimed } from '../readers/origins.ts'
import { clientKey } from '../readers/rate-limit.ts'
import type { Settings } from '../settings/declared.ts'
import { judge } from '../spam/judge.ts'
import { commentHtml } from '../text/comment-html.ts'
import { languageOf } from '../text/language-of.ts'
import { isSlug, slugFrom } from '../urls.ts'
import { avatarSeed } from './claim.ts'
import { readBefore } from './known-before.ts'
import { maxPathLength } from './limits.ts'
import type { Around } from './place.ts'
import type { Submission } from './submission.ts'

/** What it is judged by; the lists are asked for by who gets so far. */
export interface JudgedBy {
  settings: Settings
  watchlists: () => Promise<Watchlists>
}

interface Placed {
  /** Null where it joins the deepest level, behind others of it that were not read. */
  around: Around | null
}

interface Stored extends Claimed {
  /** The article that it is on. */
  post: number
}

export type SubmissionResult =
  | ({ outcome: 'accepted'; status: CommentStatus; slug: string; thread: number } & Placed & Stored)
  /** These words from this sender led to this comment already. */
  | ({ outcome: 'repeated' } & Stored)
  | { outcome: 'noSuchPost' | 'closed' | 'parentNotPublic' | 'conversationClosed' }
  | { outcome: 'tooFast'; retryAfterSeconds: number }

/** Stores a comment, durably, before it answers; judges it; and says what became of it. */
export async function submitComment(
  db: Kysely<Database>,
  ring: KeyRing,
  judgedBy: JudgedBy,
  submission: Submission,
): Promise<SubmissionResult> {
  const { email } = submission.draft
  if (email && ring.previous.length > 0) await transact(db, trx => renewContacts(trx, ring, email))
  let rendered: Promise<RenderedDraft> | undefined
  const render = () => (rendered ??= renderDraft(submission))
  return unlessCollided(() => storeComment(db, ring, judgedBy, submission, render))
}

/** What is made of a text before it is stored. */
export interface RenderedDraft {
  html: string
  /** BCP 47; empty where it is not certain. */
  language: string
}

/** Makes it, which takes its time: for a transaction before it. */
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

/** The same as `submitComment`, maybe as a part of a transaction, and of a decision. `render` is called again, and renders once. */
export async function storeComment(
  db: Kysely<Database>,
  ring: KeyRing,
  judgedBy: JudgedBy,
  submission: Submission,
  render: () => Promise<RenderedDraft>,
  decision: string = crypto.randomUUID(),
): Promise<SubmissionResult> {
  const { settings, watchlists } = judgedBy
  const { draft, parent, staff, origin } = submission
  const slug = slugFrom(submission.slug)
  const client = clientKey(ring.current, `comment:${submission.client}`)
  const known = isSlug(slug) ? await readBefore(db, ring, settings, submission, { slug, client }) : null
  if (!known) return { outcome: 'noSuchPost' }
  const readAt = performance.now()

  const { post, claim, earlier, answered, around } = known
  // Whoever of the blog's people says again what was thrown away means it. A reader isn't told.
  const givesUp = staff && earlier?.status === 'trash' ? earlier.id : null
  if (earlier && givesUp === null) return repeated(post.id, earlier)
  if (parent !== null && !answered) return { outcome: 'parentNotPublic' }
  if (!isOpenTo(post, settings, staff !== null)) return { outcome: 'closed' }
  if (answered?.isClosed) return { outcome: 'conversationClosed' }
  if (known.wait > 0) return { outcome: 'tooFast', retryAfterSeconds: known.wait }

  // Whoever is refused by what was read costs no more; those that were read together wake the thread for languages once.
  const { html, language } = await render()
  // Where that took its time the article may have closed, or its writer be blocked: it is read anew, and rendered by now.
  if (performance.now() - readAt > readForMs)
    return storeComment(db, ring, judgedBy, submission, render, decision)
  const judged = {
    ...{ text: draft.text, html, name: draft.name, website: draft.website, ip: origin.ip },
    ...{ isStaff: staff !== null, isTrapped: submission.isTrapped ?? false },
  }
  const signals = staff
    ? signalsOfStaff(judged)
    : await gatherSignals(db, settings, judged, {
        ...known,
        ...(await comparedWith(db, watchlists, { ...origin, who: claim.who, contact: known.author.contact })),
      })
  const { status, reasons } = judge(signals, settings)
  const sent: SentComment = {
    by: staff ? byStaff(staff) : { kind: 'rule' },
    decision,
    written: {
      post_id: post.id,
      parent_id: parent,
      thread_id: answered?.thread_id ?? null,
      path: above(answered),
      name: draft.name,
      website: draft.website,
      source: draft.text,
      html,
      language,
      avatar: avatarSeed(ring.current, submission),
      is_staff: staff !== null,
    },
    status,
    reasons,
    opinion: signals.opinion,
    claim,
    origin: { ...origin, email: draft.email },
    limit: { client, points: settings.comments_per_minute },
    givesUp,
    proof: signals.proof === 'given' ? (submission.proof ?? null) : null,
    isArrival: signals.isArrival,
  }
  const isAsked = settings.ask_akismet && !signals.isKnown && status !== 'spam'
  const result = isAsked
    ? await within(db, trx => writeAndAsk(trx, ring, sent))
    : await writeComment(db, toWrite(ring, sent))
  // Another comment used it since it was looked at: this one is judged without.
  if (result.outcome === 'proofUsed')
    return storeComment(db, ring, judgedBy, { ...submission, proof: null }, render, decision)
  if (result.outcome === 'repeated') return repeated(post.id, result)
  if (result.outcome !== 'accepted') return result
  return {
    ...result,
    post: post.id,
    outcome: 'accepted',
    status,
    slug,
    thread: answered?.thread_id ?? result.id,
    around: isDeepest(answered) ? null : { ...around, isPublic: answered !== null || status === 'approved' },
  }
}

/** Its key is of an article: the earlier one is on the same. */
const repeated = (post: number, { id, nonce }: Claimed): SubmissionResult => ({
  outcome: 'repeated',
  ...{ post, id, nonce },
})

/** For so long, in ms, what was read is taken to be so still, as between any two statements. */
const readForMs = 50

/** What a reader's comment is compared with: whom it is from is asked only while anybody is blocked. */
async function comparedWith(
  db: Kysely<Database>,
  readWatchlists: JudgedBy['watchlists'],
  from: Parameters<typeof standingOf>[1],
) {
  const watchlists = await readWatchlists()
  return { watchlists, standing: watchlists.hasBlocks ? await standingOf(db, from) : nobodyBlocked }
}

/** The job is of the comment's transaction: there is none without the other. */
async function writeAndAsk(trx: Transaction<Database>, ring: KeyRing, sent: SentComment): Promise<Written> {
  const result = await writeComment(trx, toWrite(ring, sent))
  if (result.outcome === 'accepted')
    await enqueue(trx, 'ask-akismet', { comment: result.id }, { key: String(result.id) })
  return result
}

/** The ids above what answers a comment; too deep a reply joins the deepest level there is. */
const above = (answered: { path: number[] } | null): number[] =>
  answered === null ? [] : answered.path.slice(0, maxPathLength - 1)

const isDeepest = (answered: { path: number[] } | null): boolean =>
  answered !== null && answered.path.length >= maxPathLength

/** Where a comment stands in its thread. */
export function placeUnder(answered: { thread_id: number; path: number[] } | null, id: number) {
  if (answered === null) return { thread_id: id, path: [id] }
  return { thread_id: answered.thread_id, path: [...above(answered), id] }
}
