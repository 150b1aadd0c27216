import { type Kysely, sql, type SqlBool, type Transaction } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { CommentStatus, Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import { dropOldBlocks, standingOf } from '../readers/blocks.ts'
import { readOrigin } from '../readers/origins.ts'
import { readReputation } from '../readers/reputation.ts'
import type { Settings } from '../settings/declared.ts'
import { readLearnedState } from '../spam/consult.ts'
import { judge, type Reason } from '../spam/judge.ts'
import { cameWith } from './came-with.ts'
import { passGate } from './gate.ts'
import { enoughToTrust, gatherSignals, type KnownThen } from './signals.ts'
import { readWatchlists } from './watchlists.ts'

/** What a block, a mute or a list of words says why. */
const ofLists = ['blocked', 'muted', 'spam words', 'held words'] as const satisfies readonly Reason[]
/** What other settings say why. What was said of how a comment came, or of what it is like, stays as it was said then. */
const ofRules = ['every comment is held', 'first comment', 'links'] as const satisfies readonly Reason[]
/** As many are judged in one transaction. */
const portion = 40

/** Lets what blocks and mutes moved or held be judged again, since one of them has ended. */
export const judgeUnblockedLater = (trx: Transaction<Database>): Promise<void> =>
  enqueue(trx, 'judge-unblocked', {}, { key: 'all' })

/** Drops the blocks whose time is over; what they moved or held is judged again. */
export async function endOldBlocks(db: Kysely<Database>): Promise<void> {
  await transact(db, async trx => {
    if (await dropOldBlocks(trx)) await judgeUnblockedLater(trx)
  })
}

/**
 * Judges comments again that a block, a mute or a list made spam or lets wait, and that nobody decided on since: by the
 * rules as they are now. What is blocked by another one, or muted still, stays as it is.
 */
export async function judgeUnblocked(
  db: Kysely<Database>,
  settings: Settings,
  mayGoOn: () => boolean,
): Promise<void> {
  await judgeAll(db, settings, { isWaitingToo: false, mayGoOn })
}

/**
 * The same after a change of lists or rules, also of what a rule lets wait; besides, what waits for another reason is spam
 * if a list says so by now. How many were judged, and what became of them, is in the log of the people.
 */
export async function judgeWaiting(
  db: Kysely<Database>,
  settings: Settings,
  mayGoOn: () => boolean,
): Promise<void> {
  const judged = await judgeAll(db, settings, { isWaitingToo: true, mayGoOn })
  if (judged.count === 0 || !mayGoOn()) return // whoever goes on with it says so
  const moved = Object.entries(judged.moved).map(([to, count]) => `${to} ${count}`)
  await audit(db, nobody, 'waiting judged again', [judged.count, ...moved].join(', '))
}

const nobody: Actor = { account: null, name: 'rule' }

/** How many comments were judged again, and how many of them were moved to which state. */
interface Judged {
  count: number
  moved: Partial<Record<CommentStatus, number>>
}

async function judgeAll(
  db: Kysely<Database>,
  settings: Settings,
  { isWaitingToo, mayGoOn }: { isWaitingToo: boolean; mayGoOn: () => boolean },
): Promise<Judged> {
  const judged: Judged = { count: 0, moved: {} }
  let before: number | null = null
  do {
    const from: number | null = before
    const some: Portion = await transact(db, trx => judgeSome(trx, settings, from, isWaitingToo))
    judged.count += some.count
    for (const to of some.moved) judged.moved[to] = (judged.moved[to] ?? 0) + 1
    before = some.last
  } while (before !== null && mayGoOn())
  return judged
}

interface Portion {
  count: number
  /** Null after the last portion. */
  last: number | null
  /** Where those went that were moved. */
  moved: CommentStatus[]
}

/** Judges a portion, the newest first. */
async function judgeSome(
  trx: Transaction<Database>,
  settings: Settings,
  before: number | null,
  isWaitingToo: boolean,
): Promise<Portion> {
  const reasons = isWaitingToo ? [...ofLists, ...ofRules] : ofLists
  const held = await trx
    .selectFrom('comments as c')
    .innerJoin('private.moderation_log as l', join => join.on('l.id', '=', lastJudgement))
    .select(['c.id', 'c.step', 'c.source as text', 'c.html', 'c.name', 'c.website', 'c.status', 'l.reasons'])
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('private.moderation_log as i')
            .whereRef('i.comment_id', '=', 'c.id')
            .where('i.kind', '=', 'import'),
        )
        .as('isImported'),
    )
    .where('c.status', 'in', ['pending', 'spam'])
    .where('c.decided', 'is', null)
    .where('c.is_staff', '=', false)
    .where(eb => eb.or([heldBy(reasons), ...(isWaitingToo ? [eb('c.status', '=', 'pending')] : [])]))
    .$if(before !== null, query => query.where('c.id', '<', before))
    .orderBy('c.id', 'desc')
    .limit(portion)
    .execute()
  if (held.length === 0) return { count: 0, last: null, moved: [] }
  const by = { learned: await readLearnedState(trx), watchlists: await readWatchlists(trx) }
  const judged = []
  for (const comment of held) judged.push(await judgeAgain(trx, settings, by, reasons, comment))
  const changes = judged.flatMap(change => change ?? [])
  const outcome = await passGate(trx, { by: { kind: 'rule' }, changes })
  const to = new Map(changes.map(({ comment, becomes }) => [comment, becomes.status]))
  return {
    count: held.length,
    last: held.length < portion ? null : (held.at(-1)?.id ?? null),
    moved: outcome.moved.flatMap(({ comment, from }) => {
      const status = to.get(comment)
      return status === undefined || status === from ? [] : [status]
    }),
  }
}

