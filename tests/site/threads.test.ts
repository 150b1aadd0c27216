import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { converse, type Saying, thoughts } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'
import { mara, tomas } from '../support/visitor.ts'

const blog = testBlog()

/** The ids of the comments on a page, in their order. */
const idsOn = (html: string) => [...html.matchAll(/ id="comment-(\d+)"/g)].map(match => Number(match[1]))

/** The first and the last of each ten, which is what stands on a page. */
const aroundEnds = (ids: number[]) => ids.filter((_, place) => [0, 9].includes(place % 10))

const linkOn = (html: string, rel: 'next' | 'prev') =>
  html.match(new RegExp(`rel="${rel}" href="([^"]+)"`))?.[1]?.replaceAll('&amp;', '&')

/** How many lists of replies a comment stands in. */
const depthOf = (html: string, id: number) => {
  const before = html.slice(0, html.indexOf(` id="comment-${id}"`))
  const count = (text: string) => before.split(text).length - 1
  const opened = count('<ol class="comment-replies"')
  // Only replies' lists and the thread's own are closed by </ol> inside the comments.
  return 1 + opened - (before.slice(before.indexOf('<ol class="comment-thread"')).split('</ol>').length - 1)
}

describe('120 threads', () => {
  test('stand fifty on a page, oldest first, each once, forwards and back', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, thoughts(120))
    const visitor = blog().visitor()
    const paths: string[] = []
    const pages: number[][] = []
    const back: (string | undefined)[] = []
    for (let path: string | undefined = `/${slug}#comments`; path; ) {
      const { html } = await visitor.get(path)
      paths.push(path)
      pages.push(idsOn(html))
      back.push(linkOn(html, 'prev'))
      path = linkOn(html, 'next')
    }
    expect(pages.map(page => page.length)).toEqual([50, 50, 20])
    expect(back).toEqual([undefined, ...paths.slice(0, -1)])
    expect(pages.flat()).toEqual(ids)
  })

  test('have permalinks that each lead to a page with the comment on it', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, thoughts(120))
    await setSettings(blog().database.db, { threads_per_page: 10 })
    const visitor = blog().visitor()
    for (const id of aroundEnds(ids)) {
      const answer = await visitor.get(`/comments/${id}`)
      const location = answer.headers.get('location') ?? ''
      expect([answer.status, location]).toEqual([302, expect.stringMatching(`#comment-${id}$`)])
      expect(idsOn((await visitor.get(location.replace(/#.*/, ''))).html)).toContain(id)
    }
  })

  test('close up when some of them disappear', async () => {
    const slug = await blog().publish()
    const ids = await converse(
      blog(),
      slug,
      thoughts(120).map((saying, place) => ({ ...saying, status: place % 2 === 0 ? 'approved' : 'spam' })),
    )
    const visitor = blog().visitor()
    const first = await visitor.get(`/${slug}`)
    const second = await visitor.get(linkOn(first.html, 'next') ?? '')
    expect([...idsOn(first.html), ...idsOn(second.html)]).toEqual(ids.filter((_, place) => place % 2 === 0))
    // A page that began with one that is gone by now shows what follows.
    const gone = await visitor.get(`/${slug}?from=${ids[51]}`)
    expect([gone.status, gone.headers.get('location')]).toEqual([302, `/${slug}?from=${ids[52]}#comments`])
    expect(idsOn((await visitor.get(`/${slug}?from=${ids[52]}`)).html)[0]).toBe(ids[52])
    // Behind the last there is none: the pages begin anew.
    const behind = await visitor.get(`/${slug}?from=${Number(ids.at(-1)) + 1}`)
    expect([behind.status, behind.headers.get('location')]).toEqual([302, `/${slug}#comments`])
  })

  test('take a new comment on the page where its author is led, before and after it is approved', async () => {
    const slug = await blog().publish()
    await converse(blog(), slug, thoughts(120))
    const author = blog().visitor()
    const answer = await author.post(`/${slug}/comments`, mara)
    const [, path = '', id = ''] = answer.headers.get('location')?.match(/^(.+)#comment-(\d+)$/) ?? []
    expect(idsOn((await author.get(path)).html)).toContain(Number(id))
    expect(idsOn((await author.get(`/${slug}`)).html)).not.toContain(Number(id))
    await blog().approve(Number(id))
    expect(idsOn((await blog().visitor().get(path)).html)).toContain(Number(id))
  })
})

describe('an answer under an answer', () => {
  const ladder = (steps: number): Saying[] =>
    thoughts(steps).map((saying, place) => (place === 0 ? saying : { ...saying, answers: place - 1 }))

  test('goes five levels deep; deeper ones stand on the fifth and name whom they answer', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, ladder(8))
    const { html } = await blog().visitor().get(`/${slug}`)
    expect(idsOn(html)).toEqual(ids)
    expect(ids.map(id => depthOf(html, id))).toEqual([1, 2, 3, 4, 5, 5, 5, 5])
    expect(html.match(/in reply to Reader \d/g)).toEqual(
      [5, 6, 7].map(number => `in reply to Reader ${number}`),
    )
    expect(html).toContain(`<a class="comment-answers" href="/comments/${ids[4]}">`)
  })

  test.each([1, 2, 10])('goes %d deep where the host says so', async depth => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, ladder(14))
    await setSettings(blog().database.db, { thread_depth: depth })
    const { html } = await blog().visitor().get(`/${slug}`)
    expect(idsOn(html)).toEqual(ids)
    expect(ids.map(id => depthOf(html, id))).toEqual(ids.map((_, place) => Math.min(place + 1, depth)))
  })

  test('can be posted however deep it is', async () => {
    const slug = await blog().publish()
    await setSettings(blog().database.db, { comments_per_minute: 100 })
    const reader = blog().visitor()
    let parent = ''
    const ids: number[] = []
    for (let step = 0; step < 14; step++) {
      const id = await reader.comment(slug, { ...mara, comment: `Step ${step}`, parent })
      await blog().approve(id)
      ids.push(id)
      parent = String(id)
    }
    expect(idsOn((await blog().visitor().get(`/${slug}`)).html)).toEqual(ids)
    const parents = await blog()
      .database.db.selectFrom('comments')
      .select('parent_id')
      .orderBy('id')
      .execute()
    expect(parents.map(row => row.parent_id)).toEqual([null, ...ids.slice(0, -1)])
  })

  test('leads to the page before it, and to none that shows nothing more', async () => {
    const slug = await blog().publish()
    await setSettings(blog().database.db, { threads_per_page: 4 })
    const ids = await converse(
      blog(),
      slug,
      Array.from({ length: 10 }, (_, place) =>
        place === 0 ? { text: 'Root' } : { text: `Reply ${place}`, answers: 0 },
      ),
    )
    const thread = `/${slug}/threads/${ids[0]}`
    const older = async (from: number) => {
      const { html } = await blog().visitor().get(`${thread}?from=${ids[from]}`)
      return html.match(/rel="prev" href="([^"]*)"/)?.[1]
    }
    expect(await older(9)).toBe(`${thread}?from=${ids[5]}#comments`)
    expect(await older(5)).toBe(`${thread}?from=${ids[1]}#comments`)
    expect(await older(3)).toBe(`${thread}#comments`)
    // It answers the first, which is on every page.
    expect(await older(1)).toBeUndefined()
  })

  test('stays in its place when what it answers is gone', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, [
      { text: 'Root', status: 'trash' },
      { text: 'Branch', answers: 0, status: 'spam' },
      { text: 'Leaf', answers: 1 },
      { text: 'Another root' },
    ])
    const { html } = await blog().visitor().get(`/${slug}`)
    expect(idsOn(html)).toEqual(ids)
    expect(html.match(/This comment is no longer here\./g)).toHaveLength(2)
    expect(html).not.toMatch(/Root<|Branch|Reader 1<|Reader 2</)
    expect(html).not.toContain(`reply=${ids[0]}`)
  })

  test('is shown to its author alone under the comment it answers, on each page that shows that', async () => {
    const slug = await blog().publish()
    const [root] = await converse(blog(), slug, [{ text: 'Root' }])
    const author = blog().visitor()
    const id = await author.comment(slug, { ...tomas, parent: String(root) })
    const { html } = await author.get(`/${slug}`)
    expect(idsOn(html)).toEqual([root, id])
    expect(depthOf(html, id)).toBe(2)
    expect(idsOn((await blog().visitor().get(`/${slug}`)).html)).toEqual([root])
  })
})

