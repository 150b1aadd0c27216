import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { typed } from '../../cli/typed.ts'
import { testBlog } from '../../support/blog.ts'
import { postId } from '../../support/rows.ts'
import { giveTo, join } from '../../support/staff.ts'

const blog = testBlog()
const get = async (address: string) => (await blog().visitor().get(address)).html
const named = (html: string) =>
  [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="http:\/\/localhost:3000([^"]+)"/g)].map(
    ([, language, at]) => `${language} ${at}`,
  )

const idOf = (slug: string) => postId(blog().database.db, slug)

test('linked articles name one another while both are public, and no longer once one is unlinked', async () => {
  await blog().publish()
  await blog().publish({ slug: 'ocha', title: 'お茶', language: 'ja' })
  await blog().publish({ slug: 'tee', title: 'Tee', language: 'de', status: 'draft' })
  const editor = await join(blog(), 'editor')
  const japanese = `/admin/posts/${await idOf('ocha')}/translations`
  const german = `/admin/posts/${await idOf('tee')}/translations`
  expect((await editor.post(japanese, { other: 'http://localhost:3000/tea?from=feed' })).status).toBe(303)
  expect((await editor.post(german, { other: 'ocha' })).status).toBe(303)
  expect((await editor.get(german)).html).toContain('お茶')

  const both = ['en /tea', 'ja /ocha']
  for (const slug of ['tea', 'ocha']) expect(named(await get(`/${slug}`))).toEqual(both)
  expect(await get('/tea')).toMatch(
    /Also in:\s*<a href="\/ocha" lang="ja" hreflang="ja" rel="alternate">日本語<\/a>/,
  )
  // The numbers of articles go on from test to test, and say which part they are in.
  const [, part = ''] = (await get('/sitemap.xml')).match(/<loc>[^<]*(\/sitemap\/\d+\.xml)<\/loc>/) ?? []
  const map = await get(part)
  expect(map).toContain('<xhtml:link rel="alternate" hreflang="ja" href="http://localhost:3000/ocha"/>')
  for (const page of ['/tea', '/ocha', part]) expect(await get(page)).not.toContain('tee')

  const { db } = blog().database
  await db
    .updateTable('posts')
    .set({ status: 'trash', trashed_at: new Date() })
    .where('slug', '=', 'ocha')
    .execute()
  expect(named(await get('/tea'))).toEqual([])
  await db
    .updateTable('posts')
    .set({ status: 'published', trashed_at: null })
    .where('slug', '=', 'ocha')
    .execute()
  expect(named(await get('/tea'))).toEqual(both)
  await editor.post(`${japanese}/removal`, {})
  expect(named(await get('/tea'))).toEqual([])
  expect((await editor.get(german)).html).not.toContain('<bdi>お茶')
})

test('an article is linked with what its writer may write, and with nothing else', async () => {
  await blog().publish()
  await blog().publish({ slug: 'ocha', title: 'お茶', language: 'ja' })
  const author = await join(blog(), 'author')
  const { id: account } = await blog()
    .database.db.selectFrom('private.accounts')
    .select('id')
    .executeTakeFirstOrThrow()
  await giveTo(blog(), account, 'ocha')
  const page = `/admin/posts/${await idOf('ocha')}/translations`
  for (const other of ['tea', 'ocha', 'nothing', '']) {
    const { status, html } = await author.post(page, { other })
    expect([other, status, html.includes('id="translation-of-error"')]).toEqual([other, 422, true])
  }
  expect((await author.get(`/admin/posts/${await idOf('tea')}/translations`)).status).toBe(404)
})

test('what belongs together goes out as Markdown, and comes back', async () => {
  await blog().publish({ translationKey: 'tea: 茶' })
  await blog().publish({ slug: 'ocha', language: 'ja', translationKey: 'tea: 茶' })
  const folder = await mkdtemp(path.join(tmpdir(), 'afterword-translations-'))
  await typed(blog(), 'export', 'markdown', folder)
  await blog().database.db.deleteFrom('posts').execute()
  await typed(blog(), 'import', folder)
  expect(named(await get('/tea'))).toEqual(['en /tea', 'ja /ocha'])
})
