import { expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'

const blog = testBlog()

test('an open page hears of approved comments alone, and most often that nothing changed', async () => {
  const slug = await blog().publish()
  const [first, waits] = await converse(blog(), slug, [
    { text: 'First' },
    { text: 'Waits', status: 'pending' },
  ])
  const visitor = blog().visitor()
  const news = await visitor.get(`/${slug}/comments/news`)
  expect(news.headers.get('content-type')).toMatch(/^application\/json/)
  expect(JSON.parse(news.html)).toEqual({ count: 1, ids: [first] })
  const tag = { 'if-none-match': news.headers.get('etag') ?? '' }
  expect((await visitor.get(`/${slug}/comments/news`, tag)).status).toBe(304)
  await blog().approve(Number(waits))
  const later = await visitor.get(`/${slug}/comments/news`, tag)
  expect(JSON.parse(later.html)).toEqual({ count: 2, ids: [waits, first] })
  expect((await visitor.get('/nothing/comments/news')).status).toBe(404)
})