describe('a thread of 120 comments', () => {
  const sayings: Saying[] = thoughts(120).map((saying, place) =>
    place === 0 ? saying : { ...saying, answers: 0 },
  )

  test('shows its first twenty replies with the article and goes on elsewhere, each comment once', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, [...sayings, { text: 'Another thread' }])
    const visitor = blog().visitor()
    const article = await visitor.get(`/${slug}`)
    expect(idsOn(article.html)).toEqual([...ids.slice(0, 21), ids[120]])
    expect(article.html).toContain('99 more replies')
    const shown: number[] = []
    let path: string | undefined = `/${slug}/threads/${ids[0]}`
    while (path) {
      const { html } = await visitor.get(path)
      // A page that goes on begins with the comment that its first one answers.
      shown.push(...idsOn(html).slice(shown.length === 0 ? 0 : 1))
      path = linkOn(html, 'next')
    }
    expect(shown).toEqual(ids.slice(0, 120))
  })

  test('has permalinks that each lead to a page with the comment on it', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, sayings)
    await setSettings(blog().database.db, { threads_per_page: 10 })
    const visitor = blog().visitor()
    for (const id of aroundEnds(ids)) {
      const location = (await visitor.get(`/comments/${id}`)).headers.get('location') ?? ''
      expect(location).toMatch(new RegExp(`#comment-${id}$`))
      expect(idsOn((await visitor.get(location.replace(/#.*/, ''))).html)).toContain(id)
    }
  })

  test('takes a reply where its author is led, and shows it on no page of others', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, sayings)
    const author = blog().visitor()
    const answer = await author.post(`/${slug}/comments`, { ...mara, parent: String(ids[0]) })
    const [, path = '', id = ''] = answer.headers.get('location')?.match(/^(.+)#comment-(\d+)$/) ?? []
    const page = await author.get(path)
    expect(idsOn(page.html)).toContain(Number(id))
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    expect(idsOn((await blog().visitor().get(path)).html)).not.toContain(Number(id))
  })

  test('shows the author of a late reply no hole on the pages that it is not on', async () => {
    const slug = await blog().publish()
    const ids = await converse(blog(), slug, sayings)
    const author = blog().visitor()
    const answer = await author.post(`/${slug}/comments`, { ...mara, parent: String(ids[100]) })
    const [, path = '', id = ''] = answer.headers.get('location')?.match(/^(.+)#comment-(\d+)$/) ?? []
    for (const [elsewhere, count] of [
      [`/${slug}`, 21],
      [`/${slug}/threads/${ids[0]}`, 50],
    ] as const) {
      const { html } = await author.get(elsewhere)
      expect(idsOn(html)).toEqual(ids.slice(0, count))
      expect(html).not.toContain('This comment is no longer here.')
    }
    for (const isApproved of [false, true]) {
      if (isApproved) await blog().approve(Number(id))
      const { html } = await author.get(path)
      expect(idsOn(html)).toContain(Number(id))
      expect(depthOf(html, Number(id))).toBe(3)
      expect(idsOn((await author.get(`/${slug}`)).html)).toEqual(ids.slice(0, 21))
    }
  })

  test('is under its own article alone', async () => {
    const slug = await blog().publish()
    const other = await blog().publish({ slug: 'coffee' })
    const [root] = await converse(blog(), slug, sayings)
    expect((await blog().visitor().get(`/${other}/threads/${root}`)).status).toBe(404)
  })

  test('is shown from its beginning where the comment that a page began with is gone', async () => {
    const slug = await blog().publish()
    const [root] = await converse(blog(), slug, sayings)
    const answer = await blog().visitor().get(`/${slug}/threads/${root}?from=999999`)
    expect(answer.headers.get('location')).toBe(`/${slug}/threads/${root}`)
  })
})
