import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { converse, type Saying, thoughts } from '../support/conversation.ts'
import { stepOf } from '../support/rows.ts'
import { setSettings } from '../support/settings.ts'
import { join } from '../support/staff.ts'
import { mara, type Visitor } from '../support/visitor.ts'

const blog = testBlog()

async function say(sayings: readonly Saying[]) {
  const slug = await blog().publish()
  return { slug, ids: await converse(blog(), slug, sayings) }
}

const mark = async (who: Visitor, id: number, what: string, fields: Record<string, string> = {}) =>
  who.post(`/admin/comments/${id}/mark`, {
    ...fields,
    mark: `${what} ${await stepOf(blog().database.db, id)}`,
  })

const shown = (html: string) => [...html.matchAll(/<p>(\w+ \d+)<\/p>/g)].map(found => found[1])

const marks = () =>
  blog().database.db.selectFrom('comment_marks').select(['comment_id', 'mark']).orderBy('mark').execute()

const linkIn = (html: string, word: string) =>
  html.match(new RegExp(`<a[^>]* href="([^"#]+)#comments"[^>]*>${word} comments`))?.[1]

/** What each page shows to a reader who follows "next" from the first. */
async function walk(slug: string): Promise<(string | undefined)[][]> {
  const pages = []
  for (let address: string | undefined = `/${slug}`; address; ) {
    const { html } = await blog().visitor().get(address)
    pages.push(shown(html))
    address = linkIn(html, 'Newer')
  }
  return pages
}

const openLog = async (who: Visitor) => (await who.get('/admin/log')).html

describe('a pinned comment', () => {
  test('stands first with the word for it on the page that everyone gets, and where it stood once that is undone', async () => {
    const { slug, ids } = await say(thoughts(4))
    const third = ids[2] ?? 0
    const reader = blog().visitor()
    const before = await reader.get(`/${slug}`)
    const moderator = await join(blog(), 'moderator')
    const page = await moderator.get(`/${slug}`)
    expect(page.html).toContain(`formaction="/admin/comments/${third}/mark"`)
    const answer = await mark(moderator, third, 'pinned', { return: `/${slug}#comment-${third}` })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/${slug}#comment-${third}`])

    const pinned = (await reader.get(`/${slug}`)).html
    expect(shown(pinned)).toEqual(['Thought 3', 'Thought 1', 'Thought 2', 'Thought 4'])
    expect(pinned.match(/<span class="comment-pinned">Pinned<\/span>/g)).toHaveLength(1)
    expect(shown((await reader.get(`/${slug}?sort=newest`)).html)[0]).toBe('Thought 3')
    expect(await openLog(moderator)).toContain('Comment pinned')

    await moderator.post(`/admin/steps/${await stepOf(blog().database.db, third)}/reversal`, {})
    expect((await reader.get(`/${slug}`)).html).toBe(before.html)
    expect(await openLog(moderator)).toContain('Comment no longer pinned')
  })

  test('is on the first page alone, to which its address leads, and in none twice', async () => {
    const { slug, ids } = await say(thoughts(5))
    await setSettings(blog().database.db, { threads_per_page: 2 })
    const moderator = await join(blog(), 'moderator')
    await mark(moderator, ids[4] ?? 0, 'pinned')
    const pages = [`/${slug}`, `/${slug}?from=${ids[2]}`, `/${slug}?from=${ids[4]}`]
    const found = await Promise.all(pages.map(async page => shown((await blog().visitor().get(page)).html)))
    expect(found).toEqual([['Thought 5', 'Thought 1', 'Thought 2'], ['Thought 3', 'Thought 4'], []])
    const way = await blog().visitor().get(`/comments/${ids[4]}`)
    expect(way.headers.get('location')).toBe(`/${slug}#comment-${ids[4]}`)
  })

  test('is one of three at most, begins a conversation, and is seen by readers', async () => {
    const { slug, ids } = await say([
      ...thoughts(4),
      { text: 'Answer 5', answers: 0 },
      { text: 'Waits 6', status: 'pending' },
    ])
    const moderator = await join(blog(), 'moderator')
    for (const id of [ids[4], ids[5], ids[0], ids[1], ids[2]]) await mark(moderator, id ?? 0, 'pinned')
    const fourth = await mark(moderator, ids[3] ?? 0, 'pinned')
    expect([fourth.status, fourth.html.includes('Three comments are pinned')]).toEqual([409, true])
    const rows = await blog()
      .database.db.selectFrom('comment_marks')
      .select('comment_id')
      .orderBy('comment_id')
      .execute()
    expect(rows.map(({ comment_id }) => comment_id)).toEqual(ids.slice(0, 3))
    const first = ids[0] ?? 0
    await moderator.post('/admin/decisions', {
      one: `trash ${first} ${await stepOf(blog().database.db, first)}`,
    })
    expect(shown((await blog().visitor().get(`/${slug}`)).html)).toEqual([
      'Thought 2',
      'Thought 3',
      'Answer 5',
      'Thought 4',
    ])
  })

  test('is one of three also where a fourth comes back, and each conversation stays on a page', async () => {
    const { slug, ids } = await say(thoughts(9))
    await setSettings(blog().database.db, { threads_per_page: 2 })
    const moderator = await join(blog(), 'moderator')
    for (const id of ids.slice(0, 3)) await mark(moderator, id, 'pinned')
    const first = ids[0] ?? 0
    await moderator.post('/admin/decisions', {
      one: `trash ${first} ${await stepOf(blog().database.db, first)}`,
    })
    expect((await mark(moderator, ids[3] ?? 0, 'pinned')).status).toBe(303)
    await moderator.post(`/admin/steps/${await stepOf(blog().database.db, first)}/reversal`, {})
    expect(await walk(slug)).toEqual([
      ['Thought 1', 'Thought 2', 'Thought 3', 'Thought 4', 'Thought 5'],
      ['Thought 6', 'Thought 7'],
      ['Thought 8', 'Thought 9'],
    ])
  })

  test('whose words are gone stands where it stood, with its replies, for their addresses and the way back too', async () => {
    const { slug, ids } = await say([...thoughts(6), { text: 'Answer 7', answers: 2 }])
    await setSettings(blog().database.db, { threads_per_page: 2 })
    const moderator = await join(blog(), 'moderator')
    const [pinned = 0, answer = 0] = [ids[2], ids[6]]
    await mark(moderator, pinned, 'pinned')
    await moderator.post('/admin/decisions', {
      one: `spam ${pinned} ${await stepOf(blog().database.db, pinned)}`,
    })
    const pages = [
      ['Thought 1', 'Thought 2'],
      ['Answer 7', 'Thought 4'],
      ['Thought 5', 'Thought 6'],
    ]
    expect(await walk(slug)).toEqual(pages)
    const reader = blog().visitor()
    const way = async (id: number) => (await reader.get(`/comments/${id}`)).headers.get('location') ?? ''
    expect(shown((await reader.get(await way(answer))).html)).toContain('Answer 7')
    const back = linkIn((await reader.get(`/${slug}?from=${ids[4]}`)).html, 'Older')
    expect(shown((await reader.get(back ?? '')).html)).toEqual(pages[1])

    const reply = { ...mara, comment: 'Answer 8', parent: String(answer) }
    const sent = await reader.post(`/${slug}/comments`, reply)
    expect(shown((await reader.get(sent.headers.get('location') ?? '')).html)).toContain('Answer 7')

    const queue = (await moderator.get('/admin/comments?status=spam')).html
    expect(queue).toContain(`value="unpinned ${await stepOf(blog().database.db, pinned)}"`)
    expect(queue).not.toContain(`value="closed ${await stepOf(blog().database.db, pinned)}"`)
    await mark(moderator, pinned, 'unpinned')
    expect(await marks()).toEqual([])
  })

  test('that is erased loses its pin, and its conversation stays closed', async () => {
    const { ids } = await say([...thoughts(1), { text: 'Answer 2', answers: 0 }])
    const [first = 0] = ids
    const moderator = await join(blog(), 'moderator')
    for (const what of ['pinned', 'closed']) await mark(moderator, first, what)
    await moderator.post(`/admin/comments/${first}/erasure`, {
      seen: String(await stepOf(blog().database.db, first)),
    })
    expect(await marks()).toEqual([{ comment_id: first, mark: 'closed' }])
  })

  test('is left alone by who looked at it before somebody else decided', async () => {
    const { ids } = await say(thoughts(1))
    const id = ids[0] ?? 0
    const moderator = await join(blog(), 'moderator')
    const seen = await stepOf(blog().database.db, id)
    await mark(moderator, id, 'closed')
    const late = await moderator.post(`/admin/comments/${id}/mark`, { mark: `pinned ${seen}` })
    expect(late.status).toBe(409)
    expect(late.html).toContain('somebody else decided first')
  })
})

