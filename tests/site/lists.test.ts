import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { postId } from '../support/rows.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog()

const publish = (slug: string, date: string) =>
  blog().publish({ slug, title: `About ${slug}`, publishedAt: new Date(date), source: 'Words.' })

const titles = (html: string) =>
  [...html.matchAll(/<h2 class="post-summary-title"[^>]*><a href="\/([^"]+)"/g)].map(([, slug]) => slug)

const tab = (html: string) => html.match(/<title>(.*?)<\/title>/)?.[1]

async function write(slug: string, author: { slug: string; name: string }) {
  const { db } = blog().database
  const known = await db.selectFrom('authors').select('id').where('slug', '=', author.slug).executeTakeFirst()
  const { id } =
    known ?? (await db.insertInto('authors').values(author).returning('id').executeTakeFirstOrThrow())
  const post = await postId(db, slug)
  await db.insertInto('post_authors').values({ post_id: post, author_id: id, place: 1 }).execute()
}

describe('the archive', () => {
  test('has the months of the site’s zone, each with its articles', async () => {
    await setSettings(blog().database.db, { time_zone: 'Asia/Tokyo' })
    await publish('first', '2025-12-31T14:59:00Z')
    await publish('second', '2025-12-31T15:00:00Z') // in Tokyo a new year
    await publish('third', '2026-03-02T00:00:00Z')
    await blog().database.db.insertInto('posts').values(hidden).execute()
    const visitor = blog().visitor()
    const { html } = await visitor.get('/archive')
    expect(
      [...html.matchAll(/<a href="(\/archive\/\d+\/\d+)">([^<]+)<\/a> <span[^>]*>([^<]+)</g)].map(found =>
        found.slice(1),
      ),
    ).toEqual([
      ['/archive/2026/03', 'March 2026', '1 article'],
      ['/archive/2026/01', 'January 2026', '1 article'],
      ['/archive/2025/12', 'December 2025', '1 article'],
    ])
    expect(titles((await visitor.get('/archive/2026')).html)).toEqual(['third', 'second'])
    expect(titles((await visitor.get('/archive/2025/12')).html)).toEqual(['first'])
    expect(tab((await visitor.get('/archive/2026/03')).html)).toBe('March 2026 – Afterword')
  })

  test.each([
    '/archive/2027',
    '/archive/2026/13',
    '/archive/2026/00',
    '/archive/0',
    '/archive/x',
    '/archive/2026/1',
  ])('has nothing at %s', async path => {
    await publish('first', '2026-01-01T00:00:00Z')
    expect((await blog().visitor().get(path)).status).toBe(404)
  })

  test('is as it is now', async () => {
    await publish('first', '2026-01-01T00:00:00Z')
    const visitor = blog().visitor()
    expect((await visitor.get('/archive')).html).toContain('1 article<')
    await publish('second', '2026-01-02T00:00:00Z')
    expect((await visitor.get('/archive')).html).toContain('2 articles<')
  })

  test('gives way to an article that was there first', async () => {
    await publish('archive', '2026-01-01T00:00:00Z')
    expect((await blog().visitor().get('/archive')).html).toContain('<h1>About archive</h1>')
  })
})

const hidden = {
  slug: 'hidden',
  title: 'Hidden',
  language: 'en',
  source: '',
  html: '',
  excerpt: '',
  status: 'draft' as const,
  published_at: new Date('2024-01-01T00:00:00Z'),
}

describe('an author', () => {
  test('has a page with what they wrote, a feed of it, and is led to from each article', async () => {
    await publish('first', '2026-01-01T00:00:00Z')
    await publish('second', '2026-01-02T00:00:00Z')
    await write('first', { slug: 'ada', name: 'Ada' })
    const visitor = blog().visitor()
    expect((await visitor.get('/first')).html).toContain(
      '<a href="/authors/ada" rel="author"><bdi>Ada</bdi></a>',
    )
    const { html } = await visitor.get('/authors/ada')
    expect([titles(html), tab(html)]).toEqual([['first'], 'Articles by Ada – Afterword'])
    expect(html).toContain('<p class="list-count">1 article</p>')
    expect(html).toContain('href="/authors/ada/feed/atom"')
    const feed = await visitor.get('/authors/ada/feed/atom')
    expect(feed.html).toContain('About first')
    expect(feed.html).not.toContain('About second')
  })

  test('who has published nothing is nobody', async () => {
    await blog().database.db.insertInto('posts').values(hidden).execute()
    await write('hidden', { slug: 'ada', name: 'Ada' })
    const visitor = blog().visitor()
    expect((await visitor.get('/authors/ada')).status).toBe(404)
    expect((await visitor.get('/authors/ada/feed/rss')).status).toBe(404)
    expect((await visitor.get('/authors/nobody')).status).toBe(404)
  })
})

test('each page of a list has a title of its own', async () => {
  await setSettings(blog().database.db, { posts_per_page: 1 })
  await publish('first', '2026-01-01T00:00:00Z')
  await publish('second', '2026-01-02T00:00:00Z')
  const visitor = blog().visitor()
  expect(tab((await visitor.get('/')).html)).toBe('Afterword')
  expect(tab((await visitor.get('/?page=2')).html)).toBe('All articles, page 2 – Afterword')
  const tag = await visitor.get('/tags/tea?page=2')
  expect(tab(tag.html)).toBe('Articles tagged “tea”, page 2 – Afterword')
  expect(tag.html).toContain('<p class="list-count">2 articles</p>')
})
