import { describe, expect, test } from 'vitest'
import { type PostSource, savePost } from '../../src/posts/save.ts'
import { testBlog } from '../support/blog.ts'

const blog = testBlog()

const draft: PostSource = {
  slug: 'kettles',
  title: 'On kettles',
  language: 'en',
  tags: ['tea', 'iron'],
  status: 'published',
  publishedAt: null,
  source: 'They *sing*.',
}
const old = new Date('2019-05-06T07:08:09Z')

const stored = (slug = 'kettles') =>
  blog().database.db.selectFrom('posts').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow()

describe('an article that is saved', () => {
  test('keeps its Markdown as it was given, with its HTML and its beginning beside it', async () => {
    await savePost(blog().database.db, draft)
    expect(await stored()).toMatchObject({
      source: 'They *sing*.',
      html: '<p>They <em>sing</em>.</p>\n',
      excerpt: 'They sing.',
    })
  })

  test('changes nothing when it is saved again as it was', async () => {
    const { db } = blog().database
    expect(await savePost(db, draft)).toBe('added')
    const before = await stored()
    expect(await savePost(db, draft)).toBe('unchanged')
    expect(await stored()).toEqual(before)
  })

  test('makes its HTML anew from what was changed, and keeps the day of its first appearance', async () => {
    const { db } = blog().database
    await savePost(db, draft)
    const before = await stored()
    expect(await savePost(db, { ...draft, source: 'They **scream**.' })).toBe('updated')
    const after = await stored()
    expect(after.html).toBe('<p>They <strong>scream</strong>.</p>\n')
    expect(after.published_at).toEqual(before.published_at)
    expect(after.id).toBe(before.id)
  })

  test('is added once when several save it at once', async () => {
    const { db } = blog().database
    const saved = await Promise.all(Array.from({ length: 4 }, () => savePost(db, draft)))
    expect(saved.sort()).toEqual(['added', 'unchanged', 'unchanged', 'unchanged'])
    expect(await db.selectFrom('posts').select('id').execute()).toHaveLength(1)
  })
})

describe('the day an article was updated', () => {
  test('is its own date when it comes in with an old one, so that no page says it was updated today', async () => {
    await savePost(blog().database.db, { ...draft, publishedAt: old })
    expect(await stored()).toMatchObject({ published_at: old, updated_at: old })
    expect((await blog().visitor().get('/kettles')).html).not.toContain('Updated')
  })

  test('is its own date when a draft with an old one is published', async () => {
    const { db } = blog().database
    await savePost(db, { ...draft, status: 'draft', publishedAt: old })
    await savePost(db, { ...draft, publishedAt: old })
    expect(await stored()).toMatchObject({ updated_at: old })
  })

  test('is the day of the change once it is published, and the page says so', async () => {
    const { db } = blog().database
    await savePost(db, { ...draft, publishedAt: old })
    const before = Date.now()
    await savePost(db, { ...draft, publishedAt: old, source: 'They hum.' })
    expect((await stored()).updated_at.getTime()).toBeGreaterThanOrEqual(before)
    expect((await blog().visitor().get('/kettles')).html).toContain('Updated')
  })
})

describe('an article that is not for everyone', () => {
  test('has no date until it is published, and then the day it was', async () => {
    const { db } = blog().database
    await savePost(db, { ...draft, status: 'draft' })
    expect((await stored()).published_at).toBeNull()
    const before = Date.now()
    await savePost(db, draft)
    expect((await stored()).published_at?.getTime()).toBeGreaterThanOrEqual(before)
  })

  test('is found by nobody as a draft, as a private one, and before its time', async () => {
    const { db } = blog().database
    const tomorrow = new Date(Date.now() + 86_400_000)
    await savePost(db, { ...draft, slug: 'drafted', status: 'draft', publishedAt: old })
    await savePost(db, { ...draft, slug: 'kept', status: 'private', publishedAt: old })
    await savePost(db, { ...draft, slug: 'early', publishedAt: tomorrow })
    for (const slug of ['drafted', 'kept', 'early'])
      expect((await blog().visitor().get(`/${slug}`)).status).toBe(404)
    expect((await blog().visitor().get('/')).html).not.toContain('On kettles')
    expect((await blog().visitor().get('/tags/tea')).status).toBe(404)
  })

  test('is gone for everyone once it is taken back', async () => {
    const { db } = blog().database
    await savePost(db, draft)
    expect((await blog().visitor().get('/kettles')).status).toBe(200)
    await savePost(db, { ...draft, status: 'draft' })
    expect((await blog().visitor().get('/kettles')).status).toBe(404)
  })
})