describe('a closed conversation', () => {
  test('says so where Reply stood, for everyone, and takes replies again once it is reopened', async () => {
    const { slug, ids } = await say([...thoughts(2), { text: 'Answer 3', answers: 0 }])
    const [first = 0, second = 0, answer = 0] = ids
    const moderator = await join(blog(), 'moderator')
    const told = await mark(moderator, answer, 'closed', { status: 'approved' })
    const queue = await moderator.get(told.headers.get('location') ?? '')
    expect(queue.html).toContain('Conversation closed.')
    const page = (await blog().visitor().get(`/${slug}`)).html
    expect(page.match(/<span class="comment-closed">Closed to replies<\/span>/g)).toHaveLength(2)
    expect([first, second, answer].map(id => page.includes(`?reply=${id}#`))).toEqual([false, true, false])
    const form = await blog().visitor().get(`/${slug}?reply=${answer}`)
    expect([form.status, form.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect(form.html).toContain('This conversation is closed.')
    expect(form.html).toContain('What you write here is a comment of its own.')
    expect(form.html).not.toContain(`name="parent" value="${answer}"`)
    const onThread = await blog().visitor().get(`/${slug}/threads/${first}?reply=${answer}`)
    expect(onThread.html).toContain('This conversation is closed.')

    await mark(moderator, first, 'reopened')
    expect((await blog().visitor().get(`/${slug}`)).html).toContain(`?reply=${answer}#`)
  })

  test('refuses a reply that was on its way, and gives it back to be said as a comment of its own', async () => {
    const { slug, ids } = await say(thoughts(2))
    const [first = 0] = ids
    const moderator = await join(blog(), 'moderator')
    const reader = blog().visitor()
    await reader.comment(slug, { comment: 'Said before' })
    await mark(moderator, first, 'closed')
    const typed = { comment: 'Late, but long in the making', parent: String(first), name: 'Rita', email: '' }
    const refused = await reader.post(`/${slug}/comments`, typed)
    expect(refused.status).toBe(403)
    expect(refused.html).toContain('This conversation is closed.')
    expect(refused.html).toContain('Late, but long in the making')
    expect(refused.html).toContain('name="parent" value=""')
    const staff = await moderator.post(`/admin/comments/${first}/reply`, {
      comment: 'The last word',
      seen: String(await stepOf(blog().database.db, first)),
    })
    expect([staff.status, staff.html.includes('This conversation is closed.')]).toEqual([403, true])
    const said = await blog().database.db.selectFrom('comments').select('source').execute()
    expect(said.map(({ source }) => source)).not.toContain('Late, but long in the making')
  })
})
