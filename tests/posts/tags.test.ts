import { describe, expect, test } from 'vitest'
import { listTags, mergeTags, renameTag } from '../../src/posts/tags.ts'
import { testBlog } from '../support/blog.ts'

const blog = testBlog()

const idOf = async (name: string) =>
  (await listTags(blog().database.db)).find(tag => tag.name === name)?.id ?? 0

describe('a tag', () => {
  test('is one however it is written, and shown as it was first typed', async () => {
    await blog().publish({ slug: 'one', tags: ['Café'] })
    await blog().publish({ slug: 'two', tags: ['cafe\u0301', 'CAFÉ'] })
    expect(await listTags(blog().database.db)).toMatchObject([{ name: 'Café', slug: 'café', posts: 2 }])
    const { html } = await blog().visitor().get('/two')
    expect(html).toContain('href="/tags/caf%C3%A9"><bdi>Café</bdi></a>')
  })

  test('has one address, to which its name leads', async () => {
    await blog().publish({ tags: ['Green Tea'] })
    const answer = await blog().visitor().get('/tags/GREEN%20tea')
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/tags/green-tea'])
    expect((await blog().visitor().get('/tags/green-tea')).status).toBe(200)
  })

  test('has a page of its own even where its name is no address', async () => {
    await blog().publish({ tags: ['.', '..', 'C', 'C++', '🍵'] })
    const { html } = await blog().visitor().get('/tea')
    const addresses = [...html.matchAll(/rel="tag" href="([^"]+)"/g)].map(([, href = '']) => href)
    expect(new Set(addresses).size).toBe(5)
    for (const address of addresses) expect((await blog().visitor().get(address)).status).toBe(200)
  })

  test('that only a draft has is known to nobody', async () => {
    await blog().publish({ status: 'draft', publishedAt: null, tags: ['secret plans'] })
    const { publicDb } = blog().database
    expect(await publicDb.selectFrom('tags').selectAll().execute()).toEqual([])
    expect(await publicDb.selectFrom('post_tags').selectAll().execute()).toEqual([])
    expect((await blog().visitor().get('/tags/secret-plans')).status).toBe(404)
  })
})

describe('a tag that is renamed', () => {
  test('keeps its address and its articles, and says what it is about', async () => {
    await blog().publish({ tags: ['tea'] })
    const { db } = blog().database
    expect(await renameTag(db, await idOf('tea'), { name: 'Teas', description: 'All that is brewed.' })).toBe(
      true,
    )
    const { html } = await blog().visitor().get('/tags/tea')
    expect(html).toContain('Teas')
    expect(html).toContain('All that is brewed.')
  })

  test('as another one is called becomes that one', async () => {
    await blog().publish({ slug: 'one', tags: ['tea'] })
    await blog().publish({ slug: 'two', tags: ['teas', 'tea'] })
    const { db } = blog().database
    await renameTag(db, await idOf('teas'), { name: 'TEA', description: '' })
    expect(await listTags(db)).toMatchObject([{ name: 'tea', posts: 2 }])
  })
})

test('a tag that was merged into another leads there, and nobody’s article has it twice', async () => {
  await blog().publish({ slug: 'one', tags: ['brew', 'tea'] })
  await blog().publish({ slug: 'two', tags: ['brew'] })
  const { db } = blog().database
  expect(await mergeTags(db, await idOf('brew'), await idOf('tea'))).toBe(true)
  expect(await listTags(db)).toMatchObject([{ name: 'tea', posts: 2 }])
  const answer = await blog().visitor().get('/tags/brew')
  expect([answer.status, answer.headers.get('location')]).toEqual([301, '/tags/tea'])
  expect(await mergeTags(db, await idOf('tea'), await idOf('tea'))).toBe(false)
})
