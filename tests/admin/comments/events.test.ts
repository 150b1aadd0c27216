import { expect, test, vi } from 'vitest'
import { both } from '../../../src/http/cache/announcements.ts'
import { testBlog } from '../../support/blog.ts'
import { soon } from '../../support/patience.ts'
import { join, staff } from '../../support/staff.ts'
import { mara, type Visitor } from '../../support/visitor.ts'

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
  expect((await news.next()).value).toEqual({
    counts: { reported: '0' },
    title: 'Moderation – Afterword',
    moved: [],
    message: '',
  })

  await blog().visitor().comment(slug, mara)
  // When the connection that hears of changes stands, everyone looks again: that may come in between.
  let told = (await news.next()).value
  while (JSON.stringify(told).includes('"message":""')) told = (await news.next()).value
  expect(told).toEqual({
    counts: { pending: '1', reported: '0' },
    title: '(1) Moderation – Afterword',
    moved: [],
    message: '1 new comment: show',
  })

  await moderator.post('/sign-out', {})
  await blog()
    .visitor({ ip: '203.0.113.8' })
    .comment(slug, { ...mara, comment: 'Another' })
  expect((await news.next()).done).toBe(true)
  await deafen()
})

/** Opens the stream of who is signed in, with the first news read. */
async function listen(visitor: Visitor) {
  const cookie = `session=${visitor.cookies.get('session')}`
  const answer = await blog().app.request('http://localhost:3000/admin/events', { headers: { cookie } })
  const news = readNews(answer)
  if (answer.status === 200) await news.next()
  return { status: answer.status, news }
}

const idOf = async (name: string) => {
  const { db } = blog().database
  const query = db.selectFrom('private.accounts').select('id').where('name', '=', name)
  return (await query.executeTakeFirstOrThrow()).id
}

/** Whether a stream ends though no comment is written and nobody's heart beats. */
async function ends(news: AsyncGenerator<unknown, void>): Promise<boolean> {
  // Other news may stand before the end: the connection that hears of changes may just have come.
  while (!(await news.next()).done);
  return true
}

test.each<[string, (administrator: Visitor, id: number) => Promise<unknown>]>([
  ['their session is ended', (admin, id) => admin.post(`/admin/people/${id}/sessions/end`, {})],
  ['their role is changed', (admin, id) => admin.post(`/admin/people/${id}/role`, { role: 'author' })],
  ['their account is removed', (admin, id) => admin.post(`/admin/people/${id}/removal`, {})],
])('an open queue ends at once when %s', async (_, end) => {
  const { services, database } = blog()
  const deafen = await database.listen(both(services.pages, services.announcements))
  const administrator = await join(blog(), 'administrator')
  const moderator = await join(blog(), 'moderator')
  const { news } = await listen(moderator)
  const begun = Date.now()
  await end(administrator, await idOf(staff.moderator.name))
  expect(await ends(news)).toBe(true)
  expect(Date.now() - begun).toBeLessThan(20_000) // a heartbeat would have come after 25 s
  await deafen()
})

test('to ask for the head alone opens none', async () => {
  const moderator = await join(blog(), 'moderator')
  const headers = { cookie: `session=${moderator.cookies.get('session')}` }
  for (let n = 1; n <= 7; n++) {
    const answer = await blog().app.request('http://localhost:3000/admin/events', { method: 'HEAD', headers })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  }
  expect((await listen(moderator)).status).toBe(200)
  blog().services.announcements.end()
})

test('a session has six open queues at most, and another as soon as one is closed', async () => {
  const moderator = await join(blog(), 'moderator')
  const streams = []
  for (let n = 1; n <= 6; n++) streams.push(await listen(moderator))
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
  expect((await listen(moderator)).status).toBe(429)
  expect((await listen(await join(blog(), 'editor'))).status).toBe(200)
  await streams[0]?.news.return()
  await vi.waitFor(async () => expect((await listen(moderator)).status).toBe(200), soon)
  blog().services.announcements.end()
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
