import { describe, expect, test } from 'vitest'
import { findComment, placeOf } from '../../src/comments/place.ts'
import type { End } from '../../src/settings/declared.ts'
import { commentsOf, readThreadPage, type ThreadPage } from '../../src/comments/thread.ts'
import { testBlog } from '../support/blog.ts'
import { converse, thoughts } from '../support/conversation.ts'
import { lin } from '../support/visitor.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog()
const ends: End[] = ['oldest', 'newest']
const combinations = ends.flatMap(first => ends.map(order => [first, order] as const))

async function set(first_page: End, thread_order: End): Promise<void> {
  await setSettings(blog().database.db, { first_page, thread_order, threads_per_page: 4 })
}

/** Eleven conversations of two comments each, the oldest first. */
async function fill(): Promise<number[]> {
  await blog().publish()
  const sayings = thoughts(11).flatMap((thought, place) => [
    thought,
    { text: `Yes, ${place}`, answers: place * 2 },
  ])
  return converse(blog(), 'tea', sayings)
}

const rootsIn = (html: string, ids: readonly number[]) =>
  [...html.matchAll(/id="comment-(\d+)"/g)]
    .map(match => Number(match[1]))
    .filter(id => ids.indexOf(id) % 2 === 0)

describe.each(combinations)('the page with the %s first, the %s on top', (first, order) => {
  test('each conversation is on one page, and the ways between the pages lead there and back', async () => {
    await set(first, order)
    const ids = await fill()
    const roots = ids.filter((_, place) => place % 2 === 0)
    const seen: number[][] = []
    const visitor = blog().visitor()
    let page = await visitor.get('/tea')
    const onward = first === 'oldest' ? 'Newer comments' : 'Older comments'
    const back = first === 'oldest' ? 'Older comments' : 'Newer comments'
    const link = (html: string, text: string) =>
      html.match(new RegExp(`href="([^"]+)#comments"[^>]*>(?:<[^>]*>)*[^<]*${text}`))?.[1]
    const paths = ['/tea']
    for (;;) {
      seen.push(rootsIn(page.html, ids))
      const path = link(page.html, onward)
      if (path === undefined) break
      paths.push(path)
      page = await visitor.get(path)
    }
    expect(seen.map(list => list.length)).toEqual([4, 4, 3])
    expect(seen.flat().toSorted((a, b) => a - b)).toEqual(roots)
    for (const list of seen)
      expect(list).toEqual(list.toSorted((a, b) => (order === 'oldest' ? a - b : b - a)))
    expect(seen[0]).toContain(first === 'oldest' ? roots[0] : roots.at(-1))
    expect(link((await visitor.get(paths[2] ?? '')).html, back)).toBe(paths[1])
    expect(link((await visitor.get(paths[1] ?? '')).html, back)).toBe(paths[0])
  })

  test('a reply follows what it answers, and each permalink leads to a page with its comment', async () => {
    await set(first, order)
    const ids = await fill()
    const visitor = blog().visitor()
    for (const id of ids) {
      const { headers } = await visitor.get(`/comments/${id}`)
      const { html } = await visitor.get(headers.get('location')?.split('#')[0] ?? '')
      expect(html).toContain(`id="comment-${id}"`)
      const place = ids.indexOf(id)
      const root = ids[place - (place % 2)]
      expect(html.indexOf(`id="comment-${root}"`)).toBeLessThanOrEqual(html.indexOf(`id="comment-${id}"`))
    }
  })

  test('who has just written sees it on the page they are led to, and on one alone', async () => {
    await set(first, order)
    await fill()
    const visitor = blog().visitor()
    const id = await visitor.comment('tea', { ...lin, comment: 'And I?' })
    const { headers } = await visitor.get(`/comments/${id}`)
    expect((await visitor.get(headers.get('location')?.split('#')[0] ?? '')).html).toContain(
      `id="comment-${id}"`,
    )
    const isOnFirst = (await visitor.get('/tea')).html.includes(`id="comment-${id}"`)
    expect(isOnFirst).toBe(first === 'newest')
  })
})

test('a page shows twenty replies of a conversation at most, and the way to the others', async () => {
  await blog().publish()
  const [root = 0] = await converse(blog(), 'tea', [
    { text: 'Long ago' },
    ...Array.from({ length: 30 }, (_, n) => ({ text: `Reply ${n}`, answers: 0 })),
  ])
  const { db, publicDb } = blog().database
  const { id: post } = await db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
  const page: ThreadPage = await readThreadPage(publicDb, { post, from: null, size: 50 })
  expect(commentsOf(page)).toHaveLength(21)
  expect([...page.longer]).toEqual([[root, 31]])
  const html = (await blog().visitor().get('/tea')).html
  // To the first that is not on this page.
  expect(html).toContain(`href="/tea/threads/${root}?from=${root + 21}#comment-${root + 21}"`)

  const hidden = await findComment(publicDb, root + 25)
  if (!hidden) throw new Error('not there')
  expect(await placeOf(publicDb, hidden, { size: 50 })).toMatchObject({ page: 'thread', thread: root })
  const answer = await blog()
    .visitor()
    .get(`/comments/${root + 25}`)
  const shown = await blog()
    .visitor()
    .get(answer.headers.get('location')?.split('#')[0] ?? '')
  expect(shown.html).toContain(`id="comment-${root + 25}"`)
})
