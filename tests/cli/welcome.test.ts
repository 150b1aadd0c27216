import { describe, expect, test } from 'vitest'
import { welcome } from '../../src/cli/welcome.ts'
import { deletePost } from '../../src/posts/manage.ts'
import { testBlog } from '../support/blog.ts'

const blog = testBlog()

async function contents() {
  const { db } = blog().database
  const posts = await db.selectFrom('posts').select(['slug', 'comment_count']).orderBy('slug').execute()
  const comments = await db.selectFrom('comments').select('status').execute()
  return { posts, comments: comments.map(comment => comment.status) }
}

/** Another process's start, which reads the settings anew. */
async function start() {
  blog().services.pages.changed('site')
  await welcome(blog().services)
}

describe('a blog that is empty', () => {
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
    await db
      .updateTable('comments')
      .set({ status: 'pending' })
      .where('id', '=', ids[1]?.id ?? 0)
      .execute()
    await db.updateTable('settings').set({ welcomed_at: null }).execute()
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
