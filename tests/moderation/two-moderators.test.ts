import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { staff } from '../../src/moderation/actor.ts'
import { beginBulk, readBulk } from '../../src/moderation/bulk.ts'
import { type Choice, decide, decideWithin } from '../../src/moderation/decide.ts'
import { deleteComment } from '../../src/moderation/erase.ts'
import { beginEmptyingSpam, emptyAllSpam } from '../../src/moderation/empty-spam.ts'
import { beforeAll, readHorizon, snapshotIn } from '../../src/moderation/horizon.ts'
import { learnAll } from '../../src/moderation/learn-all.ts'
import { everything } from '../../src/moderation/queue-filter.ts'
import { readQueued } from '../../src/moderation/queue.ts'
import type { Decided, Outcome } from '../../src/moderation/states.ts'
import { reverse, stepsOf } from '../../src/moderation/undo.ts'
import { forgetAll } from '../../src/spam/learn.ts'
import { flood } from '../support/flood.ts'
import { engine } from '../support/database.ts'
import { testBlog } from '../support/blog.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const ada = { by: staff({ account: null, name: 'Ada' }) }
const mo = { by: staff({ account: null, name: 'Mo' }) }
const statuses = ['approved', 'pending', 'spam', 'trash'] as const satisfies readonly Decided[]

/** A comment in a state, as both moderators see it. */
async function comment(status: Decided): Promise<Choice> {
  const slug = await blog().publish()
  const id = await blog().visitor().comment(slug, mara)
  if (status !== 'pending') await decide(db(), [await seen(id)], status, ada)
  return seen(id)
}

async function seen(id: number): Promise<Choice> {
  const [queued] = await readQueued(db(), [id], null)
  return { comment: id, seen: queued?.step ?? 0 }
}

/** Another that waits, on an article of its own: what two change of one article is done one after the other. */
async function commentOn(slug: string): Promise<Choice> {
  await blog().publish({ slug })
  return seen(await blog().visitor({ ip: '198.51.100.9' }).comment(slug, mara))
}

const db = () => blog().database.db

async function statusOf(id: number): Promise<string> {
  const row = await db()
    .selectFrom('comments')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.status
}

/** Who took the steps of a comment since it was written. */
async function actors(id: number): Promise<(string | null)[]> {
  const steps = await db()
    .selectFrom('private.moderation_log')
    .select('actor')
    .where('comment_id', '=', id)
    .where('actor', 'in', ['Ada', 'Mo'])
    .orderBy('id')
    .execute()
  return steps.map(({ actor }) => actor)
}

const fateOf = ({ moved, overtaken, unchanged, missing }: Outcome) =>
  [
    moved.length > 0 ? 'moved' : '',
    overtaken.length > 0 ? `after ${overtaken[0]?.by.name}` : '',
    unchanged.length > 0 ? 'so already' : '',
    missing.length > 0 ? 'gone' : '',
  ].join('')

const orders = statuses.flatMap(from =>
  statuses.flatMap(first => statuses.map(second => [from, first, second] as const)),
)

