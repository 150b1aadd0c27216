import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { lin, mara, newMark } from '../support/visitor.ts'

const blog = testBlog()

describe('a comment that is accepted', () => {
  test('leads to its own place, where its author sees that it waits, after a reload too', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const answer = await reader.post(`/${slug}/comments`, mara)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/tea#comment-\d+$/)

    for (const visit of [await reader.get(`/${slug}`), await reader.get(`/${slug}`)]) {
      expect(visit.html).toContain('Your comment is awaiting moderation.')
      expect(visit.html).toContain('Well said.')
      expect(visit.headers.get('cache-control')).toBe('private, no-store')
      expect(visit.headers.get('x-robots-tag')).toBe('noindex')
    }
  })

  test('is seen by nobody else until it is approved, and by everyone then', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const stranger = blog().visitor()
    expect((await stranger.get(`/${slug}`)).html).not.toContain('Well said.')
    expect((await stranger.get(`/comments/${id}`)).status).toBe(404)

    await blog().approve(id)
    const seen = await stranger.get(`/${slug}`)
    expect(seen.html).toContain('Well said.')
    expect(seen.html).toContain('<a href="https://lindqvist.example/" rel="ugc nofollow noopener">')
    expect((await stranger.get(`/comments/${id}`)).headers.get('location')).toBe(`/tea#comment-${id}`)
  })

  test('is one comment, however often the same form is sent, and each sending leads to it', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    reader.cookies.set('browser', newMark())
    const answers = await Promise.all([1, 2, 3].map(() => reader.post(`/${slug}/comments`, mara)))
    expect(answers.map(answer => answer.status)).toEqual([303, 303, 303])
    expect(new Set(answers.map(answer => answer.headers.get('location'))).size).toBe(1)
    expect(await blog().database.db.selectFrom('comments').selectAll().execute()).toHaveLength(1)
  })
})

describe('a comment that is refused', () => {
  test('comes back with all that was typed, a summary that leads to each field, and a message by each', async () => {
    const slug = await blog().publish()
    const typed = {
      comment: '\n  Half a thought',
      name: '',
      email: 'not an address',
      website: 'javascript:alert(1)',
    }
    const answer = await blog().visitor().post(`/${slug}/comments`, typed)
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('\n  Half a thought</textarea>')
    expect(answer.html).toContain('value="not an address"')
    for (const field of ['name', 'email', 'website']) {
      expect(answer.html).toContain(`<a href="#comment-field-${field}">`)
      expect(answer.html).toMatch(
        new RegExp(
          `id="comment-field-${field}"[^>]*aria-invalid="true"[^>]*aria-describedby="comment-field-${field}-error`,
        ),
      )
      expect(answer.html).toContain(`id="comment-field-${field}-error"`)
    }
  })

  test('is told in the language of its reader', async () => {
    const slug = await blog().publish()
    const answer = await blog()
      .visitor({ headers: { 'accept-language': 'zh-CN' } })
      .post(`/${slug}/comments`, { ...lin, comment: '  ' })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('lang="zh-CN"')
    expect(answer.html).not.toContain('Please write a comment.')
  })

  test('has to wait after five in a minute, and is told how long', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor({ ip: '2001:db8:1:2:3::1' })
    for (const n of [1, 2, 3, 4, 5]) await reader.comment(slug, { ...mara, comment: `Thought ${n}` })
    const neighbour = blog().visitor({ ip: '2001:db8:1:2:ffff::9' })
    const answer = await neighbour.post(`/${slug}/comments`, { ...mara, comment: 'A sixth' })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.html).toContain('A sixth</textarea>')
  })
})

describe('a preview', () => {
  test('is refused to who asks for one after the other, so that nobody else waits behind them', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const preview = () => reader.post(`/${slug}/comments/preview`, { ...mara, comment: '*So*' })
    const allowed = 12 * 5
    for (let n = 0; n < allowed; n++) expect((await preview()).status).toBe(200)
    const refused = await preview()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.html).toContain('*So*</textarea>')
    const other = await blog()
      .visitor({ ip: '203.0.113.9' })
      .post(`/${slug}/comments/preview`, { ...mara, comment: '*So*' })
    expect(other.status).toBe(200)
  })
})