/** The step by which the comment `c` was judged: a decision that was undone since is none, and an undo gives no reasons. */
const lastJudgement = sql<number>`(select max(j.id) from private.moderation_log j
  where j.comment_id = c.id and j.kind in ('rule', 'reader', 'import'))`

const heldBy = (reasons: readonly Reason[]) =>
  sql<boolean>`l.reasons && ${sql.lit(`{"${reasons.join('","')}"}`)}::text[]`

interface Held {
  id: number
  step: number
  text: string
  html: string
  name: string
  website: string | null
  status: CommentStatus
  reasons: string[]
  /** No rule and no list has a say about it, as none had when it came: without a block it waits for a person. */
  isImported: SqlBool
}

/** What it is to become; null where it stays as it is. */
async function judgeAgain(
  trx: Transaction<Database>,
  settings: Settings,
  by: Pick<KnownThen, 'learned' | 'watchlists'>,
  reasons: readonly Reason[],
  { id, step, isImported, status: was, reasons: why, ...said }: Held,
) {
  const origin = await readOrigin(trx, id)
  const signals = await gatherSignals(
    trx,
    settings,
    { ...said, ip: origin.ip, isStaff: false, isTrapped: false },
    {
      author: { ...origin, ...(await readReputation(trx, { ...origin, id }, enoughToTrust(settings))) },
      ...by,
      standing: await standingOf(trx, origin),
      arrival: null,
    },
  )
  const change = { comment: id, seen: step }
  const { status, reasons: told } = judge(signals, settings)
  const isSpamByNow = signals.isBlocked || (!isImported && signals.spamWords.length > 0)
  if (was === 'pending' && isSpamByNow)
    return { ...change, becomes: { status: 'spam' as const, reasons: told } }
  const isHeldSo = reasons.some(reason => why.includes(reason))
  if (!isHeldSo || signals.isBlocked || signals.isMuted) return null
  if (isImported) return { ...change, becomes: { status: 'pending' as const, reasons: [], isAnew: true } }
  const doubts = await cameWith(trx, id)
  const stands = status === 'approved' && doubts.length > 0 ? ('pending' as const) : status
  const because = [...told, ...doubts]
  if (stands === was && because.length === why.length && because.every(reason => why.includes(reason)))
    return null
  // As when it came: what is spam at once is not asked about.
  if (settings.ask_akismet && !signals.isKnown && status !== 'spam')
    await enqueue(trx, 'ask-akismet', { comment: id }, { key: String(id) })
  return { ...change, becomes: { status: stands, reasons: because, isAnew: true } }
}
