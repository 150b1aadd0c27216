import { describe, expect, test } from 'vitest'
import { deletePost, listAllPosts } from '../../src/posts/manage.ts'
import { findTag, listPosts } from '../../src/posts/read.ts'
import { testBlog } from '../support/blog.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const day = (number: number) => new Date(Date.UTC(2026, 0, number))

async function slugs(page: number, size: number, name: string | null = null) {
  const { publicDb } = blog().database
  const tag = name === null ? null : ((await findTag(publicDb, name))?.id ?? -1)
  const { posts, hasMore } = await listPosts(publicDb, { page, size, tag })
  return { slugs: posts.map(post => post.slug), hasMore }
}

describe('the list of articles', () => {
  test('shows the newest first, and of one moment the one that came in last', async () => {
    await blog().publish({ slug: 'second', publishedAt: day(2) })
    await blog().publish({ slug: 'first', publishedAt: day(1) })
    await blog().publish({ slug: 'third', publishedAt: day(3) })
    await blog().publish({ slug: 'also-third', publishedAt: day(3) })
    expect(await slugs(1, 10)).toEqual({ slugs: ['also-third', 'third', 'second', 'first'], hasMore: false })
  })

  test('shows each article on one page, and says on the last that there are no more', async () => {
    for (let number = 1; number <= 5; number++)
      await blog().publish({ slug: `day-${number}`, publishedAt: day(number) })
    expect(await slugs(1, 2)).toEqual({ slugs: ['day-5', 'day-4'], hasMore: true })
    expect(await slugs(2, 2)).toEqual({ slugs: ['day-3', 'day-2'], hasMore: true })
    expect(await slugs(3, 2)).toEqual({ slugs: ['day-1'], hasMore: false })
    expect(await slugs(1, 5)).toMatchObject({ hasMore: false })
    expect(await slugs(4, 2)).toEqual({ slugs: [], hasMore: false })
  })

  test('of a tag shows those that have it, and takes a tag for what it is', async () => {
    await blog().publish({ slug: 'one', tags: ['tea', '茶'], publishedAt: day(1) })
    await blog().publish({ slug: 'two', tags: ['teapots'], publishedAt: day(2) })
    await blog().publish({ slug: 'three', tags: ["it's", 'tea'], publishedAt: day(3) })
    expect((await slugs(1, 10, 'tea')).slugs).toEqual(['three', 'one'])
    expect((await slugs(1, 10, '茶')).slugs).toEqual(['one'])
    expect((await slugs(1, 10, "it's")).slugs).toEqual(['three'])
    expect((await slugs(1, 10, '%')).slugs).toEqual([])
  })

  test('holds drafts and private articles for the host alone', async () => {
    await blog().publish({ slug: 'open' })
    await blog().publish({ slug: 'drafted', status: 'draft', publishedAt: null })
    await blog().publish({ slug: 'kept', status: 'private' })
    expect((await slugs(1, 10)).slugs).toEqual(['open'])
    const all = await listAllPosts(blog().database.db)
    expect(all.map(({ slug, status }) => `${slug} ${status}`)).toEqual([
      'drafted draft',
      'kept private',
      'open published',
    ])
  })
})

describe('an article that is deleted', () => {
  test('takes with it its comments and the addresses nobody else’s comment needs', async () => {
    await blog().publish()
    await blog().publish({ slug: 'coffee' })
    await blog().visitor().comment('tea', {})
    await blog()
      .visitor({ ip: '198.51.100.8' })
      .comment('coffee', { ...mara, email: 'other@example.org' })
    const { db } = blog().database
    expect(await deletePost(db, 'tea')).toBe(true)
    expect(await db.selectFrom('comments').select('name').execute()).toHaveLength(1)
    expect(await db.selectFrom('private.origins').select('comment_id').execute()).toHaveLength(1)
    expect(await db.selectFrom('private.contacts').select('id').execute()).toHaveLength(1)
  })

  test('is said not to have been there when it was not', async () => {
    expect(await deletePost(blog().database.db, 'nothing')).toBe(false)
  })
})
