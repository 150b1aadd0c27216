import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { moderate } from '../../src/moderation/moderate.ts'
import { listAllPosts } from '../../src/posts/manage.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { aroundGate } from '../support/gate.ts'

const blog = testBlog()
const by = { kind: 'command' } as const

/** What is kept, beside what is counted. */
async function counts() {
  const { db } = blog().database
  const { rows } = await sql<{ kept: number; counted: number }>`
    select coalesce((select sum(k.comments)::integer from private.comment_counts k
             where k.post_id = p.id and k.status = 'approved'), 0) as kept,
           (select count(*) from public.comments c where c.post_id = p.id and c.status = 'approved') as counted
    from public.posts p
    union all
    select t.comment_count,
           (select count(*) from public.comments c where c.thread_id = t.id and c.status = 'approved')
    from public.threads t`.execute(db)
  return rows
}

/** How many are kept for all articles; not a number when anything kept is not what is counted. */
async function total(): Promise<number> {
  for (const { kept, counted } of await counts()) if (kept !== counted) return Number.NaN
  const posts = await listAllPosts(blog().database.db)
  return posts.reduce((sum, post) => sum + post.comment_count, 0)
}

async function conversation() {
  await blog().publish()
  return converse(blog(), 'tea', [
    { text: 'a' },
    { text: 'b', answers: 0 },
    { text: 'c', answers: 1, status: 'pending' },
    { text: 'd' },
    { text: 'e', answers: 3, status: 'spam' },
  ])
}

describe('the numbers of approved comments', () => {
  test('are right when several are written at once', async () => {
    await conversation()
    expect(await total()).toBe(3)
  })

  test('follow each decision, there and back', async () => {
    const [a = 0, , c = 0, , e = 0] = await conversation()
    const { db } = blog().database
    for (const [id, to, right] of [
      [c, 'approved', 4],
      [e, 'approved', 5],
      [a, 'trash', 4],
      [a, 'spam', 4],
      [a, 'approved', 5],
      [c, 'pending', 4],
    ] as const) {
      await moderate(db, id, to, by)
      expect(await total()).toBe(right)
    }
  })

  test('follow plain SQL that changes many rows, and changes that decide nothing', async () => {
    await conversation()
    const { db } = blog().database
    await aroundGate(db, trx => sql`update public.comments set status = 'approved'`.execute(trx))
    expect(await total()).toBe(5)
    await sql`update public.comments set name = name || '!'`.execute(db)
    expect(await total()).toBe(5)
    await aroundGate(db, trx => sql`update public.comments set status = 'trash'`.execute(trx))
    expect(await total()).toBe(0)
  })

  test('follow what is erased', async () => {
    const [, b = 0, c = 0, , e = 0] = await conversation()
    const { db } = blog().database
    await db.deleteFrom('comments').where('id', 'in', [c, e]).execute()
    expect(await total()).toBe(3)
    await db.deleteFrom('comments').where('id', '=', b).execute()
    expect(await total()).toBe(2)
    await db.deleteFrom('posts').execute()
    expect(await counts()).toEqual([])
  })

  test('stay as they were when a decision is undone by its transaction', async () => {
    const [, , c = 0] = await conversation()
    const { db } = blog().database
    const undone = aroundGate(db, async trx => {
      await trx.updateTable('comments').set({ status: 'approved' }).where('id', '=', c).execute()
      throw new Error('changed my mind')
    })
    await expect(undone).rejects.toThrow('changed my mind')
    expect(await total()).toBe(3)
  })

  test('are right when many decide at once, in every order', async () => {
    const ids = await conversation()
    const { db } = blog().database
    const backwards = ids.toReversed()
    await Promise.all([
      ...ids.map(id => moderate(db, id, 'spam', by)),
      ...backwards.map(id => moderate(db, id, 'approved', by)),
      aroundGate(db, trx => sql`update public.comments set status = 'trash'`.execute(trx)),
      ...ids.map(id => moderate(db, id, 'approved', by)),
    ])
    for (const { kept, counted } of await counts()) expect(kept).toBe(counted)
  })
})
