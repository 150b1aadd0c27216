import { expect, test } from 'vitest'
import { both } from '../../src/http/announcements.ts'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

test('an open queue hears of a new comment, and nothing after its moderator has signed out', async () => {
  const slug = await blog().publish()
  const moderator = await join(blog(), 'moderator')
  const { services, database, app } = blog()
  const deafen = await database.listen(both(services.pages, services.announcements))
  const cookie = `session=${moderator.cookies.get('session')}`
  const answer = await app.request('http://localhost:3000/admin/events?since=0', { headers: { cookie } })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const news = readNews(answer)
  expect((await news.next()).value).toEqual({ counts: {}, message: '' })

  await blog().visitor().comment(slug, mara)
  // When the connection that hears of changes stands, everyone looks again: that may come in between.
  let told = (await news.next()).value
  while (JSON.stringify(told).includes('"message":""')) told = (await news.next()).value
  expect(told).toEqual({ counts: { pending: '1' }, message: '1 new comment: show' })

  await moderator.post('/sign-out', {})
  await blog()
    .visitor({ ip: '203.0.113.8' })
    .comment(slug, { ...mara, comment: 'Another' })
  expect((await news.next()).done).toBe(true)
  await deafen()
})

async function* readNews(answer: Response): AsyncGenerator<unknown, void> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield JSON.parse(text.slice(0, end).match(/^data: (.*)$/m)?.[1] ?? 'null')
      text = text.slice(end + 2)
    }
  }
}
