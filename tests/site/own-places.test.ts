import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { converse, type Saying, thoughts } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'
import { mara, type Visitor } from '../support/visitor.ts'

const blog = testBlog()

const idsOn = (html: string) => [...html.matchAll(/ id="comment-(\d+)"/g)].map(match => Number(match[1]))

/** The comments on each page from one on, as a reader comes to them who goes on. */
async function walk(reader: Visitor, from: string): Promise<number[][]> {
  const pages: number[][] = []
  for (let path: string | undefined = from; path; ) {
    const { html } = await reader.get(path)
    pages.push(idsOn(html))
    path = html.match(/rel="next" href="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&')
  }
  return pages
}

/** Sends a comment; gives its id and the page to which its author is led. */
async function send(author: Visitor, slug: string, fields: Record<string, string>) {
  const answer = await author.post(`/${slug}/comments`, { ...mara, ...fields })
  const [, page = '', id = ''] = answer.headers.get('location')?.match(/^(.+)#comment-(\d+)$/) ?? []
  return { id: Number(id), page }
}

const timesOn = (pages: readonly number[][], id: number) => pages.flat().filter(shown => shown === id).length

describe.each(['oldest', 'newest'] as const)('where the %s are first, one’s own', first => {
  const set = (size: number) =>
    setSettings(blog().database.db, {
      first_page: first,
      thread_order: first,
      threads_per_page: size,
      comments_per_minute: 1000,
    })

  // Thirty comments: the first, which others answer, and what answers the third and the twentieth.
  const long: Saying[] = thoughts(30).map((saying, n) =>
    n === 0 ? saying : { ...saying, answers: n === 5 ? 2 : n === 25 ? 19 : 0 },
  )

  test.each([
    ['first', 0, 0],
    ['third', 2, 1],
    ['twentieth', 19, 0],
    ['last', 29, 0],
  ])(
    'answer to the %s of a long conversation stands once among its pages, and where its author is led',
    async (_, answered, onArticle) => {
      const slug = await blog().publish()
      await set(5)
      const ids = await converse(blog(), slug, [...long, ...thoughts(3)])
      const author = blog().visitor()
      for (const comment of ['waits', 'is approved']) {
        const { id, page } = await send(author, slug, {
          comment: `It ${comment}`,
          parent: String(ids[answered]),
        })
        if (comment !== 'waits') await blog().approve(id)
        expect(idsOn((await author.get(page)).html).filter(shown => shown === id)).toEqual([id])
        expect(timesOn(await walk(author, `/${slug}/threads/${ids[0]}`), id)).toBe(1)
        expect(timesOn(await walk(author, `/${slug}`), id)).toBe(onArticle)
        const way = (await author.get(`/comments/${id}`)).headers.get('location') ?? ''
        expect(idsOn((await author.get(way.replace(/#.*/, ''))).html)).toContain(id)
      }
    },
  )

  test.each([1, 2, 5])('conversation is on the page where its author is led, of %d a page', async size => {
    const slug = await blog().publish()
    await set(size)
    await converse(blog(), slug, thoughts(7))
    const author = blog().visitor()
    const { id, page } = await send(author, slug, {})
    expect(idsOn((await author.get(page)).html)).toContain(id)
    await converse(blog(), slug, thoughts(4))
    const way = (await author.get(`/comments/${id}`)).headers.get('location') ?? ''
    expect(idsOn((await author.get(way.replace(/#.*/, ''))).html)).toContain(id)
    expect(timesOn(await walk(author, `/${slug}`), id)).toBe(1)
  })
})

test('an answer on the deepest level is on the page where its author is led', async () => {
  const slug = await blog().publish()
  await setSettings(blog().database.db, { threads_per_page: 5 })
  const deep: Saying[] = thoughts(30).map((saying, n) =>
    n === 0 ? saying : { ...saying, answers: Math.min(n - 1, 10) },
  )
  const ids = await converse(blog(), slug, deep)
  const author = blog().visitor()
  const { id, page } = await send(author, slug, { parent: String(ids[10]) })
  expect(idsOn((await author.get(page)).html)).toContain(id)
})

test('a comment that was edited and waits leaves its author no hole on later pages of what answers it', async () => {
  const slug = await blog().publish()
  await setSettings(blog().database.db, { threads_per_page: 1, comments_per_minute: 1000 })
  const [author, other] = [blog().visitor(), blog().visitor()]
  const { id } = await send(author, slug, {})
  await blog().approve(id)
  for (let n = 0; n < 4; n++)
    await blog().approve((await send(other, slug, { comment: `Answer ${n}`, parent: String(id) })).id)
  await author.fill(`/comments/${id}/revision`, { comment: 'Said better.' })
  const path = `/${slug}/threads/${id}`
  const pages = await walk(author, path)
  expect(pages.map(shown => shown[0])).toEqual([id, id])
  const next = `${path}?from=${pages[1]?.[1]}`
  expect((await author.get(next)).html).toContain('Said better.')
  expect((await other.get(next)).html).toContain('This comment is no longer here.')
})
