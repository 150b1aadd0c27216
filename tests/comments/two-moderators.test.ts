import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/accounts/audit-log.ts'
import { type Choice, decide, type Outcome, reverse, stepsOf } from '../../src/comments/decide.ts'
import { deleteComment } from '../../src/comments/erase.ts'
import type { Decided } from '../../src/comments/moves.ts'
import { readQueued } from '../../src/comments/queue.ts'
import { testBlog } from '../support/blog.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const ada: Actor = { account: null, name: 'Ada' }
const mo: Actor = { account: null, name: 'Mo' }
const statuses = ['approved', 'pending', 'spam', 'trash'] as const satisfies readonly Decided[]

/** A comment in a state, as both moderators see it. */
async function comment(status: Decided): Promise<Choice> {
  const slug = await blog().publish()
  const id = await blog().visitor().comment(slug, mara)
  if (status !== 'pending') await decide(db(), [{ comment: id, seen: null }], status, ada)
  return seen(id)
}

async function seen(id: number): Promise<Choice> {
  const [queued] = await readQueued(db(), [id], null)
  return { comment: id, seen: queued?.step?.id ?? null }
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
async function actors(id: number): Promise<string[]> {
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
    overtaken.length > 0 ? `after ${overtaken[0]?.actor}` : '',
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
    expect(await deleteComment(db(), choice.comment, ada, null)).toBe(true)
    expect(fateOf(await decide(db(), [choice], to, mo))).toBe('gone')
    expect(await deleteComment(db(), choice.comment, mo, null)).toBe(false)
    expect(await statusOf(choice.comment)).toBe('withdrawn')
  })
})
