import { parseAtomFeed } from 'feedsmith'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { cacheKey } from '../../src/http/client/variant.ts'
import { moderate } from '../../src/moderation/moderate.ts'
import { converse } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'
import { testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'

const site = testSite()

async function read(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(site().url + path, { headers, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const entriesOf = async (path: string) => parseAtomFeed((await read(path)).text).entries ?? []
const titlesOf = async (path: string) => (await entriesOf(path)).map(entry => entry.title?.value)

const listening = () => vi.waitFor(() => expect(site().services.pages.isListening()).toBe(true))

/** Until the word of every change so far has come. */
async function heard(): Promise<void> {
  const { pages } = site().services
  const name = `test:${crypto.randomUUID()}`
  const before = pages.changedLast(name)
  await sql`select private.tell(${name})`.execute(site().database.db)
  await vi.waitFor(() => expect(pages.changedLast(name)).toBeGreaterThan(before))
}

const isKept = (path: string) => site().services.pages.find(cacheKey(null, path)) !== undefined

describe('the feed of the blog', () => {
  test('has the newest articles first, whole, with addresses that hold anywhere', async () => {
    await site().publish({ source: 'See [milk](/milk) and [below](#leaves).' })
    await site().publish({ slug: 'milk', title: 'On milk', publishedAt: new Date('2026-02-01') })
    const [milk, tea] = await entriesOf('/feed/atom')
    expect([milk?.title?.value, tea?.title?.value]).toEqual(['On milk', 'On tea'])
    expect(tea?.content?.value).toContain('href="http://localhost:3000/milk"')
    expect(tea?.content?.value).toContain('href="http://localhost:3000/tea#section-leaves"')
    expect(tea?.links?.[0]?.href).toBe('http://localhost:3000/tea')
    // What a program knows the article by leads to it, whatever its slug is then.
    await sql`update posts set slug = 'on-tea' where slug = 'tea'`.execute(site().database.db)
    const [, again] = await entriesOf('/feed/atom')
    expect(again?.id).toBe(tea?.id)
    const moved = await read(new URL(tea?.id ?? '').pathname)
    expect([moved.status, moved.headers.get('location')]).toEqual([302, '/on-tea'])
  })

  test('has only their beginnings where the site says so', async () => {
    await site().publish()
    await setSettings(site().database.db, { feed_content: 'excerpt' })
    await listening()
    await heard()
    const { text } = await read('/feed/atom')
    expect(text).toContain('Water first.')
    expect(text).not.toContain('Then leaves')
  })

  test('speaks the language of the site, whoever asks', async () => {
    await site().publish()
    const [english, german] = [
      await read('/feed/atom', { 'accept-language': 'en' }),
      await read('/feed/atom', { 'accept-language': 'de', cookie: 'theme=dark' }),
    ]
    expect(german.text).toBe(english.text)
    expect(german.headers.get('vary')).toBe('Accept-Encoding')
    expect(german.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  })

  test('is kept like a page, not sent twice, and made anew when an article or a count changes', async () => {
    await site().publish()
    await listening()
    await heard()
    for (const format of ['atom', 'rss', 'json']) {
      const first = await read(`/feed/${format}`)
      expect([first.status, isKept(`/feed/${format}`)]).toEqual([200, true])
      const etag = first.headers.get('etag') ?? ''
      const kept = await read(`/feed/${format}`)
      expect([kept.text, kept.headers.get('content-type')]).toEqual([
        first.text,
        first.headers.get('content-type'),
      ])
      expect(kept.headers.get('cache-control')).toBe('public, no-cache')
      const again = await read(`/feed/${format}`, { 'if-none-match': etag })
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
    }
    const id = await site().visitor().comment('tea', mara)
    await site().approve(id)
    expect(isKept('/feed/atom')).toBe(false)
    expect((await entriesOf('/feed/atom'))[0]?.thr?.total).toBe(1)
    await site().publish({ title: 'On coffee' })
    await heard()
    expect(await titlesOf('/feed/atom')).toEqual(['On coffee'])
  })

  test('is where a program from elsewhere looks for it, and any other format is not', async () => {
    const old = await read('/feed')
    expect([old.status, old.headers.get('location')]).toEqual([301, '/feed/atom'])
    expect((await read('/feed/rdf')).status).toBe(404)
  })
})

test('a tag has a feed of its own; one that no article has, has none', async () => {
  await site().publish()
  await site().publish({ slug: 'milk', title: 'On milk', tags: ['milk'] })
  expect(await titlesOf('/tags/milk/feed/atom')).toEqual(['On milk'])
  expect((await read('/tags/none/feed/atom')).status).toBe(404)
})

describe('the comments', () => {
  test('of an article are in its feed, newest first, each with what it answers', async () => {
    await site().publish()
    const [first, second] = await converse(site(), 'tea', [{ text: 'First' }, { text: 'Second', answers: 0 }])
    const [newest, oldest] = await entriesOf('/tea/feed/atom')
    expect(newest).toMatchObject({
      id: `http://localhost:3000/comments/${second}`,
      content: { type: 'html', value: '<p>Second</p>' },
      authors: [{ name: 'Reader 2' }],
      thr: { inReplyTos: [{ ref: `http://localhost:3000/comments/${first}` }] },
    })
    const [article] = await entriesOf('/feed/atom')
    expect(oldest?.thr?.inReplyTos?.[0]?.ref).toBe(article?.id)
    expect((await read('/none/feed/atom')).status).toBe(404)
  })

  test('of all articles are in one feed, which is made anew when one is approved or withdrawn', async () => {
    await site().publish()
    await site().publish({ slug: 'milk', title: 'On milk' })
    await listening()
    await heard()
    const ids = [await site().visitor().comment('tea', mara), await site().visitor().comment('milk', mara)]
    expect(await entriesOf('/comments/feed/atom')).toEqual([])
    await site().approve(...ids)
    expect(await titlesOf('/comments/feed/atom')).toEqual(['Mara on “On milk”', 'Mara on “On tea”'])
    // As one that an import brings in now, and that was written long ago.
    await sql`update comments set created_at = '2019-01-02' where id = ${ids[1]}`.execute(site().database.db)
    await heard()
    expect(await titlesOf('/comments/feed/atom')).toEqual(['Mara on “On tea”', 'Mara on “On milk”'])
    await moderate(site().database.db, ids[0] ?? 0, 'trash', { kind: 'command' })
    await heard()
    expect(await titlesOf('/comments/feed/atom')).toEqual(['Mara on “On milk”'])
  })
})

test('each page names the feeds that it can be followed by', async () => {
  await site().publish()
  const feedsOf = async (path: string) =>
    [
      ...(await read(path)).text.matchAll(
        /<link rel="alternate" type="application\/atom\+xml" [^>]*href="([^"]+)"/g,
      ),
    ].map(match => match[1])
  expect(await feedsOf('/')).toEqual(['/feed/atom', '/comments/feed/atom'])
  expect(await feedsOf('/tea')).toEqual(['/feed/atom', '/tea/feed/atom'])
  expect(await feedsOf('/tags/tea')).toEqual(['/feed/atom', '/tags/tea/feed/atom'])
  for (const path of ['/feed/atom', '/comments/feed/atom', '/tea/feed/atom', '/tags/tea/feed/atom'])
    expect((await read(path)).status).toBe(200)
})
