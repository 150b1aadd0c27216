import { readWatchlists } from '../src/moderation/watchlists.ts'
import { basename } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Submission } from '../src/comments/submission.ts'
import { submitComment } from '../src/comments/submit.ts'
import type { OpenDatabase } from '../src/db/open.ts'
import type { Database } from '../src/db/tables.ts'
import { decide } from '../src/moderation/decide.ts'
import { readSettings } from '../src/settings/settings.ts'
import { consult, readLearnedState } from '../src/spam/consult.ts'
import { memoryLearner, seeded } from '../tests/support/learner.ts'
import { makeSaid } from '../tests/support/said.ts'
import { setSettings } from '../tests/support/settings.ts'
import { teachComments, writeComments } from '../tests/support/taught.ts'
import { readLabelled } from './csv.ts'
import type { Engine } from './engines.ts'
import { fillArticle } from './fill.ts'
import { asSaid, ownSets, type Replayed } from './spam-sets.ts'
import { median, percentile, printTable, timed } from './stats.ts'

/** How good the learner is, comment by comment, each judged before it is learned; on own sets and on one of a host. */
export function replaySpam(count: number, given: string | undefined): void {
  const sets = {
    ...ownSets(count),
    ...(given === undefined ? {} : { [basename(given)]: asSaid(readLabelled(given)) }),
  }
  printTable(
    'Spam held / approved held, by the number of decisions before',
    Object.entries(sets).map(([name, set]) => ({ set: name, ...replay(set) })),
  )
}

const steps = [10, 30, 100, 300, 1_000, Number.POSITIVE_INFINITY]

function replay(set: readonly Replayed[]): Record<string, string | number> {
  const learner = memoryLearner()
  const shares: Record<string, string> = {}
  let [from, at] = [0, 0]
  for (const to of steps) {
    const counts = { spam: 0, spamHeld: 0, ham: 0, hamHeld: 0, hamSpam: 0 }
    for (const one of set.slice(from, Math.min(to, set.length))) {
      const { likeness } = learner.judge(one)
      counts[one.isSpam ? 'spam' : 'ham']++
      if (likeness !== null) counts[one.isSpam ? 'spamHeld' : 'hamHeld']++
      if (likeness === 'spam' && !one.isSpam) counts.hamSpam++
      learner.decide(one, one.saidSpam)
      at++
    }
    const { spam, ham, spamHeld, hamHeld, hamSpam } = counts
    const name = to === Number.POSITIVE_INFINITY ? `from ${from}` : `${from}–${to}`
    shares[name] =
      spam + ham === 0
        ? ''
        : `${share(spamHeld, spam)} / ${share(hamHeld, ham)}${hamSpam > 0 ? ` (${hamSpam} as spam)` : ''}`
    from = to
  }
  return { comments: at, ...shares }
}

const share = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(3))

/** What a decision takes with its learning, and how much longer a comment takes that is judged by what was learned. */
export async function measureSpam(engine: Engine, learned: number, rounds: number): Promise<void> {
  const opened = await engine.open()
  const { db } = opened
  await setSettings(db, { hold_links: 0, comments_per_minute: 10_000, trust_after: 1 })
  await fillArticle(opened, 'taught', 2)
  const random = seeded(1)
  for (let left = learned; left > 0; left -= 50)
    await teachComments(db, 'taught', makeSaid(random, Math.min(50, left)))
  const { rows } = await sql<{ tokens: number; bytes: number }>`
    select (select count(*) from private.spam_tokens) as tokens, pg_total_relation_size('private.spam_tokens')
      + pg_total_relation_size('private.spam_decisions') as bytes`.execute(db)

  const deciding = {
    learning: await timesOfDecisions(db, rounds, true),
    without: await timesOfDecisions(db, rounds, false),
  }
  await setSettings(db, { learn_spam: true })
  const asked: number[] = []
  for (const said of makeSaid(seeded(3), rounds))
    asked.push(await timed(async () => consult(db, await readLearnedState(db), said)))
  const sending = await timesOfComments(engine, opened, rounds)
  await opened.close()

  printTable(
    `Learned from ${learned} decisions (${rows[0]?.tokens} tokens, ${Math.round((rows[0]?.bytes ?? 0) / 1e6)} MB), ${engine.name}`,
    Object.entries({
      'a decision, learned': deciding.learning,
      'a decision, not learned': deciding.without,
      'judging alone': asked,
      'a comment, judged by it': sending.judged,
      'a comment, by the rules alone': sending.rules,
    }).map(([what, times]) => ({ what, 'median ms': median(times), 'p95 ms': percentile(times, 0.95) })),
  )
}

async function timesOfDecisions(
  db: Kysely<Database>,
  rounds: number,
  learn_spam: boolean,
): Promise<number[]> {
  await setSettings(db, { learn_spam })
  const said = makeSaid(seeded(2), rounds)
  const ids = await writeComments(db, 'taught', said, () => 'pending')
  const by = { kind: 'command' } as const
  const times: number[] = []
  for (const [n, comment] of ids.entries()) {
    const { step: seen } = await db
      .selectFrom('comments')
      .select('step')
      .where('id', '=', comment)
      .executeTakeFirstOrThrow()
    const to = said[n]?.isSpam ? 'spam' : 'approved'
    times.push(await timed(() => decide(db, [{ comment, seen }], to, { by })))
  }
  return times
}

async function timesOfComments({ keys }: Engine, { db, publicDb }: OpenDatabase, rounds: number) {
  const judgedBy = { settings: await readSettings(publicDb), watchlists: () => readWatchlists(db) }
  const times = { judged: [] as number[], rules: [] as number[] }
  for (const [n, { text, name, website }] of makeSaid(seeded(4), 2 * rounds).entries()) {
    const isJudged = n % 2 === 0
    await setSettings(db, { learn_spam: isJudged })
    const submission: Submission = {
      slug: 'taught',
      parent: null,
      draft: { text: `${n}: ${text}`, name, email: null, website },
      sender: { kind: 'browser', id: `b${n}` },
      language: 'en',
      origin: { ip: '198.51.100.7', userAgent: null, browser: `b${n}` },
      staff: null,
      client: `c${n}`,
    }
    times[isJudged ? 'judged' : 'rules'].push(
      await timed(() => submitComment(db, keys, judgedBy, submission)),
    )
  }
  return times
}
