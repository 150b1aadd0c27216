import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { findComment, placeOf } from '../../src/comments/place.ts'
import { commentsOf, readThreadPage } from '../../src/comments/thread.ts'
import { arrange, type CommentNode } from '../../src/comments/tree.ts'
import { passGate } from '../../src/moderation/gate.ts'
import type { End } from '../../src/settings/declared.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { aroundGate } from '../support/gate.ts'
import { setSettings } from '../support/settings.ts'
import { lin } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db
const size = 3

const day = (n: number) => new Date(Date.UTC(2020, 0, n))

interface Said {
  id: number
  day: number
}

/** Eight conversations on even days, and then, brought in years later, seven on the odd days between, with replies. */
async function scene() {
  await blog().publish()
  const first = await converse(
    blog(),
    'tea',
    Array.from({ length: 8 }, (_, n) => [
      { text: `Day ${2 * n}`, at: day(2 * n) },
      { text: `Reply to day ${2 * n}, on day 60`, answers: 2 * n, at: day(60) },
    ]).flat(),
  )
  const { id: post } = await db().selectFrom('posts').select('id').executeTakeFirstOrThrow()
  const roots: Said[] = first.flatMap((id, n) => (n % 2 === 0 ? [{ id, day: n }] : []))
  const replies: Said[] = []
  for (let odd = 13; odd > 0; odd -= 2) {
    const under = roots.find(root => root.day === odd - 1)?.id ?? 0
    const [root, reply] = await bringIn(post, odd, under)
    roots.push({ id: root, day: odd })
    replies.push({ id: reply, day: odd })
  }
  const inOrder = roots.toSorted((a, b) => a.day - b.day)
  return { post, first, roots: inOrder.map(({ id }) => id), replies }
}

/** Imports a thread of some day, and a reply of day 30 to an older one, which stands before that one's reply of day 60. */
async function bringIn(post: number, on: number, under: number): Promise<[number, number]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('public.comments', 'id')) as id from generate_series(1, 2)`.execute(
    db(),
  )
  const [root = 0, reply = 0] = rows.map(({ id }) => id)
  const of = (id: number, path: number[], at: Date) => ({
    id,
    post_id: post,
    path,
    thread_id: path[0] ?? 0,
    parent_id: path.at(-2) ?? null,
    created_at: at,
    name: 'Elder',
    website: null,
    source: `Imported ${id}`,
    html: `<p>Imported ${id}</p>`,
    language: 'en',
    avatar: '0'.repeat(16),
  })
  const written = [of(root, [root], day(on)), of(reply, [under, reply], day(30))]
  await db()
    .transaction()
    .execute(trx =>
      passGate(trx, {
        by: { kind: 'import' },
        changes: written.map(comment => ({ written: comment, status: 'approved', reasons: [] })),
      }),
    )
  return [root, reply]
}

/** All pages from one end, by the thread that each begins with; and the way back from the last. */
async function walk(post: number, first: End) {
  const { publicDb } = blog().database
  const pages: number[][] = []
  const names: (number | null)[] = []
  for (let from: number | null = null; ; ) {
    const page = await readThreadPage(publicDb, { post, from, size, first })
    pages.push(rootsOf(arrange(commentsOf(page), 5, first)))
    names.push(from)
    if (page.next === null) return { pages, names, last: page }
    from = page.next
  }
}

const rootsOf = (nodes: readonly CommentNode[]) => nodes.map(({ id }) => id)

describe.each(['oldest', 'newest'] as const)('comments that were brought in later, %s first', end => {
  test('stand between those of their time, and the pages lead there and back', async () => {
    const { post, roots } = await scene()
    const { pages, names } = await walk(post, end)
    expect(pages.flat()).toEqual(end === 'oldest' ? roots : roots.toReversed())
    expect(pages.map(page => page.length)).toEqual([3, 3, 3, 3, 3])
    for (const [n, name] of names.entries()) {
      const page = await readThreadPage(blog().database.publicDb, { post, from: name, size, first: end })
      expect(page.previous).toBe(n === 0 ? null : n === 1 ? 'first' : names[n - 1])
    }
  })

  test('stand on the page in that order, also beside what its reader has just written', async () => {
    await setSettings(db(), { threads_per_page: 50, thread_order: end })
    const { roots } = await scene()
    const visitor = blog().visitor()
    const onPage = async () =>
      [...(await visitor.get('/tea')).html.matchAll(/id="comment-(\d+)"/g)]
        .map(([, id]) => Number(id))
        .filter(id => roots.includes(id))
    const inOrder = () => (end === 'oldest' ? roots : roots.toReversed())
    expect(await onPage()).toEqual(inOrder())
    roots.push(await visitor.comment('tea', { ...lin, comment: 'And today?' }))
    expect(await onPage()).toEqual(inOrder())
  })

  test('are found by their permalinks, each on the page that has it', async () => {
    await setSettings(db(), { threads_per_page: size, first_page: end })
    const { first, roots, replies } = await scene()
    const visitor = blog().visitor()
    for (const id of [...new Set([...first, ...roots, ...replies.map(reply => reply.id)])]) {
      const { headers } = await visitor.get(`/comments/${id}`)
      const { html } = await visitor.get(headers.get('location')?.split('#')[0] ?? '')
      expect([id, html.includes(`id="comment-${id}"`)]).toEqual([id, true])
    }
  })

  test('leave a page that names a thread which is gone where it was', async () => {
    const { post, roots } = await scene()
    const { publicDb } = blog().database
    const named = roots[end === 'oldest' ? 6 : 8] ?? 0
    await aroundGate(db(), trx =>
      sql`update comments set status = 'trash' where thread_id = ${named}`.execute(trx),
    )
    const page = await readThreadPage(publicDb, { post, from: named, size, first: end })
    expect(commentsOf(page).length).toBeGreaterThan(0)
  })

  test('take nothing from who has just written: their comment is on one page', async () => {
    await setSettings(db(), { threads_per_page: size, first_page: end })
    const { post } = await scene()
    const visitor = blog().visitor()
    const id = await visitor.comment('tea', { ...lin, comment: 'And today?' })
    const { names } = await walk(post, end)
    const on: boolean[] = []
    for (const name of names) {
      const { html } = await visitor.get(name === null ? '/tea' : `/tea?from=${name}`)
      on.push(html.includes(`id="comment-${id}"`))
    }
    expect(on.filter(Boolean)).toHaveLength(1)
    expect(on.indexOf(true)).toBe(end === 'oldest' ? names.length - 1 : 0)
  })
})

test('a reply that was brought in stands among its neighbours by its time, also on a page of one conversation', async () => {
  const { post, first, replies } = await scene()
  const { publicDb } = blog().database
  const comments = commentsOf(await readThreadPage(publicDb, { post, from: null, size: 50 }))
  for (const [n, { id, day: on }] of replies.toReversed().entries()) {
    const [root, later] = [first[2 * n] ?? 0, first[2 * n + 1] ?? 0]
    expect(on).toBe(2 * n + 1)
    const thread = comments.filter(({ thread_id }) => thread_id === root).map(comment => comment.id)
    expect(thread).toEqual([root, id, later])
    const found = await findComment(publicDb, id)
    expect(found && (await placeOf(publicDb, found, { size }))).toMatchObject({ page: 'article' })
  }
})