describe('two moderators who see the same comment', () => {
  test.each(orders)('from %s: the first moves it to %s, the second wants %s', async (from, first, second) => {
    const choice = await comment(from)
    const before = (await actors(choice.comment)).length
    const one = await decide(db(), [choice], first, ada)
    const two = await decide(db(), [choice], second, mo)

    expect(fateOf(one)).toBe(first === from ? 'so already' : 'moved')
    const now = first
    expect(fateOf(two)).toBe(second === now ? 'so already' : first === from ? 'moved' : 'after Ada')
    expect(await statusOf(choice.comment)).toBe(first === from ? second : first)
    const steps = (first === from ? 0 : 1) + (fateOf(two) === 'moved' ? 1 : 0)
    expect(await actors(choice.comment)).toHaveLength(before + steps)
  })

  test.each(statuses.filter(status => status !== 'pending'))(
    'at the same moment, one to approved and one to %s: one of them moves it, the other is told by whom',
    async other => {
      const choice = await comment('pending')
      const [one, two] = await Promise.all([
        decide(db(), [choice], 'approved', ada),
        decide(db(), [choice], other, mo),
      ])
      const winner = one.moved.length > 0 ? 'Ada' : 'Mo'
      expect([...one.moved, ...two.moved]).toHaveLength(1)
      expect(await actors(choice.comment)).toEqual([winner])
      expect(fateOf(winner === 'Ada' ? two : one)).toBe(
        other === 'approved' ? 'so already' : `after ${winner}`,
      )
    },
  )

  test('many comments at the same moment, in two orders: each is moved by one of them, and nobody waits for ever', async () => {
    const slug = await blog().publish()
    const choices: Choice[] = []
    for (let n = 0; n < 20; n++)
      choices.push(
        await seen(
          await blog()
            .visitor({ ip: `203.0.113.${n}` })
            .comment(slug, { ...mara, comment: `Thought ${n}` }),
        ),
      )
    const [one, two] = await Promise.all([
      decide(db(), choices, 'approved', ada),
      decide(db(), choices.toReversed(), 'spam', mo),
    ])
    expect([...one.moved, ...two.moved]).toHaveLength(20)
    expect([...one.overtaken, ...two.overtaken]).toHaveLength(20)
  })

  test('one comment named twice in one decision: it is moved once, or told of once', async () => {
    const choice = await comment('pending')
    const missing = { comment: choice.comment + 1_000, seen: 1 }
    const one = await decide(db(), [choice, choice, missing, missing], 'approved', ada)
    expect([one.moved.length, one.missing.length]).toEqual([1, 1])
    expect(await actors(choice.comment)).toEqual(['Ada'])
    const two = await decide(db(), [choice, choice], 'spam', mo)
    expect([two.moved.length, two.overtaken.length]).toEqual([0, 1])
  })

  test('undo: what the other decided since stays as it is', async () => {
    const choice = await comment('pending')
    const approval = await decide(db(), [choice], 'approved', ada)
    await decide(db(), [await seen(choice.comment)], 'spam', mo)
    const undone = await reverse(db(), await stepsOf(db(), approval.decision ?? '', { limit: 10 }), ada)
    expect(fateOf(undone)).toBe('after Mo')
    expect(await statusOf(choice.comment)).toBe('spam')
  })

  test('undo each other’s undo: the log has every step, and the last one holds', async () => {
    const choice = await comment('pending')
    const approval = await decide(db(), [choice], 'approved', ada)
    const undone = await reverse(db(), await stepsOf(db(), approval.decision ?? '', { limit: 10 }), mo)
    const again = await reverse(db(), await stepsOf(db(), undone.decision ?? '', { limit: 10 }), ada)
    expect(fateOf(again)).toBe('moved')
    expect(await statusOf(choice.comment)).toBe('approved')
    expect(await actors(choice.comment)).toEqual(['Ada', 'Mo', 'Ada'])
  })

  test.each(statuses)('one deletes it for good, the other wants %s: it stays deleted', async to => {
    const choice = await comment('trash')
    expect(fateOf(await deleteComment(db(), choice, { ...ada, scope: null }))).toBe('moved')
    expect(fateOf(await decide(db(), [choice], to, mo))).toBe('gone')
    expect(fateOf(await deleteComment(db(), choice, { ...mo, scope: null }))).toBe('gone')
    expect(await statusOf(choice.comment)).toBe('withdrawn')
  })
})

/** The horizon while a step that has its number already is not committed, and a later one is; the first commits after it. */
async function horizonWhile(first: Choice, to: Decided, later: Choice) {
  const [took, commits] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const deciding = db()
    .transaction()
    .execute(async trx => {
      await decideWithin(trx, [first], to, ada)
      took.resolve()
      await commits.promise
    })
  await took.promise
  const horizon = await decide(db(), [later], 'trash', ada)
    .then(() => readHorizon(db()))
    .finally(() => commits.resolve())
  await deciding
  return horizon
}

