import { describe, expect, test } from 'vitest'
import { visitorWithoutDatabase } from '../../support/away.ts'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'
import { mara } from '../../support/visitor.ts'

const blog = testBlog()
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'
const page = 'text/html; charset=utf-8'
const text = 'text/plain; charset=utf-8'
const problem = 'application/problem+json'

describe('an error is told in what was asked for:', () => {
  test.each([
    ['/nowhere/at/all', browser, page],
    ['/nowhere/at/all', undefined, page],
    ['/nowhere/at/all', '*/*', page],
    ['/nowhere/at/all', 'application/json', problem],
    ['/nowhere/at/all', 'application/problem+json, */*;q=0.1', problem],
    ['/nowhere/at/all', 'text/html;q=0.5, application/json', problem],
    ['/nowhere/at/all', 'application/atom+xml', text],
    ['/nowhere/at/all', 'image/png', text],
    ['/nowhere/at/all', 'text/plain', text],
    ['/comments/77', browser, page],
    ['/avatars/none.svg', browser, text],
    ['/avatars/none.svg', 'image/*', text],
    ['/assets/none/none.css', 'text/css,*/*;q=0.1', text],
    ['/assets/none/none.css', 'application/json', problem],
  ])('%s for %s', async (path, accept, type) => {
    await blog().publish()
    const visitor = blog().visitor({ headers: { 'accept-language': 'de', ...(accept ? { accept } : {}) } })
    const answer = await visitor.get(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, type])
    expect(answer.html).toContain('Seite nicht gefunden.')
    expect(answer.html.includes('<html')).toBe(type === page)
    expect(answer.headers.get('content-language')).toBe('de')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('a problem says what RFC 9457 asks for', async () => {
    const answer = await blog()
      .visitor({ headers: { accept: problem } })
      .get('/nowhere/at/all')
    expect(JSON.parse(answer.html)).toEqual({
      type: 'about:blank',
      title: 'Page not found.',
      status: 404,
      detail: 'It may have been moved or removed.',
    })
  })

  test('what a program sends in vain is not given back as a form', async () => {
    await blog().publish()
    const visitor = await visitorWithoutDatabase(blog(), { accept: 'application/json' })
    const answer = await visitor.post('/preferences', { language: 'xx', theme: 'light' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, problem])
    const comment = await visitor.post('/tea/comments', mara)
    expect([comment.status, comment.headers.get('content-type')]).toEqual([503, problem])
    expect(comment.headers.get('retry-after')).toBe('5')
    expect(JSON.parse(comment.html)).toMatchObject({ status: 503 })
    expect(comment.html).not.toContain(mara.email)
  })

  test('the stream of news of who may not hear it', async () => {
    const author = await join(blog(), 'author')
    const answer = await author.get('/admin/people', { accept: 'text/event-stream' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([403, text])
  })
})

test.each([
  ['/health', text, 'ok\n'],
  ['/ready', text, 'ready\n'],
  ['/robots.txt', text, 'User-agent'],
])('%s is a text, whatever its client accepts', async (path, type, beginning) => {
  for (const accept of [browser, 'application/json']) {
    const answer = await blog().visitor({ headers: { accept } }).get(path)
    expect([answer.status, answer.headers.get('content-type')?.toLowerCase()]).toEqual([200, type])
    expect(answer.html.startsWith(beginning)).toBe(true)
  }
})

test('an answer that is kept has the type that it was given, and says what it differs by', async () => {
  await blog().publish()
  const answer = await blog().visitor().get('/tea')
  expect(answer.headers.get('content-type')).toBe(page)
  expect(answer.headers.get('vary')).toBe('Accept-Encoding, Accept-Language, Cookie')
  expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(answer.html)))
})
