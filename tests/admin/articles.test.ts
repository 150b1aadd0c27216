import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

/** The article whose comments a test opens and closes: three days old. */
async function article() {
  const slug = await blog().publish({ publishedAt: new Date(Date.now() - 3 * 86_400_000) })
  const { id } = await blog().database.db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
  return { slug, path: `/admin/articles/${id}/openness` }
}

const isOpen = async (slug: string) =>
  (await blog().visitor().get(`/${slug}`)).html.includes('id="comment-form"')

describe('until when an article takes comments', () => {
  test.each([
    ['closed', '', false],
    ['days', '2', false],
    ['days', '4', true],
    ['always', '', true],
    ['site', '', false],
  ])('%s %s, where the site says two days', async (until, days, open) => {
    const { slug, path } = await article()
    await blog().database.db.updateTable('settings').set({ close_after_days: 2 }).execute()
    const moderator = await join(blog(), 'moderator')
    const answer = await moderator.post(path, { until, days })
    expect(answer.status).toBe(303)
    expect(await isOpen(slug)).toBe(open)
    expect((await blog().visitor().post(`/${slug}/comments`, mara)).status).toBe(open ? 303 : 403)
    const { html } = await moderator.get(answer.headers.get('location')?.split('#')[0] ?? '')
    expect(html).toContain(`value="${until}" selected`)
    expect(html).toContain('Saved.')
  })

  test('can be said again after it was closed', async () => {
    const { slug, path } = await article()
    const moderator = await join(blog(), 'moderator')
    await moderator.post(path, { until: 'closed' })
    await moderator.post(path, { until: 'site' })
    expect(await isOpen(slug)).toBe(true)
  })

  test('is asked for again when the days are none', async () => {
    const { slug, path } = await article()
    const moderator = await join(blog(), 'moderator')
    for (const days of ['', 'soon', '0', '-1', '36501']) {
      const answer = await moderator.post(path, { until: 'days', days })
      expect(answer.status).toBe(422)
      expect(answer.html).toContain('Please enter a number from 1 to 36500.')
      expect(answer.html).toContain(`value="${days}"`)
    }
    expect(await isOpen(slug)).toBe(true)
  })

  test('is an author’s to say for their own articles alone', async () => {
    const { slug, path } = await article()
    const author = await join(blog(), 'author')
    expect((await author.get('/admin/articles')).html).toContain('No article fits.')
    expect((await author.post(path, { until: 'closed' })).status).toBe(404)
    expect(await isOpen(slug)).toBe(true)
    const { db } = blog().database
    const { id } = await db.selectFrom('private.accounts').select('id').executeTakeFirstOrThrow()
    await db.updateTable('posts').set({ author_id: id }).execute()
    expect((await author.post(path, { until: 'closed' })).status).toBe(303)
    expect(await isOpen(slug)).toBe(false)
  })

  test('is in the audit log', async () => {
    const { path } = await article()
    const administrator = await join(blog(), 'administrator')
    await administrator.post(path, { until: 'days', days: '14' })
    expect((await administrator.get('/admin/audit')).html).toContain('On tea: 14 days')
  })
})

test('fifty articles stand on a page, the latest first, each on one page, found by a part of the title', async () => {
  for (let n = 1; n <= 60; n++)
    await blog().publish({ slug: `a-${n}`, title: `Number ${n}`, publishedAt: new Date(2026, 0, n % 28) })
  const moderator = await join(blog(), 'moderator')
  const first = await moderator.get('/admin/articles')
  const next = first.html.match(/rel="next" href="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await moderator.get(next)
  const titles = (html: string) => html.match(/(?<=<bdi>)Number \d+/g) ?? []
  expect(titles(first.html)).toHaveLength(50)
  expect(new Set([...titles(first.html), ...titles(second.html)]).size).toBe(60)
  expect(titles((await moderator.get('/admin/articles?search=ber+5')).html)).toHaveLength(11)
  expect(titles((await moderator.get('/admin/articles?search=%25')).html)).toHaveLength(0)
})
