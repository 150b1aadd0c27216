import { describe, expect, test } from 'vitest'
import { welcome } from '../../src/cli/welcome.ts'
import { deletePost } from '../../src/posts/manage.ts'
import { listAllPosts } from '../../src/posts/manage.ts'
import { testBlog } from '../support/blog.ts'
import { aroundGate } from '../support/gate.ts'

const blog = testBlog()

async function contents() {
  const { db } = blog().database
  const posts = (await listAllPosts(db)).map(({ slug, comment_count }) => ({ slug, comment_count }))
  posts.sort((one, other) => one.slug.localeCompare(other.slug))
  const comments = await db.selectFrom('comments').select('status').execute()
  return { posts, comments: comments.map(comment => comment.status) }
}

/** Another process's start. */
async function start() {
  await welcome(blog().services)
}

describe('a blog that is empty', () => {
  test('is welcomed as if people had come by: over some days, answers after what they answer', async () => {
    await start()
    const times = () =>
      blog()
        .database.db.selectFrom('comments as c')
        .innerJoin('posts as p', 'p.id', 'c.post_id')
        .leftJoin('comments as r', 'r.id', 'c.parent_id')
        .select(['c.id', 'c.created_at', 'p.published_at', 'r.created_at as answered_at'])
        .orderBy('c.id')
        .execute()
    const first = await times()
    expect(first.length).toBeGreaterThan(5)
    const minutes = first.map(({ created_at }) => Math.floor(created_at.getTime() / 60_000))
    expect(new Set(minutes).size).toBeGreaterThan(5)
    expect((Math.max(...minutes) - Math.min(...minutes)) / 60).toBeGreaterThan(24)
    for (const { created_at, published_at, answered_at } of first) {
      expect(created_at.getTime()).toBeGreaterThan(published_at?.getTime() ?? Infinity)
      expect(created_at.getTime()).toBeGreaterThan(answered_at?.getTime() ?? 0)
    }
    await start()
    expect(await times()).toEqual(first)
  })

  test('gets two articles and a conversation that everyone can see, once', async () => {
    await start()
    const first = await contents()
    expect(first.posts.map(post => post.slug)).toEqual(['huan-ying', 'welcome'])
    expect(first.comments.length).toBeGreaterThan(2)
    expect(new Set(first.comments)).toEqual(new Set(['approved']))
    expect(first.posts.reduce((sum, post) => sum + post.comment_count, 0)).toBe(first.comments.length)
    await start()
    expect(await contents()).toEqual(first)
  })

  test('gets all of it at the next start when the first was cut short, wherever that was', async () => {
    await start()
    const whole = await contents()
    const { db } = blog().database
    // As a kill leaves it: some of the comments, the last of them not yet approved, and no mark.
    const ids = await db.selectFrom('comments').select(['id', 'parent_id']).orderBy('id', 'desc').execute()
    const last = ids[0]?.id ?? 0
    await db.deleteFrom('comments').where('id', '=', last).execute()
    await aroundGate(db, trx =>
      trx
        .updateTable('comments')
        .set({ status: 'pending' })
        .where('id', '=', ids[1]?.id ?? 0)
        .execute(),
    )
    await db.deleteFrom('private.welcome').execute()
    expect(await contents()).not.toEqual(whole)

    await start()
    expect(await contents()).toEqual(whole)
  })

  test('gets it once when several start at once', async () => {
    await Promise.all([start(), start(), start()])
    const { posts, comments } = await contents()
    await start()
    expect(await contents()).toEqual({ posts, comments })
    expect(posts).toHaveLength(2)
    const texts = await blog().database.db.selectFrom('comments').select(['source', 'name']).execute()
    expect(new Set(texts.map(text => text.name + text.source)).size).toBe(texts.length)
  })

  test('stays as the host left it once the articles were deleted', async () => {
    await start()
    for (const slug of ['huan-ying', 'welcome']) await deletePost(blog().database.db, slug)
    await start()
    expect((await contents()).posts).toEqual([])
  })
})

test('a blog that has an article of its own gets no other, then or later', async () => {
  await blog().publish()
  await start()
  expect((await contents()).posts.map(post => post.slug)).toEqual(['tea'])
  await deletePost(blog().database.db, 'tea')
  await start()
  expect((await contents()).posts).toEqual([])
})
