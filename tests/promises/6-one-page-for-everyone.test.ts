import type { KyselyPlugin } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { makeApp } from '../../src/app.ts'
import { createPageCache } from '../../src/http/cache/page-cache.ts'
import { converse } from '../support/conversation.ts'
import { aroundGate } from '../support/gate.ts'
import { setSettings } from '../support/settings.ts'
import { hearChanges, testSite } from '../support/site.ts'
import { join } from '../support/staff.ts'
import { makeVisitor, mara, newMark, tomas, type Visitor } from '../support/visitor.ts'

const site = testSite()

async function read(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(site().url + path, { headers: { 'accept-encoding': 'identity', ...headers } })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

/** An article with three conversations, and changes that are heard. */
async function conversation() {
  await site().publish()
  await setSettings(site().database.db, { comments_per_minute: 1000 })
  const ids = await converse(site(), 'tea', [
    { text: 'The first' },
    { text: 'An answer', answers: 0 },
    { text: 'The second' },
    { text: 'The third' },
  ])
  await vi.waitFor(() => expect(site().services.pages.isListening()).toBe(true))
  await hearChanges(site())
  return ids
}

/** The same blog, whose queries are counted, and one that keeps nothing. */
function watched() {
  const { services } = site()
  let queries = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      queries++
      return result
    },
  }
  const db = services.db.withPlugin(counting)
  const publicDb = services.publicDb.withPlugin(counting)
  const forgetful = createPageCache(0)
  return {
    app: makeApp({ ...services, db, publicDb }),
    anew: makeApp({
      ...services,
      pages: forgetful,
      readings: forgetful.shelf(),
      pageParts: forgetful.shelf(),
      articles: forgetful.shelf(),
    }),
    queriesOf: async (visit: () => Promise<unknown>) => {
      const before = queries
      await visit()
      return queries - before
    },
  }
}

/** Somebody else’s browser in another app of the same blog. */
function asIn(app: ReturnType<typeof makeApp>, { cookies }: Visitor): Visitor {
  const visitor = makeVisitor(app)
  for (const [name, value] of cookies) visitor.cookies.set(name, value)
  return visitor
}

describe('the kept page is for whoever is nobody in particular:', () => {
  test.each(['?utm_source=mail', '?fbclid=x&gclid=y', '?=', '?&&', '?utm_source=a&from=', '?x=%00'])(
    'who comes by a link with something added: %s',
    async added => {
      await conversation()
      const kept = await read('/tea')
      const { app, queriesOf } = watched()
      const other = await read(`/tea${added}`)
      expect([other.html === kept.html, other.headers.get('etag')]).toEqual([true, kept.headers.get('etag')])
      expect(await queriesOf(() => makeVisitor(app).get(`/tea${added}`))).toBe(0)
    },
  )

  test.each([
    ['a session that was never', { session: 'x' }, 1],
    ['a name that nobody here remembers', { remember: 'x' }, 0],
    ['a key to no comment', { 'comment-987654': 'x' }, 1],
    ['a mark', { browser: newMark() }, 0],
  ] as const)('who brings %s', async (_, cookies, most) => {
    await conversation()
    const kept = await read('/tea')
    const { app, queriesOf } = watched()
    const visitor = makeVisitor(app)
    for (const [name, value] of Object.entries(cookies)) visitor.cookies.set(name, value)
    let answer = await visitor.get('/tea')
    expect(await queriesOf(async () => void (answer = await visitor.get('/tea')))).toBeLessThanOrEqual(most)
    expect([answer.html === kept.html, answer.headers.get('etag')]).toEqual([true, kept.headers.get('etag')])
    expect(answer.headers.get('cache-control')).toBe('public, no-cache')
    const over = await read('/tea', { cookie: Object.entries(cookies).join('; ').replaceAll(',', '=') })
    expect(over.headers.get('etag')).toBe(kept.headers.get('etag'))
  })
})

