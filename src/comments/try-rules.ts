import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { pastOrigins } from '../readers/past-origins.ts'
import type { Discussion } from '../settings/discussion.ts'
import { judge, type Rules } from '../spam/judge.ts'
import { wordsIn } from '../spam/words.ts'
import { countLinks, judgedText } from './signals.ts'

/** What rules would have done with the comments of the last thirty days; at most the last ten thousand. */
export interface Trial {
  approved: number
  pending: number
  spam: number
}

const days = 30
const limit = 10_000

/** Judges the comments of the last thirty days by other rules, and changes nothing. */
export async function tryRules(db: Kysely<Database>, rules: Rules, discussion: Discussion): Promise<Trial> {
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
    comments.map(({ id }) => id),
    discussion.blocked_networks,
  )
  const trial: Trial = { approved: 0, pending: 0, spam: 0 }
  for (const comment of comments) {
    const { isBlocked, approvedBefore } = origins.get(comment.id) ?? { isBlocked: false, approvedBefore: 0 }
    const text = judgedText(comment)
    const { status } = judge(
      {
        isStaff: comment.is_staff,
        isImpostor: false,
        isBlocked,
        approvedBefore,
        links: countLinks(comment.html),
        spamWords: wordsIn(text, discussion.spam_words),
        heldWords: wordsIn(text, discussion.held_words),
      },
      rules,
    )
    trial[status]++
  }
  return trial
}
