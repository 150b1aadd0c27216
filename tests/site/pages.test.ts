import { describe, expect, test } from 'vitest'
import { visitorWithoutDatabase } from '../support/away.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

const titlesOn = (html: string) =>
  [...html.matchAll(/<h2 class="post-summary-title"[^>]*><a href="([^"]+)"/g)].map(match => match[1])

async function publishMany(count: number, tags: (place: number) => string[]) {
  for (let place = 1; place <= count; place++)
    await blog().publish({
      slug: `article-${place}`,
      title: `Article ${place}`,
      tags: tags(place),
      publishedAt: new Date(Date.UTC(2026, 0, place)),
    })
}

describe('the home page', () => {
  test('lists articles newest first, ten a page, each in its language', async () => {
    await publishMany(12, () => [])
    await blog().publish({ slug: 'cha', title: '茶', language: 'zh-CN', publishedAt: new Date('2026-02-01') })
    const visitor = blog().visitor()
    const first = await visitor.get('/')
    expect(titlesOn(first.html)).toEqual([
      '/cha',
      ...[12, 11, 10, 9, 8, 7, 6, 5, 4].map(n => `/article-${n}`),
    ])
    expect(first.html).toContain('<h2 class="post-summary-title" lang="zh-CN">')
    expect(first.html).toContain('href="/?page=2"')
    const second = await visitor.get('/?page=2')
    expect(titlesOn(second.html)).toEqual(['/article-3', '/article-2', '/article-1'])
    expect(second.html).toContain('rel="prev" href="/"')
    expect((await visitor.get('/?page=3')).status).toBe(404)
  })

  test('says so when nothing is published, in the words of the host', async () => {
    await setSettings(blog().database.db, { title: 'Harbour <notes>', tagline: 'Salt & wind' })
    const { status, html } = await blog().visitor().get('/')
    expect(status).toBe(200)
    expect(html).toContain('Nothing has been published yet.')
    expect(html).toContain('Harbour &lt;notes&gt;')
    expect(html).toContain('Salt &amp; wind')
  })

  test('counts what anyone can see', async () => {
    const slug = await blog().publish()
    await converse(blog(), slug, [
      { text: 'One' },
      { text: 'Two', answers: 0 },
      { text: 'No', status: 'pending' },
    ])
    expect((await blog().visitor().get('/')).html).toContain('<a href="/tea#comments">2 comments</a>')
  })
})

describe('a tag', () => {
  test('lists its articles and no others, whatever letters it is written in', async () => {
    await publishMany(12, place => (place % 2 === 0 ? ['半导体', 'a/b & c'] : ['odd']))
    const visitor = blog().visitor()
    const { html } = await visitor.get('/article-2')
    for (const path of [`/tags/${encodeURIComponent('半导体')}`, `/tags/${encodeURIComponent('a-b-c')}`]) {
      expect(html).toContain(`href="${path}"`)
      expect(titlesOn((await visitor.get(path)).html)).toEqual([12, 10, 8, 6, 4, 2].map(n => `/article-${n}`))
    }
    expect((await visitor.get('/tags/none')).status).toBe(404)
  })
})

describe('a page that is not there', () => {
  test('helps: it says so in the reader’s language, and leads to the latest articles and home', async () => {
    await publishMany(4, () => [])
    const answer = await blog().visitor().get('/nowhere/at/all')
    expect(answer.status).toBe(404)
    expect(titlesOn(answer.html)).toEqual([4, 3, 2].map(n => `/article-${n}`))
    expect(answer.html).toContain('<a href="/">Go to the home page</a>')
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
  })

  test.each(['PUT', 'DELETE', 'PATCH'])('does nothing for a %s', async method => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    for (const path of [`/${slug}`, `/${slug}/comments`, `/comments/${id}`]) {
      const answer = await blog()
        .visitor()
        .send(path, { method, headers: { origin: 'http://localhost:3000' } })
      expect(answer.status).toBe(404)
    }
    expect(await blog().database.db.selectFrom('comments').select('status').execute()).toEqual([
      { status: 'pending' },
    ])
  })
})

