import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readThread } from '../../src/comments/long-thread.ts'
import { findComment, placeOf } from '../../src/comments/place.ts'
import { commentsOf, readThreadPage, type ThreadPage } from '../../src/comments/thread.ts'
import { testBlog } from '../support/blog.ts'
import { converse, type Saying, thoughts } from '../support/conversation.ts'
import { aroundGate } from '../support/gate.ts'
import { anyConversation, type Known, known, pagesOf } from './random-conversation.ts'
import { postId } from '../support/rows.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const anySize = fc.integer({ min: 1, max: 5 })

/** An article of its own for each conversation, so that none need be cleared away. */
async function hold(sayings: readonly Saying[], slug: string) {
  await blog().publish({ slug })
  const ids = await converse(blog(), slug, sayings)
  const { db } = blog().database
  const post = await postId(db, slug)
  const shown = known(sayings, ids).filter(({ status }) => status === 'approved')
  const threads = Map.groupBy(shown, ({ path }) => path[0] ?? 0)
  return { post, shown, threads: [...threads].sort(([a], [b]) => a - b) }
}

const idsOf = (comments: readonly { id: number }[]) => comments.map(({ id }) => id)

/** The pages that a reader comes to who follows "newer" from the first. */
async function walk(post: number, size: number): Promise<ThreadPage[]> {
  const pages: ThreadPage[] = []
  for (let from: number | null = null; ; ) {
    const page: ThreadPage = await readThreadPage(blog().database.publicDb, { post, from, size })
    pages.push(page)
    if (page.next === null) return pages
    from = page.next
  }
}

async function walkThread(post: number, thread: number, size: number): Promise<number[]> {
  const seen: number[] = []
  for (let from: number | null = null; ; ) {
    const page = await readThread(blog().database.publicDb, { post, thread, from, size })
    if (page === null) throw new Error(`no page from ${from}`)
    // A later page begins with what its first comment answers.
    seen.push(...idsOf(page.comments).filter(id => !seen.includes(id)))
    if (page.next === null) return seen
    from = page.next
  }
}

test('whatever was said, and whatever became of it, each thread is on one page, in order, there and back', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(anyConversation, anySize, async (sayings, size) => {
      const { post, threads } = await hold(sayings, `walk-${++run}`)
      const pages = await walk(post, size)
      const expected = pagesOf(threads, size)
      const names = expected.map(page => page[0]?.[0] ?? 0)
      expect(pages.map(page => idsOf(commentsOf(page)))).toEqual(
        expected.length === 0
          ? [[]]
          : expected.map(page => page.flatMap(([, comments]) => idsOf(comments.slice(0, size + 1)))),
      )
      expect(pages.map(page => page.previous)).toEqual(
        pages.map((_, place) => (place === 0 ? null : place === 1 ? 'first' : names[place - 1])),
      )
      expect(pages.map(page => [...page.longer])).toEqual(
        (expected.length === 0 ? [[]] : expected).map(page =>
          page
            .filter(([, comments]) => comments.length > size + 1)
            .map(([id, comments]) => [id, comments.length]),
        ),
      )
    }),
    { numRuns: 15 },
  )
})

test('a thread too long for the article can be read to its end, each comment once', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(anyConversation, anySize, async (sayings, size) => {
      const { post, threads } = await hold(sayings, `long-${++run}`)
      for (const [thread, comments] of threads) {
        // A thread whose first comment is gone is read from its first page all the same.
        expect(await walkThread(post, thread, size)).toEqual(idsOf(comments))
      }
    }),
    { numRuns: 15 },
  )
})

test('a permalink leads to a page with the comment on it, however many or few stand on a page', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(anyConversation, anySize, async (sayings, size) => {
      const { post, shown } = await hold(sayings, `place-${++run}`)
      for (const comment of shown) expect(await pageWith(post, comment, size)).toContain(comment.id)
    }),
    { numRuns: 15 },
  )
})

async function pageWith(post: number, { id }: Known, size: number): Promise<number[]> {
  const { publicDb } = blog().database
  const found = await findComment(publicDb, id)
  if (!found) throw new Error(`comment ${id} is not found`)
  const place = await placeOf(publicDb, found, { size })
  if (place.page === 'article')
    return idsOf(commentsOf(await readThreadPage(publicDb, { post, from: place.from, size })))
  const page = await readThread(publicDb, { post, thread: place.thread, from: place.from, size })
  return idsOf(page?.comments ?? [])
}

test('a page that is full stays as it is when more is said below', async () => {
  const { post } = await hold(thoughts(7), 'growing')
  const before = await walk(post, 3)
  await converse(blog(), 'growing', thoughts(5))
  const after = await walk(post, 3)
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
  expect(after.flatMap(page => commentsOf(page))).toHaveLength(12)
})

test('a comment is the same to the letter on its article’s page and on its conversation’s, whatever is in it', async () => {
  const slug = await blog().publish()
  const { db, publicDb } = blog().database
  const thread = await blog().visitor().comment(slug, mara)
  await blog().approve(thread)
  const reply = await blog()
    .visitor()
    .comment(slug, { ...mara, parent: String(thread), comment: 'And I?' })
  await blog().approve(reply)
  const odd = 'Line\none\r\ttab "quoted" \\n \\u0041 \u2028 ’ 木 👩🏽‍🚀 \u007f <b>&amp;</b>'
  await aroundGate(db, trx =>
    trx
      .updateTable('comments')
      .set({ name: odd, html: odd, website: odd, edited_at: sql`created_at + interval '1.234567 seconds'` })
      .where('id', '=', thread)
      .execute(),
  )
  const post = await postId(db, slug)
  const page = commentsOf(await readThreadPage(publicDb, { post, from: null, size: 50 }))
  expect(page.map(({ id }) => id)).toEqual([thread, reply])
  expect(page).toEqual((await readThread(publicDb, { post, thread, from: null, size: 50 }))?.comments)
})
