import { expect, test } from 'vitest'
import { languages } from '../../src/i18n/messages.ts'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'
import { type Answer, lin, mara, tomas, type Visitor } from '../support/visitor.ts'
import { problemsIn } from './html-problems.ts'

const blog = testBlog()

/** A queue with something of everything, newest last. */
async function furnish(): Promise<number[]> {
  const slug = await blog().publish()
  const first = await blog().visitor().comment(slug, mara)
  await blog().approve(first)
  const reply = await blog()
    .visitor({ ip: '198.51.100.1' })
    .comment(slug, { ...lin, parent: String(first) })
  const spam = await blog()
    .visitor({ ip: '198.51.100.2' })
    .comment(slug, { ...tomas, website: 'https://example.org/', comment: '> quoted\n\n`code` and *more*' })
  return [first, reply, spam]
}

const choiceIn = (html: string, to: string) =>
  html.match(new RegExp(`name="one" value="(${to} [^"]+)"`))?.[1] ?? ''

type Open = (visitor: Visitor, ids: number[]) => Promise<Answer>

const screens: Record<string, Open> = {
  'the queue': visitor => visitor.get('/admin/comments'),
  'the queue, all': visitor => visitor.get('/admin/comments?status=all'),
  'the queue, nothing in it': visitor => visitor.get('/admin/comments?status=trash'),
  'the queue, searched': visitor =>
    visitor.get('/admin/comments?search=nothing&since=2026-01-01&until=2026-02-01'),
  'the queue after a decision': async visitor => {
    const { html } = await visitor.get('/admin/comments')
    const answer = await visitor.post('/admin/decisions', { one: choiceIn(html, 'spam'), status: 'pending' })
    return visitor.get(answer.headers.get('location') ?? '')
  },
  'the queue, nothing selected': visitor =>
    visitor.post('/admin/decisions', { to: 'spam', status: 'pending' }),
  'the queue, overtaken': async visitor => {
    const { html } = await visitor.get('/admin/comments')
    await visitor.post('/admin/decisions', { one: choiceIn(html, 'spam'), status: 'pending' })
    return visitor.post('/admin/decisions', { one: choiceIn(html, 'approved'), status: 'pending' })
  },
  'a comment to edit': (visitor, [id]) => visitor.get(`/admin/comments/${id}/text`),
  'an edit with nothing in it': (visitor, [id]) =>
    visitor.post(`/admin/comments/${id}/text`, { comment: '' }),
  'a comment to reply to': (visitor, ids) => visitor.get(`/admin/comments/${ids[1]}/reply`),
  'a reply with nothing in it': (visitor, ids) =>
    visitor.post(`/admin/comments/${ids[1]}/reply`, { comment: '' }),
  'a comment to delete': (visitor, [id]) => visitor.get(`/admin/comments/${id}/erasure`),
  'a decision about all that match': async visitor => {
    const answer = await visitor.post('/admin/decisions', { to: 'spam', status: 'pending', every: 'yes' })
    const decision = answer.headers.get('location')?.match(/decided=([\da-f-]+)/)?.[1] ?? ''
    return visitor.get(`/admin/decisions/${decision}`)
  },
  'the articles': visitor => visitor.get('/admin/articles'),
  'an article with no days': async visitor => {
    const { html } = await visitor.get('/admin/articles')
    return visitor.post(html.match(/action="([^"]+openness)"/)?.[1] ?? '', { until: 'days', days: 'x' })
  },
  'the log': visitor => visitor.get('/admin/log'),
  'the rules': visitor => visitor.get('/admin/discussion'),
  'the rules, tried': visitor => visitor.post('/admin/discussion', { try: 'yes' }),
  people: visitor => visitor.get('/admin/people'),
  'an invitation': visitor => visitor.post('/admin/invitations', { role: 'author' }),
  'readers’ data': visitor => visitor.get('/admin/readers'),
  'a reader’s data': visitor => visitor.post('/admin/readers', { address: mara.email }),
  'the audit log': visitor => visitor.get('/admin/audit'),
  'an article, to who moderates it': visitor => visitor.get('/tea'),
  'the sign-in, refused': visitor => visitor.post('/sign-in', { email: mara.email, password: 'wrong' }),
}

test.each(Object.entries(screens))('the HTML is valid, in every language: %s', async (_, open) => {
  const ids = await furnish()
  const administrator = await join(blog(), 'administrator')
  const { html } = await open(administrator, ids)
  expect(html).toContain('<title>')
  expect(await problemsIn(html)).toEqual([])
  for (const language of languages) {
    await administrator.post('/preferences', { language, theme: 'dark', return: '/admin' })
    expect(await problemsIn((await open(administrator, ids)).html)).toEqual([])
  }
})
