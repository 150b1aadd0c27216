import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { makeApp } from '../../src/app.ts'
import { converse } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'
import { hearChanges, testSite } from '../support/site.ts'
import { join, staff } from '../support/staff.ts'
import { makeVisitor, mara, tomas, type Visitor } from '../support/visitor.ts'

const blog = testSite()

/** An article, on a blog that hears of changes: pages are kept. */
async function publish(): Promise<string> {
  const slug = await blog().publish()
  await vi.waitFor(() => expect(blog().services.pages.isListening()).toBe(true))
  await hearChanges(blog())
  return slug
}

/** Somebody whom their browser remembers, whose comment was approved and is no more to be edited. */
async function remembered(slug: string, who: typeof mara): Promise<Visitor> {
  const reader = blog().visitor()
  const answer = await reader.post(`/${slug}/comments`, { ...who, remember: 'yes' })
  await blog().approve(Number(answer.headers.get('location')?.match(/comment-(\d+)/)?.[1]))
  for (const name of reader.cookies.keys()) if (/^(comment-|told)/.test(name)) reader.cookies.delete(name)
  return reader
}

const nameIn = ({ html }: { html: string }) => html.match(/name="name"[^>]*value="([^"]*)"/)?.[1]
const formless = (html: string) => html.replace(/<section class="comment-form-section"[\s\S]*?<\/form>/, '')

test('who is remembered finds their own name in the form, time after time, and nobody else’s', async () => {
  const slug = await publish()
  const [first, second] = [await remembered(slug, mara), await remembered(slug, tomas)]
  const pages = [await first.get(`/${slug}`), await second.get(`/${slug}`), await first.get(`/${slug}`)]
  expect(pages.map(nameIn)).toEqual([mara.name, tomas.name, mara.name])
  for (const { headers } of pages) expect(headers.get('cache-control')).toBe('private, no-store')
  expect(new Set(pages.map(({ html }) => formless(html))).size).toBe(1)
  expect(pages[0]?.html.match(/<form class="comment-form"/g)).toHaveLength(1)
  expect(pages[0]?.html).toMatch(/<\/html>\s*$/)
})

test('the page of who is remembered is one in every encoding', async () => {
  const slug = await publish()
  const reader = await remembered(slug, mara)
  const cookie = [...reader.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const inEncoding = async (encoding: string) => {
    const answer = await blog().app.request(`/${slug}`, { headers: { cookie, 'accept-encoding': encoding } })
    return {
      encoding: answer.headers.get('content-encoding'),
      bytes: Buffer.from(await answer.arrayBuffer()),
    }
  }
  const [plain, gzip, br] = [await inEncoding(''), await inEncoding('br, gzip'), await inEncoding('br')]
  expect([plain, gzip, br].map(({ encoding }) => encoding)).toEqual([null, 'gzip', 'br'])
  expect(String(gunzipSync(gzip.bytes))).toBe(String(plain.bytes))
  expect(String(brotliDecompressSync(br.bytes))).toBe(String(plain.bytes))
})

test('what is put together of kept parts is the page as it is rendered whole, for each who is known', async () => {
  const slug = await publish()
  await setSettings(blog().database.db, { comments_per_minute: 1000 })
  // More than stands in one piece.
  const said = Array.from({ length: 12 }, (_, n) => ({ text: `${n} ${'kettles sing '.repeat(200)}` }))
  const roots = await converse(blog(), slug, said)
  const author = blog().visitor()
  const answer = { ...tomas, parent: String(roots[5]), remember: 'yes' }
  await author.post(`/${slug}/comments`, answer)
  await author.get(`/${slug}`) // where what became of it is told
  await hearChanges(blog())
  const known = [author, await remembered(slug, mara), await join(blog(), 'editor')]
  const { services } = blog()
  const pageParts = { ...services.pageParts, getOrMake: () => Promise.resolve(null) }
  const app = makeApp({ ...services, pageParts })
  const wishes: Record<string, string>[] = [{}, { theme: 'dark' }, { language: 'de' }]
  for (const { cookies } of known)
    for (const query of ['', '?sort=newest', `?from=${roots[0]}`])
      for (const wish of wishes) {
        const [joined, whole] = [blog().visitor(), makeVisitor(app)]
        for (const [name, value] of [...cookies, ...Object.entries(wish)])
          for (const reader of [joined, whole]) reader.cookies.set(name, value)
        const page = await joined.get(`/${slug}${query}`)
        expect([page.status, page.html]).toEqual([200, (await whole.get(`/${slug}${query}`)).html])
      }
})

test('an article without comments is put together too, until somebody’s own is the first', async () => {
  const slug = await publish()
  const reader = await remembered(await blog().publish({ slug: 'other' }), mara)
  expect(nameIn(await reader.get(`/${slug}`))).toBe(mara.name)
  const id = await reader.comment(slug, { ...tomas, comment: 'The first here' })
  for (let visit = 0; visit < 2; visit++)
    expect((await reader.get(`/${slug}`)).html).toContain(`id="comment-${id}"`)
  expect((await (await remembered('other', tomas)).get(`/${slug}`)).html).not.toContain('The first here')
})

test('a decision is on the page of who is known at their next request', async () => {
  const slug = await publish()
  const reader = await remembered(slug, mara)
  const moderator = await join(blog(), 'moderator')
  const seen = async () =>
    [await reader.get(`/${slug}`), await moderator.get(`/${slug}`)].map(({ html }) =>
      html.includes(tomas.comment),
    )
  const id = await blog().visitor().comment(slug, tomas)
  expect(await seen()).toEqual([false, false])
  await blog().approve(id)
  expect(await seen()).toEqual([true, true])
})

test('each of those who run the blog has their own name and their own ways on the page', async () => {
  const slug = await publish()
  await remembered(slug, tomas)
  const people = [await join(blog(), 'moderator'), await join(blog(), 'administrator'), blog().visitor()]
  for (let turn = 0; turn < 2; turn++) {
    const pages = await Promise.all(people.map(person => person.get(`/${slug}`)))
    const shows = (text: string) => pages.map(({ html }) => html.includes(text))
    expect(shows(staff.moderator.name)).toEqual([true, false, false])
    expect(shows(staff.administrator.name)).toEqual([false, true, false])
    expect(shows('href="/admin/posts/')).toEqual([false, true, false])
    expect(shows('action="/admin/decisions"')).toEqual([true, true, false])
  }
})
