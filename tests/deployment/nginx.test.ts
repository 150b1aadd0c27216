import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Nginx, startNginx } from '../support/nginx.ts'
import { hearChanges, testSite } from '../support/site.ts'
import { join as joinStaff } from '../support/staff.ts'
import { makeVisitor, mara, newMark, type Visitor } from '../support/visitor.ts'

const seconds = 2
const site = testSite({ SHARED_CACHE_SECONDS: String(seconds), TRUSTED_PROXIES: '127.0.0.1' })

let nginx: Nginx | null = null
let url = ''

beforeEach(async () => {
  nginx = await startNginx(`http://127.0.0.1:${new URL(site().url).port}`)
  url = nginx.url
})
afterEach(() => nginx?.stop())

/** A browser that talks to nginx. */
const visitor = (headers: Record<string, string> = {}): Visitor =>
  makeVisitor(
    { request: (address, init) => fetch(address, { ...init, redirect: 'manual' }) },
    { at: url, headers },
  )

const cacheOf = ({ headers }: { headers: Headers }) => headers.get('x-cache')

const languages = [
  ['en-GB,en;q=0.9', 'en'],
  ['en-US', 'en'],
  ['en', 'en'],
  ['EN-us,fr;q=0.5', 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.8', 'en'],
  ['fr, en', 'en'],
  ['fr', 'en'],
  ['pt-BR,pt;q=0.9', 'en'],
  ['*', 'en'],
  ['', 'en'],
  ['de-DE,de;q=0.9,en;q=0.8', 'de'],
  ['de', 'de'],
  ['de-AT, en;q=0.5', 'de'],
  ['fr, de;q=0.9, en;q=0.8', 'de'],
  ['ja-JP,ja;q=0.9', 'ja'],
  ['ja', 'ja'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hans-CN', 'zh-CN'],
  ['ko, zh-CN;q=0.8', 'zh-CN'],
] as const

test('the nginx of docs/nginx.md keeps a page for each language and appearance, whatever browsers write, and brings marks to nobody', async () => {
  await site().publish()
  await site().services.pages.prove()
  const stored: string[] = []
  for (const [asked, language] of languages)
    for (const theme of ['', 'dark']) {
      const reader = visitor({ 'accept-language': asked, 'accept-encoding': 'gzip' })
      reader.cookies.set('browser', newMark())
      if (theme) reader.cookies.set('theme', theme)
      const answer = await reader.get('/tea')
      expect([asked, answer.status, answer.html.includes(`<html lang="${language}"`)]).toEqual([
        asked,
        200,
        true,
      ])
      expect(answer.html.includes('data-theme="dark"')).toBe(theme === 'dark')
      stored.push(cacheOf(answer) ?? '')
    }
  // Four languages and the site's own, in two appearances.
  expect(stored.filter(status => status === 'MISS')).toHaveLength(10)
  expect(stored.filter(status => status !== 'MISS')).toHaveLength(30)
  const chosen = visitor({ 'accept-language': 'en' })
  chosen.cookies.set('language', 'ja')
  expect((await chosen.get('/tea')).html).toContain('<html lang="ja"')
})

test('the nginx of docs/nginx.md shows a decision within the seconds that the host set', async () => {
  await site().publish()
  const id = await visitor().comment('tea', mara)
  const stranger = visitor({ 'accept-encoding': 'gzip' })
  const shown = async () => (await stranger.get('/tea')).html.includes(mara.comment)
  expect([await shown(), await shown()]).toEqual([false, false])
  await site().approve(id)
  const begun = performance.now()
  await vi.waitFor(async () => expect(await shown()).toBe(true), { timeout: 10_000, interval: 20 })
  // One second more: nginx counts whole ones.
  expect(performance.now() - begun).toBeLessThan((seconds + 1) * 1_000)
})

test('the nginx of docs/nginx.md stores nothing that is one reader’s own, nor answers them with what it stored', async () => {
  await site().publish()
  const answered = await visitor().comment('tea', { ...mara, comment: 'To be answered' })
  await site().approve(answered)
  const reader = visitor()
  const waiting = await reader.comment('tea', { ...mara, comment: 'Waiting words', remember: 'yes' })
  const moderator = await joinStaff(site(), 'moderator')
  const ofModerator = visitor()
  for (const [name, value] of moderator.cookies) ofModerator.cookies.set(name, value)
  await hearChanges(site())
  const own: [Visitor, string][] = [
    ...['/tea', '/', `/comments/${waiting}/revision`, `/tea?reply=${answered}`].map(
      (path): [Visitor, string] => [reader, path],
    ),
    ...['/tea', '/admin/comments', `/tea/threads/${answered}`].map((path): [Visitor, string] => [
      ofModerator,
      path,
    ]),
    ...[`/tea?reply=${answered}`, `/comments/${answered}`, '/sign-in', '/nowhere'].map(
      (path): [Visitor, string] => [visitor(), path],
    ),
  ]
  for (let times = 0; times < 2; times++)
    for (const [who, path] of own) {
      const answer = await who.get(path)
      expect([path, /HIT|STALE|UPDATING|REVALIDATED/.test(cacheOf(answer) ?? '')]).toEqual([path, false])
      const others = await visitor().get(path)
      expect(others.html).not.toMatch(/Waiting words|mara@|comment-moderation/)
    }
  expect((await reader.get('/tea')).html).toContain('Waiting words')
  expect((await ofModerator.get('/tea')).html).toContain('comment-moderation')
  // Whoever takes their words back does not see them again, though they are kept for others a while longer.
  await site().approve(waiting)
  await hearChanges(site())
  await vi.waitFor(async () => expect((await visitor().get('/tea')).html).toContain('Waiting words'), {
    timeout: 10_000,
  })
  reader.cookies.delete('remember')
  expect((await reader.post(`/comments/${waiting}/withdrawal`, {})).status).toBe(303)
  expect((await reader.get('/tea')).html).not.toContain('Waiting words')
  const refused = await reader.post('/tea/comments', { ...mara, comment: '' })
  expect(refused.status).toBe(422)
  expect((await visitor().get('/tea/comments')).html).not.toContain(mara.email)
})