describe('an article', () => {
  test('answers HEAD like GET, without the page', async () => {
    const slug = await blog().publish()
    const visitor = blog().visitor()
    const get = await visitor.get(`/${slug}`)
    const head = await visitor.send(`/${slug}`, { method: 'HEAD' })
    expect([head.status, head.html, head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')])
  })

  test('is known by one address, whatever stands behind it', async () => {
    const slug = await blog().publish()
    const [first] = await converse(blog(), slug, [{ text: 'One' }])
    for (const path of [`/${slug}`, `/${slug}?utm_source=x`, `/${slug}?from=${first}`])
      expect((await blog().visitor().get(path)).html).toContain(
        '<link rel="canonical" href="http://localhost:3000/tea"',
      )
  })

  test('is where the address of a refused form leads when it is opened again', async () => {
    const slug = await blog().publish({ slug: '茶' })
    for (const path of [`/${slug}/comments`, `/${slug}/comments/preview`]) {
      const answer = await blog().visitor().get(encodeURI(path))
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/%E8%8C%B6#comments'])
    }
    expect((await blog().visitor().get('//evil.example/comments')).headers.get('location')).toBe(null)
  })

  test('is told apart from its interface by language', async () => {
    await blog().publish({ language: 'ja' })
    const { html, headers } = await blog().visitor().get('/tea')
    expect(html).toMatch(/^<!doctype html><html lang="en"/)
    expect(html).toContain('<article class="post" lang="ja">')
    expect(headers.get('content-language')).toBe('en')
    expect(headers.get('vary')).toBe('Accept-Encoding, Accept-Language, Cookie')
  })

  test('with what a reader asked to be remembered is for nobody’s cache', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const answer = await reader.post(`/${slug}/comments`, { ...mara, remember: 'yes' })
    const cookie = answer.headers.getSetCookie().find(cookie => cookie.startsWith('remember='))
    expect(cookie).toContain('Max-Age=31536000')
    expect(decodeURIComponent(cookie ?? '')).not.toMatch(/mara|lindqvist/i)
    const page = await reader.get(`/${slug}`)
    expect(page.html).toContain(`value="${mara.email}"`)
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    const other = await reader.get(`/`)
    expect(other.html).not.toContain(mara.email)

    const again = await reader.post(`/${slug}/comments`, { ...mara, comment: 'Forget me.' })
    expect(again.headers.getSetCookie().join()).toMatch(/remember=;[^,]*Max-Age=0/)
    expect((await reader.get(`/${slug}`)).html).not.toContain(mara.email)
    const last = await reader.post(`/${slug}/comments`, { ...mara, comment: 'Nothing is left to forget.' })
    expect(last.headers.getSetCookie().join()).not.toContain('remember=')
  })
})

describe('machines', () => {
  test('are told by /health that the process lives, whatever its database does', async () => {
    for (const visitor of [blog().visitor(), await visitorWithoutDatabase(blog())]) {
      const { status, html, headers } = await visitor.get('/health')
      expect([status, html, headers.get('cache-control')]).toEqual([200, 'ok\n', 'no-store'])
    }
  })

  test('are told by /ready whether pages can be read and comments saved', async () => {
    const ready = await blog().visitor().get('/ready')
    expect([ready.status, ready.html, ready.headers.get('cache-control')]).toEqual([
      200,
      'ready\n',
      'no-store',
    ])
    const away = await (await visitorWithoutDatabase(blog())).get('/ready')
    expect([away.status, away.html]).toEqual([503, 'not ready\n'])
  })

  test('are told by /robots.txt which addresses are no articles', async () => {
    const answer = await blog().visitor().get('/robots.txt')
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(answer.html).toContain('Disallow: /*?reply=')
  })

  test('and browsers get with every answer a policy that lets nothing run but ours', async () => {
    const slug = await blog().publish()
    for (const path of [
      '/',
      `/${slug}`,
      '/nowhere',
      '/health',
      '/avatars/0123456789abcdef.svg',
      '/comments/1',
    ]) {
      const { headers } = await blog().visitor().get(path)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})
