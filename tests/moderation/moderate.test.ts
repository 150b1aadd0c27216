import { describe, expect, test } from 'vitest'
import type { Decided } from '../../src/moderation/states.ts'
import { staff } from '../../src/moderation/actor.ts'
import { moderate } from '../../src/moderation/moderate.ts'
import { listAllPosts } from '../../src/posts/manage.ts'
import { testBlog } from '../support/blog.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

const decide = (id: number, to: Decided, actor: string) =>
  moderate(blog().database.db, id, to, staff({ account: null, name: actor }))

const post = async () =>
  blog()
    .visitor()
    .comment(await blog().publish(), mara)

const steps = (id: number) =>
  blog()
    .database.db.selectFrom('private.moderation_log')
    .select(['from_status', 'to_status', 'actor'])
    .where('comment_id', '=', id)
    .orderBy('id')
    .execute()

const counted = async () => {
  const { db } = blog().database
  const { status } = await db.selectFrom('comments').select('status').executeTakeFirstOrThrow()
  const [post] = await listAllPosts(db)
  return { status, comment_count: post?.comment_count }
}

describe('a decision', () => {
  test('is written down with who took it, and can be taken back', async () => {
    const id = await post()
    const decisions = [
      ['approved', 'Ada'],
      ['spam', 'Ben'],
      ['approved', 'Ada'],
      ['trash', 'Ben'],
      ['pending', 'Ada'],
    ] as const
    for (const [to, actor] of decisions) await decide(id, to, actor)
    expect(await steps(id)).toEqual([
      { from_status: null, to_status: 'pending', actor: null },
      { from_status: 'pending', to_status: 'approved', actor: 'Ada' },
      { from_status: 'approved', to_status: 'spam', actor: 'Ben' },
      { from_status: 'spam', to_status: 'approved', actor: 'Ada' },
      { from_status: 'approved', to_status: 'trash', actor: 'Ben' },
      { from_status: 'trash', to_status: 'pending', actor: 'Ada' },
    ])
    expect(await counted()).toEqual({ status: 'pending', comment_count: 0 })
  })

  test('taken by two at once is one step, and the second is told', async () => {
    const id = await post()
    const outcomes = await Promise.all([decide(id, 'approved', 'Ada'), decide(id, 'approved', 'Ben')])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['moved', 'unchanged'])
    expect(await steps(id)).toHaveLength(2)
    expect(await counted()).toEqual({ status: 'approved', comment_count: 1 })
  })

  test('against another taken at the same moment is taken or told of the other, and never lost', async () => {
    const id = await post()
    const [approval, refusal] = await Promise.all([decide(id, 'approved', 'Ada'), decide(id, 'spam', 'Ben')])
    const { status } = await counted()
    // Each looks before it decides: who looked before the other decided is told, who looked after overrules.
    const fates = [approval, refusal].map(fate => [fate.outcome, 'from' in fate ? fate.from : fate])
    for (const [outcome, from] of fates)
      expect(outcome === 'moved' || (outcome === 'overtaken' && from)).toBeTruthy()
    expect(fates.some(([outcome, from]) => outcome === 'moved' && from === 'pending')).toBe(true)
    const moves = fates.filter(([outcome]) => outcome === 'moved').length
    expect(await steps(id)).toHaveLength(1 + moves)
    expect(status).toBe((await steps(id)).at(-1)?.to_status)
  })

  test('that can’t be written down is not taken', async () => {
    const id = await post()
    await expect(decide(id, 'approved', 'A\0da')).rejects.toMatchObject({ code: '22P05' })
    expect(await counted()).toEqual({ status: 'pending', comment_count: 0 })
    expect(await steps(id)).toHaveLength(1)
  })

  test('on what never was is told so', async () => {
    expect(await decide(999_999, 'approved', 'Ada')).toEqual({ outcome: 'noSuchComment' })
  })
})
