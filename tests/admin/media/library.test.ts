import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { partBytes } from '../../../src/media/limits.ts'
import { testBlog } from '../../support/blog.ts'
import { photo, upload, uploadPicture } from '../../support/pictures.ts'
import { setSettings } from '../../support/settings.ts'
import { join } from '../../support/staff.ts'
import { origin, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()
let editor: Visitor
beforeEach(async () => {
  await join(blog(), 'administrator')
  editor = await join(blog(), 'editor')
})

const added = (visitor = editor, name?: string, width?: number) => uploadPicture(visitor, name, width)

test('files come in one after another, while there is room for all of them', async () => {
  for (const width of [900, 901, 902]) await added(editor, `pier-${width}.jpg`, width)
  const { rows } = await sql<{ total: string }>`select sum(bytes) as total from media`.execute(
    blog().database.db,
  )
  expect(Number(rows[0]?.total)).toBeGreaterThan(10_000)
})

test('without scripts a picture is uploaded by a form, and its page gives the Markdown that shows it', async () => {
  const page = await editor.get(`${await added()}?done=added`)
  expect(page.html).toContain('The file is here.')
  const markdown = page.html.match(/<code>(!\[\]\(\/media\/[\w-]{22}\/500x300\.webp\))<\/code>/)?.[1] ?? ''
  await blog().publish({ source: markdown })
  expect((await editor.get('/tea')).html).toContain('width="500" height="300"')
  expect((await editor.get(await added())).html).toContain('On tea</a>')
})

test('what is no picture though it says so, and no file at all, is said in words', async () => {
  const broken = await upload(editor, (await photo(900, 900)).subarray(0, 1_500), 'broken.jpg')
  expect(broken.status).toBe(422)
  expect(broken.html).toContain('This picture can’t be read.')
  const nothing = await upload(editor, '', '')
  expect(nothing.status).toBe(422)
  expect(nothing.html).toContain('Please choose a file.')
})

test('a description is kept, comes with the Markdown, and is found', async () => {
  const address = await added()
  await added(editor, 'other.jpg', 400)
  const saved = await editor.post(address, { alt: ' The pier\n at dusk, [empty] ' })
  expect(saved.status).toBe(303)
  const page = await editor.get(saved.headers.get('location') ?? '')
  expect(page.html).toContain('The description is saved.')
  expect(page.html).toContain('![The pier at dusk, \\[empty\\]](/media/')
  const found = await editor.get('/admin/media?search=DUSK')
  expect(found.html).toContain('pier.jpg')
  expect(found.html).not.toContain('other.jpg')
  const long = await editor.post(address, { alt: 'x'.repeat(1001) })
  expect(long.status).toBe(422)
  expect(long.html).toContain('x'.repeat(1001))
})

test('the library lists what no article shows, page by page', async () => {
  const address = await added()
  await added(editor, 'unused.jpg', 400)
  const { html } = await editor.get(address)
  await blog().publish({ source: html.match(/!\[\]\([^)]+\)/)?.[0] ?? '' })
  const unused = await editor.get('/admin/media?unused=yes')
  expect(unused.html).toContain('unused.jpg')
  expect(unused.html).not.toContain('pier.jpg')
})

test('a file is deleted after a word of warning, with all that was made of it', async () => {
  const address = await added()
  const { html } = await editor.get(address)
  await blog().publish({ source: html.match(/!\[\]\([^)]+\)/)?.[0] ?? '' })
  const warning = await editor.get(`${address}/removal`)
  expect(warning.html).toContain('It is used in 1 article.')
  expect((await editor.post(`${address}/removal`, {})).status).toBe(303)
  const { db } = blog().services
  for (const table of ['media', 'media_files', 'media_chunks', 'private.media_originals'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
  const [entry] = await db
    .selectFrom('private.audit_log')
    .select(['event', 'subject'])
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  expect(entry).toEqual({ event: 'file deleted', subject: 'pier.jpg' })
})

test('an author looks after their own files, and sees those of others', async () => {
  const author = await join(blog(), 'author')
  const theirs = await added()
  expect((await author.get(theirs)).status).toBe(200)
  expect((await author.post(theirs, { alt: 'mine' })).status).toBe(404)
  expect((await author.get(`${theirs}/removal`)).status).toBe(404)
  expect((await author.post(`${theirs}/removal`, {})).status).toBe(404)
  const own = await added(author, 'own.jpg', 350)
  expect((await author.post(own, { alt: 'mine' })).status).toBe(303)
  expect((await author.post(`${own}/removal`, {})).status).toBe(303)
})

test('a file that comes in parts is answered with the Markdown that shows it', async () => {
  const bytes = Buffer.alloc(partBytes + 10, 'word ')
  const begun = await editor.post('/admin/uploads', { name: 'notes.bin', bytes: String(bytes.length) })
  const { id }: { id: string } = JSON.parse(begun.html)
  for (const [part, from] of [0, partBytes].entries())
    expect(
      (
        await editor.send(`/admin/uploads/${id}/parts/${part}`, {
          method: 'POST',
          headers: { origin },
          body: new Uint8Array(bytes.subarray(from, from + partBytes)),
        })
      ).status,
    ).toBe(204)
  const ended = await editor.send(`/admin/uploads/${id}/end`, { method: 'POST', headers: { origin } })
  expect(JSON.parse(ended.html)).toMatchObject({
    markdown: expect.stringMatching(/^\[notes\.bin\]\(\/media\/[\w-]{22}\/notes\.bin\)$/),
  })
  // A proxy that waited no longer has scripts ask again.
  const again = await editor.send(`/admin/uploads/${id}/end`, { method: 'POST', headers: { origin } })
  expect([again.status, again.html]).toEqual([200, ended.html])
})

test('a part that is too large, of an unknown upload, or of none is refused', async () => {
  const send = (path: string, body: Uint8Array<ArrayBuffer>) =>
    editor.send(path, { method: 'POST', headers: { origin }, body })
  const unknown = '/admin/uploads/00000000-0000-4000-8000-000000000000'
  expect((await send(`${unknown}/parts/0`, new Uint8Array(5))).status).toBe(410)
  expect((await send(`${unknown}/parts/0`, new Uint8Array(partBytes + 1))).status).toBe(413)
  expect((await send(`${unknown}/parts/x`, new Uint8Array(5))).status).toBe(404)
  expect((await send(`${unknown}/end`, new Uint8Array())).status).toBe(410)
})

test('a site has as much room as its settings say', async () => {
  await setSettings(blog().database.db, { media_megabytes: 0 })
  await blog().services.settings.current()
  const answer = await upload(editor, await photo(500, 300), 'pier.jpg')
  expect(answer.status).toBe(422)
  expect(answer.html).toContain('There is no room left for it.')
})
