import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'

const blog = testBlog()

const read = async (path: string) => (await blog().visitor().get(path)).html

/** The documents of JSON-LD on a page. */
const dataOf = async (path: string) =>
  [...(await read(path)).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(match =>
    JSON.parse(match[1] ?? ''),
  )

describe('the sitemap', () => {
  test('is an index of parts, each with when its articles last changed', async () => {
    await blog().publish()
    await blog().publish({ slug: '半导体', title: '半导体', publishedAt: new Date('2026-02-03T04:05:06Z') })
    const index = await read('/sitemap.xml')
    const [, part = ''] = index.match(/<loc>http:\/\/localhost:3000(\/sitemap\/\d+\.xml)<\/loc>/) ?? []
    const map = await read(part)
    expect(map).toContain('<loc>http://localhost:3000/tea</loc>')
    expect(map).toContain(
      `<loc>http://localhost:3000/${encodeURIComponent('半导体')}</loc><lastmod>2026-02-03T04:05:06.000Z</lastmod>`,
    )
    expect((await blog().visitor().get('/sitemap/999.xml')).status).toBe(404)
    expect((await blog().visitor().get('/sitemap/none')).status).toBe(404)
  })

  test('begins another part every ten thousand numbers', async () => {
    await blog().publish()
    await blog().publish({ slug: 'milk' })
    const before = (await read('/sitemap.xml')).match(/<sitemap>/g)?.length
    await sql`select setval(pg_get_serial_sequence('public.posts', 'id'),
      (select max(id) + 10000 from posts))`.execute(blog().database.db)
    await blog().publish({ slug: 'later' })
    expect((await read('/sitemap.xml')).match(/<sitemap>/g)?.length).toBe((before ?? 0) + 1)
  })

  test('is named by /robots.txt', async () => {
    expect(await read('/robots.txt')).toContain('Sitemap: http://localhost:3000/sitemap.xml\n')
  })
})

describe('an article', () => {
  test('tells search engines what it is, who said what under it, and where it stands', async () => {
    await blog().publish()
    const [comment] = await converse(blog(), 'tea', [
      { text: 'Said & done' },
      { text: 'Hidden', status: 'spam' },
    ])
    const [posting, trail] = await dataOf('/tea')
    expect(posting).toMatchObject({
      '@type': 'BlogPosting',
      headline: 'On tea',
      url: 'http://localhost:3000/tea',
      datePublished: '2026-01-02T03:04:05.000Z',
      inLanguage: 'en',
      commentCount: 1,
      comment: [
        { '@type': 'Comment', url: `http://localhost:3000/comments/${comment}`, text: 'Said & done' },
      ],
    })
    expect(trail).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { item: 'http://localhost:3000/' },
        { item: 'http://localhost:3000/tea', name: 'On tea' },
      ],
    })
  })

  test('tells whoever links to it what to show', async () => {
    await blog().publish()
    const html = await read('/tea')
    expect(html).toContain('<link rel="canonical" href="http://localhost:3000/tea"')
    expect(html).toContain('<meta property="og:type" content="article"')
    expect(html).toContain('<meta property="og:url" content="http://localhost:3000/tea"')
    expect(html).toContain('<meta property="article:published_time" content="2026-01-02T03:04:05.000Z"')
  })

  test('whose title is markup can’t end the data that it stands in', async () => {
    await blog().publish({ title: '</script><script>alert(1)</script><!--' })
    const html = await read('/tea')
    expect(html.match(/<script/g)?.length).toBe(html.match(/<\/script>/g)?.length)
    expect(html).not.toContain('<script>alert')
    expect((await dataOf('/tea'))[0]).toMatchObject({ headline: '</script><script>alert(1)</script><!--' })
  })

  test('says nothing to them on a page that one reader alone sees', async () => {
    await blog().publish()
    const reader = blog().visitor()
    await reader.comment('tea', { comment: 'Mine alone' })
    expect((await reader.get('/tea')).html).not.toContain('ld+json')
  })
})

test('the home page says what the site is', async () => {
  await blog().publish()
  expect((await dataOf('/'))[0]).toMatchObject({ '@type': 'WebSite', url: 'http://localhost:3000/' })
})
