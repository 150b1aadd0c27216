import { type Kysely, sql } from 'kysely'
import { asJson, hex } from '../db/json.ts'
import type { CommentStatus, Database } from '../db/tables.ts'
import { askTogether } from '../db/together.ts'
import type { KeyRing } from '../keys.ts'
import { type Arrival, enoughToTrust, type KnownThen } from '../moderation/signals.ts'
import { hashesOf } from '../readers/contacts.ts'
import type { Claim, Claimed } from '../readers/origins.ts'
import type { Settings } from '../settings/declared.ts'
import { claimOf } from './claim.ts'
import type { Around } from './place.ts'
import type { Submission } from './submission.ts'

/** What is known of a comment before it is judged. */
export interface KnownBefore {
  post: {
    id: number
    comments_open: boolean
    close_after_days: number | null
    published_at: Date | null
    asked_at: Date
  }
  claim: Claim
  /** The comment that these words led to already. */
  earlier: (Claimed & { status: CommentStatus }) | null
  /** The comment that is answered, if readers of this article can see it. */
  answered: { thread_id: number; path: number[]; isClosed: boolean } | null
  /** The seconds until its client has a point again; 0: it has one. */
  wait: number
  author: KnownThen['author']
  learned: KnownThen['learned']
  arrival: Arrival
  /** What will stand before it on its page. */
  around: Omit<Around, 'isPublic'>
}

/**
 * Reads all that decides about a comment to the article at a slug, in one statement for all that come at the same time;
 * null where there is none. What a refusal makes needless is not read.
 */
export async function readBefore(
  db: Kysely<Database>,
  ring: KeyRing,
  settings: Settings,
  submission: Submission,
  { slug, client }: { slug: string; client: string },
): Promise<KnownBefore | null> {
  const { draft, parent, staff, origin, proof = null } = submission
  const { threads_per_page: size, first_page: first } = settings
  for (let post = lastAt.get(slug) ?? 0; ; ) {
    const claim = claimOf(ring.current, submission, post)
    const row = await readRow(db, {
      address: slug,
      keyed_for: post,
      key: hex(claim.key),
      key_lasts: claim.lasts,
      parent,
      client,
      emails: draft.email ? hashesOf(ring, draft.email).map(hex) : [],
      person: staff ? null : claim.who,
      mark: staff ? null : origin.browser,
      enough: enoughToTrust(settings),
      size,
      newest_first: first === 'newest',
      challenge: proof?.nonce,
      challenge_for: proof?.post,
      challenge_until: proof?.until,
    })
    if (row.post === null) return null
    if (row.post === post) return { ...known(row, post, settings), claim }
    // The key is of an article, not of its address: it is made again for the one that is there.
    post = row.post
    remember(slug, post)
  }
}

/** What is asked of one comment; those that come at the same time are one statement. */
const readRow = askTogether(readRows)

async function readRows(db: Kysely<Database>, questions: readonly object[]): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select * from private.known_before_comments(${asJson(questions.map((asked, at) => ({ at, ...asked })))})`.execute(
    db,
  )
  return rows.sort((a, b) => a.at - b.at)
}

/** Which article was last at an address: a guess, which the read itself proves right or wrong. */
const lastAt = new Map<string, number>()
const mostRemembered = 1_000

function remember(slug: string, post: number): void {
  if (lastAt.size >= mostRemembered) lastAt.clear()
  lastAt.set(slug, post)
}

interface Row {
  /** Which of the questions. */
  at: number
  /** All else is null where this is not the one that the key was made for. */
  post: number | null
  comments_open: boolean
  close_after_days: number | null
  published_at: Date | null
  asked_at: Date
  earlier: number | null
  earlier_nonce: string | null
  earlier_status: CommentStatus
  thread: number | null
  path: number[] | null
  is_closed: boolean
  /** Its conversation stands before all others. */
  stands_first: boolean
  points: number | null
  wait: number | null
  contact: number | null
  approved_before: number
  is_taken_back: boolean
  is_blocked: boolean
  learned: KnownThen['learned']
  is_attacked: boolean
  has_proof: boolean
  replies: number[]
  threads: number[]
}

function known(row: Row, post: number, settings: Settings): Omit<KnownBefore, 'claim'> {
  const { comments_open, close_after_days, published_at, asked_at, thread, path } = row
  const isSpent = (row.points ?? 0) >= settings.comments_per_minute
  return {
    post: { id: post, comments_open, close_after_days, published_at, asked_at },
    earlier:
      row.earlier === null ? null : { id: row.earlier, nonce: row.earlier_nonce, status: row.earlier_status },
    answered: thread === null || path === null ? null : { thread_id: thread, path, isClosed: row.is_closed },
    wait: isSpent ? (row.wait ?? 0) : 0,
    author: {
      contact: row.contact,
      approvedBefore: row.approved_before,
      isTakenBack: row.is_taken_back,
      isBlocked: row.is_blocked,
    },
    learned: row.learned,
    arrival: { isAttacked: row.is_attacked, hasProof: row.has_proof },
    around: { replies: row.replies, threads: row.threads, isPinned: row.stands_first },
  }
}