describe('from parts that are kept', () => {
  test('a reader whose name is remembered gets their page without a query', async () => {
    await conversation()
    const reader = site().visitor()
    await reader.post('/tea/comments', { ...mara, remember: 'yes' })
    for (const name of reader.cookies.keys()) if (name.startsWith('comment-')) reader.cookies.delete(name)
    const { app, anew, queriesOf } = watched()
    await makeVisitor(app).get('/tea')
    const known = asIn(app, reader)
    let html = ''
    expect(await queriesOf(async () => void ({ html } = await known.get('/tea')))).toBe(0)
    expect(html).toContain(`value="${mara.email}"`)
    expect(html).toBe((await asIn(anew, reader).get('/tea')).html)
  })

  test('a page that is made anew takes one query, however many conversations it has, and after a decision', async () => {
    await conversation()
    const { app, queriesOf } = watched()
    expect(await queriesOf(() => makeVisitor(app).get('/tea'))).toBe(1)
    await site().approve(
      await site()
        .visitor()
        .comment('tea', { ...mara, comment: 'And I?' }),
    )
    await hearChanges(site())
    expect(await queriesOf(() => makeVisitor(app).get('/tea'))).toBe(1)
  })

  test('one whose comment waits needs one query, and sees it in its place', async () => {
    const [first] = await conversation()
    const reader = site().visitor()
    const own = [
      await reader.comment('tea', { ...mara, parent: String(first), comment: 'My answer' }),
      await reader.comment('tea', { ...mara, comment: 'My own' }),
    ]
    await hearChanges(site())
    reader.cookies.delete('told') // it is said once, and here are two pages
    const { app, anew, queriesOf } = watched()
    const author = asIn(app, reader)
    await author.get('/tea')
    let html = ''
    expect(await queriesOf(async () => void ({ html } = await author.get('/tea')))).toBe(1)
    expect(own.every(id => html.includes(`id="comment-${id}"`))).toBe(true)
    expect(html).toBe((await asIn(anew, reader).get('/tea')).html)
  })

  test('moderators share theirs, and what they share has nothing of one of them', async () => {
    const [first] = await conversation()
    const [one, two] = [await join(site(), 'moderator'), await join(site(), 'administrator')]
    const { app, anew, queriesOf } = watched()
    const ofOne = await asIn(app, one).get('/tea')
    const again = await queriesOf(() => asIn(app, one).get('/tea'))
    const ofTwo = await asIn(app, two).get('/tea')
    expect(again).toBeLessThanOrEqual(2)
    for (const { html } of [ofOne, ofTwo]) expect(html).toContain(`value="spam ${first} `)
    expect(ofOne.html).toBe((await asIn(anew, one).get('/tea')).html)
    expect(ofTwo.html).toBe((await asIn(anew, two).get('/tea')).html)
    expect((await read('/tea')).html).not.toContain('comment-moderation')
  })

  test('the form under a comment stands in its conversation alone', async () => {
    const [, answer] = await conversation()
    const { app, anew } = watched()
    await makeVisitor(app).get('/tea')
    const { html } = await makeVisitor(app).get(`/tea?reply=${answer}`)
    expect(html).toBe((await makeVisitor(anew).get(`/tea?reply=${answer}`)).html)
    expect((await makeVisitor(app).get('/tea')).html).toBe((await makeVisitor(anew).get('/tea')).html)
  })

  test.each(['en', 'de', 'ja', 'zh-CN'])('each language has its own: %s', async language => {
    await conversation()
    const { app, anew } = watched()
    for (const first of ['en', language])
      await makeVisitor(app, { headers: { 'accept-language': first } }).get('/tea')
    const headers = { 'accept-language': language }
    const reader = site().visitor()
    await reader.post('/tea/comments', { ...mara, remember: 'yes' })
    await hearChanges(site())
    const pages = [app, anew].map(each => {
      const visitor = asIn(each, reader)
      return visitor.get('/tea', headers)
    })
    const [kept, fresh] = await Promise.all(pages)
    expect(kept?.html).toBe(fresh?.html)
  })

  test('what changed is on all of them at the next request', async () => {
    const [first, , second] = await conversation()
    const reader = site().visitor()
    await reader.post('/tea/comments', { ...tomas, remember: 'yes' })
    const moderator = await join(site(), 'moderator')
    const { app, anew } = watched()
    const { db } = site().database
    const changes = [
      () =>
        db
          .updateTable('comments')
          .set({ name: 'Renamed' })
          .where('id', '=', first ?? 0)
          .execute(),
      () =>
        aroundGate(db, trx =>
          trx
            .updateTable('comments')
            .set({ status: 'trash' })
            .where('id', '=', second ?? 0)
            .execute(),
        ),
      () => site().approve(second ?? 0),
      () => db.updateTable('posts').set({ comments_open: false }).execute(),
      () => setSettings(db, { time_zone: 'Asia/Tokyo' }),
      () => setSettings(db, { date_format: 'iso' }),
      () => setSettings(db, { thread_depth: 1, thread_order: 'newest' }),
    ]
    for (const change of changes) {
      for (const visitor of [reader, moderator]) await asIn(app, visitor).get('/tea')
      await change()
      await hearChanges(site())
      for (const visitor of [reader, moderator])
        expect((await asIn(app, visitor).get('/tea')).html).toBe((await asIn(anew, visitor).get('/tea')).html)
    }
  })
})

test('a thousand readers after an approval cause one rendering, and all see what was approved', async () => {
  await conversation()
  const { app, queriesOf } = watched()
  const one = await queriesOf(() => makeVisitor(app).get('/tea'))
  const waiting = await site()
    .visitor()
    .comment('tea', { ...mara, comment: 'Just approved' })
  await site().approve(waiting)
  const answers: string[] = []
  const queries = await queriesOf(() =>
    Promise.all(
      Array.from({ length: 1000 }, async () => answers.push((await makeVisitor(app).get('/tea')).html)),
    ),
  )
  // What stands around the article is as it was.
  expect(queries).toBeLessThanOrEqual(one)
  expect(answers).toHaveLength(1000)
  expect(answers.every(html => html.includes('Just approved'))).toBe(true)
})