describe('a decision about all that match', () => {
  const approveAll = async (horizon: Awaited<ReturnType<typeof readHorizon>>) => {
    const filter = { ...everything(null), status: null }
    const name = await beginBulk(
      db(),
      { kind: 'move', filter, ...horizon, to: 'approved' },
      { account: null, name: 'Mo' },
    )
    return readBulk(db(), name)
  }

  test('moves what its page showed as it is, and what nobody has decided on', async () => {
    await flood(blog(), 3)
    const choice = await comment('spam')
    expect(await approveAll(await readHorizon(db()))).toMatchObject({ moved: 4, overtaken: 0 })
    expect(await statusOf(choice.comment)).toBe('approved')
  })

  test.each(['moves', 'empties'])('%s what was learned from since it was asked for', async does => {
    const old = await comment('spam')
    await db().transaction().execute(forgetAll)
    await sql`update private.moderation_log set lesson = null`.execute(db())
    const horizon = await readHorizon(db())
    await learnAll(db(), () => true)
    expect(await db().selectFrom('private.step_lessons').selectAll().execute()).toEqual([
      { step: old.seen, lesson: 'spam' },
    ])
    if (does === 'moves') await approveAll(horizon)
    else await beginEmptyingSpam(db(), horizon, { account: null, name: 'Mo' })
    expect(await statusOf(old.comment)).toBe(does === 'moves' ? 'approved' : 'withdrawn')
  })

  // PGlite has one connection: there nobody is between a number and its commit.
  test.each(engine === 'postgres' ? (['trash', 'spam'] as const) : [])(
    'leaves alone what a colleague puts to the %s, with a step that has its number before the page is made, and its commit after',
    async to => {
      const [mine, other] = [await comment('pending'), await commentOn('milk')]
      const horizon = await horizonWhile(mine, to, other)
      expect(await approveAll(horizon)).toMatchObject({ moved: 1, overtaken: 1 })
      expect([await statusOf(mine.comment), await statusOf(other.comment)]).toEqual([to, 'approved'])
    },
  )

  test.each(engine === 'postgres' ? (['spam'] as const) : [])(
    'to empty the %s leaves what is put there with a step that has its number before the question, and its commit after',
    async to => {
      const [mine, old, other] = [await comment('pending'), await comment(to), await commentOn('milk')]
      const { step, snapshot } = await horizonWhile(mine, to, other)
      await beginEmptyingSpam(db(), { step, snapshot }, { account: null, name: 'Mo' })
      await emptyAllSpam(db(), { step, snapshot }, () => true)
      expect([await statusOf(mine.comment), await statusOf(old.comment)]).toEqual([to, 'withdrawn'])
    },
  )

  test.each([
    '',
    '0:0:',
    '5:4:',
    '1:9:9',
    '1:9:3,3',
    '1:9:4,3',
    '9:9:3',
    '1:1',
    "1:1:'",
    `1:${'9'.repeat(30)}:`,
  ])('has seen nothing where its page says %j', async snapshot => {
    const choice = await comment('pending')
    const horizon = { ...(await readHorizon(db())), snapshot: snapshotIn(snapshot) }
    expect(horizon.snapshot).toBe(beforeAll)
    expect(await approveAll(horizon)).toMatchObject({ moved: 0, overtaken: 1 })
    expect(await statusOf(choice.comment)).toBe('pending')
  })

  test.each(['1:1:', '730:730:', '10:20:10,12,19', '4294967297:4294967299:4294967298'])(
    'reads %s as Postgres writes it',
    async snapshot => {
      expect(snapshotIn(snapshot)).toBe(snapshot)
      await sql`select ${snapshot}::pg_snapshot`.execute(db())
    },
  )
})
