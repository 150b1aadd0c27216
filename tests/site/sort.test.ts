import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { converse, thoughts } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog()

const idsOn = (html: string) => [...html.matchAll(/ id="comment-(\d+)"/g)].map(match => Number(match[1]))

const next = (html: string) => html.match(/rel="next" href="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''

const ways = (html: string) =>
  [...html.matchAll(/<a href="([^"]+)" rel="nofollow"( aria-current="true")?>(Oldest|Newest) first/g)].map(
    ([, href, current]) => [href, current !== undefined],
  )

describe('the order of comments', () => {
  test('is asked for by a link, and stays from page to page', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, thoughts(12))
    await setSettings(blog().database.db, { threads_per_page: 5 })
    const visitor = blog().visitor()
    const plain = await visitor.get(`/${slug}`)
    expect(ways(plain.html)).toEqual([
      [`/${slug}#comments`, true],
      [`/${slug}?sort=newest#comments`, false],
    ])
    const shown: number[] = []
    for (let path = `/${slug}?sort=newest`; path !== ''; ) {
      const { html } = await visitor.get(path)
      shown.push(...idsOn(html))
      path = next(html)
    }
    expect(shown).toEqual(ids.toReversed())
  })

  test('is no page of its own for search engines, and none where it is that of the site', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, thoughts(3))
    const visitor = blog().visitor()
    const { html } = await visitor.get(`/${slug}?sort=newest`)
    expect(html).toMatch(new RegExp(`<link rel="canonical" href="[^"]+/${slug}"/>`))
    for (const nothing of ['oldest', 'best', '']) {
      const answer = await visitor.get(`/${slug}?sort=${nothing}`)
      expect(answer.html).toBe((await visitor.get(`/${slug}`)).html)
      expect(idsOn(answer.html)).toEqual(ids)
    }
    await setSettings(blog().database.db, { thread_order: 'newest', first_page: 'newest' })
    expect(idsOn((await visitor.get(`/${slug}`)).html)).toEqual(ids.toReversed())
    expect(idsOn((await visitor.get(`/${slug}?sort=oldest`)).html)).toEqual(ids)
    expect(ways((await visitor.get(`/${slug}`)).html)).toEqual([
      [`/${slug}?sort=oldest#comments`, false],
      [`/${slug}#comments`, true],
    ])
  })

  test('is asked for in vain where there is one comment, or none', async () => {
    const slug = await blog().publish()
    await converse(blog(), slug, thoughts(1))
    expect(ways((await blog().visitor().get(`/${slug}`)).html)).toEqual([])
  })
})

test('an article says how many comments it has, and leads to the form where it takes them', async () => {
  const slug = await blog().publish()
  await converse(blog(), slug, thoughts(12))
  const { html } = await blog().visitor().get(`/${slug}`)
  expect(html).toContain('<h2 id="comments-heading">12 comments</h2>')
  expect(html.match(/<a href="#comment-form"[^>]*>Leave a comment<\/a>/g)).toHaveLength(2)
  await blog().database.db.updateTable('posts').set({ comments_open: false }).execute()
  expect((await blog().visitor().get(`/${slug}`)).html).not.toContain('href="#comment-form"')
})
