import { type Kysely, sql } from 'kysely'
import { impostorTest } from '../accounts/impostors.ts'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { pastOrigins } from '../readers/past-origins.ts'
import type { Email } from '../readers/email.ts'
import type { HiddenSettings, Settings } from '../settings/declared.ts'
import { readLikenesses } from '../spam/consult.ts'
import { judge, type Reason } from '../spam/judge.ts'
import { wordsIn } from '../spam/words.ts'
import { countLinks, judgedText } from './signals.ts'

/** What rules would have done with the comments of the last thirty days; at most the last ten thousand. */
export interface Trial {
  approved: number
  pending: number
  spam: number
  /** How many each rule would have held or called spam, alone or together with others. */
  byRule: Record<Exclude<Reason, 'blocked' | NotTried> | 'blocked networks' | 'blocked addresses', number>
  /** How many would have appeared at once because their authors are trusted. */
  trusted: number
}

/** What is known of a comment when it comes, and of none afterwards. */
const notTried = [
  'hidden field',
  'taken back',
  'muted',
  'many at once',
  'no proof of work',
  'akismet',
] as const
type NotTried = (typeof notTried)[number]
const isNotTried = (reason: Reason): reason is NotTried => notTried.some(one => one === reason)

const days = 30
const limit = 10_000

/** Judges the comments of the last thirty days by other rules, and changes nothing. */
export async function tryRules(
  db: Kysely<Database>,
  ring: KeyRing,
  rules: Pick<Settings, 'hold_comments' | 'trust_after' | 'hold_links'> & HiddenSettings,
  blocked: readonly Email[],
): Promise<Trial> {
  const comments = await db
    .selectFrom('comments')
    .select(['id', 'name', 'website', 'html', 'is_staff'])
    .where('status', '<>', 'withdrawn')
    .where('created_at', '>', sql<Date>`now() - make_interval(days => ${days})`)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const origins = await pastOrigins(
    db,
    ring,
    comments.map(({ id }) => id),
    { networks: rules.blocked_networks, emails: blocked },
  )
  const isImpostor = await impostorTest(db)
  const judged = rules.learn_spam ? comments.map(({ id }) => id) : []
  const likenesses = await readLikenesses(db, judged)
  const trial = nothingYet()
  for (const comment of comments) {
    const origin = origins.get(comment.id) ?? unknown
    const text = judgedText(comment)
    const { status, reasons } = judge(
      {
        isStaff: comment.is_staff,
        isImpostor: !comment.is_staff && isImpostor(comment.name, origin.contact),
        isBlocked: origin.isNetworkBlocked || origin.isAddressBlocked,
        approvedBefore: origin.approvedBefore,
        links: countLinks(comment.html),
        spamWords: wordsIn(text, rules.spam_words),
        heldWords: wordsIn(text, rules.held_words),
        likeness: likenesses.get(comment.id) ?? null,
        isTrapped: false,
        isTakenBack: false,
        isMuted: false,
        isAttacked: false,
        proof: null,
      },
      rules,
    )
    trial[status]++
    for (const reason of reasons) if (reason !== 'blocked' && !isNotTried(reason)) trial.byRule[reason]++
    if (reasons.includes('blocked') && origin.isNetworkBlocked) trial.byRule['blocked networks']++
    if (reasons.includes('blocked') && origin.isAddressBlocked) trial.byRule['blocked addresses']++
    if (status === 'approved' && !comment.is_staff && rules.trust_after > 0) trial.trusted++
  }
  return trial
}

const unknown = { contact: null, approvedBefore: 0, isNetworkBlocked: false, isAddressBlocked: false }

const nothingYet = (): Trial => ({
  approved: 0,
  pending: 0,
  spam: 0,
  byRule: {
    impostor: 0,
    'spam words': 0,
    'every comment is held': 0,
    'first comment': 0,
    links: 0,
    'like spam': 0,
    'held words': 0,
    'blocked networks': 0,
    'blocked addresses': 0,
  },
  trusted: 0,
})
