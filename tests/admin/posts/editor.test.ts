import { describe, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { setSettings } from '../../support/settings.ts'
import { join } from '../../support/staff.ts'
import type { Visitor } from '../../support/visitor.ts'

const blog = testBlog()

const kettles = {
  title: 'On kettles',
  source: 'They *sing*.',
  slug: '',
  tags: 'Tea, 茶、iron',
  excerpt: '',
  description: '',
  canonical: '',
  language: 'en',
  date: '',
  until: 'site',
  days: '',
  kind: 'post',
}
type Fields = Partial<typeof kettles> & { pinned?: string; authors?: string }

/** Saves from the page of the last answer, as a browser without scripts does. */
async function save(visitor: Visitor, path: string, act: string, fields: Fields = {}) {
  const { html } = await visitor.get(path)
  const hidden = (name: string) => html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? ''
  return visitor.post(path, { ...kettles, ...fields, act, base: hidden('base'), mark: hidden('mark') })
}

async function write(visitor: Visitor, act = 'save', fields: Fields = {}): Promise<string> {
  const answer = await save(visitor, '/admin/posts/new', act, fields)
  expect([answer.status, answer.html]).toEqual([303, ''])
  return answer.headers.get('location')?.split('?')[0] ?? ''
}

const autosave = async (visitor: Visitor, path: string, fields: Record<string, string>) => {
  const answer = await visitor.post(path, { ...kettles, act: 'auto', ...fields })
  return { status: answer.status, ...JSON.parse(answer.html || '{}') }
}

describe('the page where somebody writes', () => {
  test('saves a draft with all that was typed, and shows it again', async () => {
    const editor = await join(blog(), 'editor')
    const at = await write(editor, 'save', { excerpt: 'Short.', until: 'days', days: '14', pinned: 'yes' })
    const { html } = await editor.get(at)
    for (const text of [
      'value="On kettles"',
      'They *sing*.',
      'value="Tea, 茶, iron"',
      'Short.',
      'value="14"',
    ])
      expect(html).toContain(text)
    expect(html).toMatch(/name="pinned" value="yes" checked/)
    expect((await blog().visitor().get('/on-kettles')).status).toBe(404)
  })

  test('publishes at once, updates, takes back, and says what it did', async () => {
    const editor = await join(blog(), 'editor')
    const at = await write(editor, 'publish')
    expect((await blog().visitor().get('/on-kettles')).html).toContain('They <em>sing</em>.')
    const answer = await save(editor, at, 'publish', { source: 'They hum.' })
    expect(answer.headers.get('location')).toBe(`${at}?done=updated`)
    expect((await editor.get(`${at}?done=updated`)).html).toContain('Updated.')
    expect((await blog().visitor().get('/on-kettles')).html).toContain('They hum.')
    await save(editor, at, 'unpublish')
    expect((await blog().visitor().get('/on-kettles')).status).toBe(404)
  })

  test('says why it can’t publish what takes too long to read, gives it back, and saves it as a draft', async () => {
    const author = await join(blog(), 'author')
    const source = `${'*'.repeat(1_000)} sing`
    const refused = await save(author, '/admin/posts/new', 'publish', { source })
    expect(refused.status).toBe(422)
    for (const text of ['thousands of footnotes', source]) expect(refused.html).toContain(text)
    const preview = await author.post('/admin/post-previews', { ...kettles, source })
    for (const text of ['thousands of footnotes', source]) expect(preview.html).toContain(text)
    expect((await author.get(await write(author, 'save', { source }))).html).toContain(source)
  })

  test('publishes at a time of the site’s zone', async () => {
    const editor = await join(blog(), 'editor')
    await setSettings(blog().database.db, { time_zone: 'Asia/Tokyo' })
    const at = await write(editor, 'publish', { date: '2126-03-04T09:30' })
    const { published_at } = await blog()
      .database.db.selectFrom('posts')
      .select('published_at')
      .executeTakeFirstOrThrow()
    expect(published_at?.toISOString()).toBe('2126-03-04T00:30:00.000Z')
    const { html } = await editor.get(at)
    expect(html).toContain('value="2126-03-04T09:30"')
    expect(html).toContain('Asia/Tokyo')
    expect((await blog().visitor().get('/on-kettles')).status).toBe(404)
  })

  test('says that an article is scheduled, not published, until it is', async () => {
    const editor = await join(blog(), 'editor')
    const date = '2126-03-04T09:30'
    const at = await write(editor, 'save', { date })
    const button = async () => (await editor.get(at)).html.match(/value="publish"[^>]*>\s*([^<]*?)\s*</)?.[1]
    expect(await button()).toBe('Schedule')
    const answer = await save(editor, at, 'publish', { date })
    expect(answer.headers.get('location')).toBe(`${at}?done=scheduled`)
    const { html } = await editor.get(`${at}?done=scheduled`)
    expect(html).toContain('Scheduled for Mar 4, 2126')
    expect(html).not.toContain('Published.')
    const revisions = async () => (await editor.get(`${at}/revisions`)).html
    expect(await revisions()).toContain('what will appear')
    expect(await revisions()).not.toContain('what readers see')
    expect(await button()).toBe('Update')

    const now = await save(editor, at, 'publish', { date: '' })
    expect(now.headers.get('location')).toBe(`${at}?done=published`)
    expect((await blog().visitor().get('/on-kettles')).status).toBe(200)
    expect(await revisions()).toContain('what readers see')
  })

  test('keeps a date that is taken away from no draft, and from what is public the day it became so', async () => {
    const editor = await join(blog(), 'editor')
    const at = await write(editor, 'save', { date: '2126-03-04T09:30' })
    await save(editor, at, 'save', { date: '' })
    expect((await editor.get(at)).html).not.toContain('2126')
    await save(editor, at, 'publish', { date: '2026-01-02T03:04' })
    await save(editor, at, 'publish', { date: '' })
    expect((await editor.get(at)).html).toContain('value="2026-01-02T03:04"')
  })

  test('keeps the seconds of a date that nobody changed', async () => {
    await blog().publish({ publishedAt: new Date('2026-01-02T03:04:05Z') })
    const editor = await join(blog(), 'editor')
    const { id } = await blog().database.db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
    await save(editor, `/admin/posts/${id}`, 'publish', { slug: 'tea', date: '2026-01-02T03:04' })
    const { published_at } = await blog()
      .database.db.selectFrom('posts')
      .select('published_at')
      .executeTakeFirstOrThrow()
    expect(published_at?.toISOString()).toBe('2026-01-02T03:04:05.000Z')
  })

  test('says beside each field what is wrong, and loses nothing', async () => {
    const editor = await join(blog(), 'editor')
    const answer = await save(editor, '/admin/posts/new', 'publish', {
      title: '',
      slug: '/ /',
      language: '?',
      date: '2026-02-31T09:30',
      canonical: 'nowhere',
      until: 'days',
      days: 'x',
      source: '\n  first line kept',
    })
    expect(answer.status).toBe(422)
    for (const field of ['title', 'slug', 'language', 'date', 'canonical', 'until'])
      expect(answer.html).toContain(`id="post-${field}-error"`)
    expect(answer.html).toContain('\n\n  first line kept')
    for (const typed of ['value="/ /"', 'value="?"', 'value="nowhere"', 'value="x"'])
      expect(answer.html).toContain(typed)
    expect(await blog().database.db.selectFrom('posts').select('id').execute()).toEqual([])
  })

  test('makes an address of what was typed for one, and shows what it became', async () => {
    const editor = await join(blog(), 'editor')
    for (const [slug, made] of [
      ['Über Tee & Kaffee', 'über-tee-kaffee'],
      [' Green tea ', 'green-tea'],
      ['a/b', 'a-b'],
      ['My-Post', 'my-post'],
      ['caf%C3%A9', 'café'],
      [`${'long-'.repeat(30)} title`, `${'long-'.repeat(30)}title`],
    ] as const) {
      const { html } = await editor.get(await write(editor, 'save', { slug }))
      expect(html.match(/name="slug" value="([^"]*)"|value="([^"]*)"[^>]* name="slug"/)?.slice(1)).toContain(
        made,
      )
    }
    const wrong = await save(editor, '/admin/posts/new', 'publish', { title: '', slug: 'Two words' })
    expect(wrong.html).toContain('value="two-words"')
  })

  test('an article whose address was typed in capitals is found there, and the blog’s own words are refused in them', async () => {
    const editor = await join(blog(), 'editor')
    await write(editor, 'publish', { slug: 'Green-Tea' })
    expect((await editor.get('/green-tea')).status).toBe(200)
    expect((await editor.get('/')).html).toContain('href="/green-tea"')
    const reserved = await save(editor, '/admin/posts/new', 'save', { slug: 'Admin' })
    expect([reserved.status, reserved.html.includes('This address is needed for the blog itself.')]).toEqual([
      422,
      true,
    ])
    const long = await save(editor, '/admin/posts/new', 'save', { slug: 'a'.repeat(201) })
    expect(long.status).toBe(422)
  })

  test('takes an article of two MiB of Chinese', async () => {
    const editor = await join(blog(), 'editor')
    const source = '茶'.repeat(690_000)
    const at = await write(editor, 'publish', { source })
    expect(at).toMatch(/^\/admin\/posts\/\d+$/)
    const stored = await blog().database.db.selectFrom('posts').select('source').executeTakeFirstOrThrow()
    expect(stored.source === source).toBe(true)
  })

  test('refuses the address of another article, and of the blog itself', async () => {
    await blog().publish()
    const editor = await join(blog(), 'editor')
    const taken = await save(editor, '/admin/posts/new', 'save', { slug: 'tea' })
    expect([taken.status, taken.html.includes('Another article has this address.')]).toEqual([422, true])
    const reserved = await save(editor, '/admin/posts/new', 'save', { slug: 'admin' })
    expect(reserved.html).toContain('This address is needed for the blog itself.')
  })

  test('is nobody’s for the article of another author', async () => {
    const editor = await join(blog(), 'editor')
    const at = await write(editor)
    const author = await join(blog(), 'author')
    for (const path of [at, `${at}/revisions`, `${at}/revisions/1`])
      expect((await author.get(path)).status).toBe(404)
    expect(
      (await author.post(at, { ...kettles, act: 'save', base: '1', mark: crypto.randomUUID() })).status,
    ).toBe(404)
  })
})

describe('two who write one article', () => {
  test('are told, with both texts at hand, and the second goes on from theirs', async () => {
    const [ada, edwin] = [await join(blog(), 'administrator'), await join(blog(), 'editor')]
    const at = await write(ada)
    const his = (await edwin.get(at)).html
    const hidden = (html: string, name: string) =>
      html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? ''
    await save(ada, at, 'save', { source: 'They sing for Ada.' })
    const fields = { ...kettles, source: 'They sing for Edwin.', act: 'save', mark: hidden(his, 'mark') }
    const refused = await edwin.post(at, { ...fields, base: hidden(his, 'base') })
    expect(refused.status).toBe(409)
    expect(refused.html).toContain('Ada Admin has saved this article since you opened it.')
    expect(refused.html).toMatch(/<textarea[^>]*name="source"[^>]*>\nThey sing for Edwin\./)
    expect(refused.html).toMatch(/<del>.*Ada.*<\/del>/)
    const again = await edwin.post(at, { ...fields, base: hidden(refused.html, 'base') })
    expect(again.status).toBe(303)
    const { html } = await ada.get(`${at}/revisions`)
    expect(html.match(/class="log-step"/g)).toHaveLength(4)
    expect(html).toContain('another text was first')
  })
})

describe('a save while writing', () => {
  test('keeps a draft that has no title yet, and of wrong fields what was there', async () => {
    const editor = await join(blog(), 'editor')
    const mark = crypto.randomUUID()
    const first = await autosave(editor, '/admin/posts/new', {
      mark,
      base: '0',
      title: '',
      tags: '',
      source: 'a',
    })
    expect(first).toMatchObject({ status: 200, outcome: 'saved' })
    const second = await autosave(editor, first.address, {
      ...{
        mark,
        base: String(first.revision),
        title: 'Kettles',
        source: 'a b',
        slug: '..',
        canonical: '?',
      },
    })
    expect(first.left).toBe('')
    expect(second).toMatchObject({ status: 200, id: first.id, left: 'Address, First published at' })
    const { html } = await editor.get(first.address)
    expect(html).toContain('value="Kettles"')
    expect(html).toContain('\na b</textarea>')
  })

  test('that comes after the one sent later changes nothing, and its text is in the revisions', async () => {
    const editor = await join(blog(), 'editor')
    const at = await write(editor)
    const fields = { mark: crypto.randomUUID(), base: '1' }
    await autosave(editor, at, { ...fields, turn: '2', source: 'They sing loud.' })
    const late = await autosave(editor, at, { ...fields, turn: '1', source: 'They sing' })
    expect(late.status).toBe(409)
    expect((await editor.get(at)).html).toContain('\nThey sing loud.</textarea>')
    const { db } = blog().database
    const kept = await db.selectFrom('private.revisions').select(['kind', 'source']).execute()
    expect(kept).toContainEqual({ kind: 'aside', source: 'They sing' })
  })

  test('from a page that was sent back goes on from all that its window has saved, however often it is sent', async () => {
    const editor = await join(blog(), 'editor')
    const at = await write(editor)
    const fields = { mark: crypto.randomUUID(), base: '1' }
    const wrong = () => editor.post(at, { ...kettles, ...fields, turn: '1', act: 'publish', canonical: '?' })
    const turnOf = ({ html }: { html: string }) => Number(html.match(/data-turn="(\d+)"/)?.[1])
    expect(turnOf(await wrong())).toBe(0)
    for (const turn of ['2', '3']) await autosave(editor, at, { ...fields, turn, source: `Song ${turn}.` })
    const again = await wrong()
    expect([again.status, turnOf(again)]).toEqual([422, 3])
    const next = { ...fields, turn: '4', source: 'A new long text.' }
    expect((await autosave(editor, at, next)).status).toBe(200)
    expect((await editor.get(at)).html).toContain('\nA new long text.</textarea>')
  })

  test('that publishes is carried out again where its answer was lost', async () => {
    const editor = await join(blog(), 'editor')
    const at = await write(editor)
    const form = { ...kettles, mark: crypto.randomUUID(), base: '1', turn: '1', act: 'publish' }
    const done = async () => (await editor.post(at, form)).headers.get('location')
    expect([await done(), await done()]).toEqual([`${at}?done=published`, `${at}?done=updated`])
    expect((await blog().visitor().get('/on-kettles')).status).toBe(200)
  })

  test('names the address of another article among what is not saved', async () => {
    await blog().publish()
    const editor = await join(blog(), 'editor')
    const fields = { mark: crypto.randomUUID(), base: '0', slug: 'tea', source: 'a' }
    const answer = await autosave(editor, '/admin/posts/new', fields)
    expect(answer).toMatchObject({ status: 200, left: 'Address' })
  })

  test('keeps the rest where what was there before is wrong by now', async () => {
    await blog().publish()
    const { db } = blog().database
    const { id } = await db
      .updateTable('posts')
      .set({ slug: 'feeds' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const editor = await join(blog(), 'editor')
    const fields = { mark: crypto.randomUUID(), base: '1', slug: 'feeds', source: 'They hum.' }
    const answer = await autosave(editor, `/admin/posts/${id}`, fields)
    expect(answer).toMatchObject({ status: 200, left: 'Address' })
    const { html } = await editor.get(`/admin/posts/${id}`)
    expect(html).toContain('They hum.')
    expect(html).toContain('name="slug" value="feeds"')
  })

  test('never changes what readers see, and stops when somebody else has saved', async () => {
    const [ada, edwin] = [await join(blog(), 'administrator'), await join(blog(), 'editor')]
    const at = await write(ada, 'publish')
    const mark = crypto.randomUUID()
    expect((await autosave(ada, at, { mark, base: '1', source: 'not yet' })).status).toBe(200)
    expect((await blog().visitor().get('/on-kettles')).html).toContain('They <em>sing</em>.')
    expect((await ada.get(at)).html).toContain('Readers still see the published text.')
    const other = { mark: crypto.randomUUID(), base: '1', source: 'mine' }
    const words = { status: 409, by: 'Ada Admin' }
    expect(await autosave(edwin, at, other)).toMatchObject({ ...words, isSelf: false })
    // Nor is one's own other window somebody else.
    const second = { ...other, mark: crypto.randomUUID() }
    expect(await autosave(ada, at, second)).toMatchObject({ ...words, isSelf: true })
    const { html } = await ada.post(at, { ...kettles, ...second, act: 'save' })
    expect(html).toContain('You have saved this article in another window since you opened it here.')
  })

  test('says to who has been signed out that they are', async () => {
    const editor = await join(blog(), 'editor')
    const at = await write(editor)
    editor.cookies.clear()
    const answer = await editor.post(at, { ...kettles, act: 'auto', base: '1', mark: crypto.randomUUID() })
    expect(answer.headers.get('location')).toMatch(/^\/sign-in/)
  })
})

test('a revision is compared by words, and restored as a new one', async () => {
  const editor = await join(blog(), 'editor')
  const at = await write(editor, 'save', { source: '说茶的人很多。 They sing.' })
  await save(editor, at, 'save', { source: '说酒的人很多。 They hum.' })
  const { html } = await editor.get(`${at}/revisions/1`)
  const words = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}><span[^>]*>[^<]*</span>([^<]*)<`, 'g'))].map(found => found[1])
  expect([words('del'), words('ins')]).toEqual([
    ['茶', 'sing'],
    ['酒', 'hum'],
  ])
  const base = html.match(/name="base" value="(\d+)"/)?.[1] ?? ''
  expect((await editor.post(`${at}/revisions/1`, { base })).headers.get('location')).toBe(
    `${at}?done=restored`,
  )
  expect((await editor.get(at)).html).toContain('说茶的人很多。 They sing.')
  expect((await editor.get(`${at}/revisions`)).html.match(/class="log-step"/g)).toHaveLength(3)
})

test('a preview is the page that readers will get, and publishes nothing', async () => {
  const editor = await join(blog(), 'editor')
  const source = '## Steam\n\nOne[^1] | two\n\n[^1]: A note.\n\n| a | b |\n|---|---|\n| c | d |'
  const article = (html: string) => html.match(/<article class="post"[\s\S]*<\/article>/)?.[0] ?? ''
  const fields = { ...kettles, source, tags: 'Tea', date: '2026-01-02T03:04' }
  const preview = await editor.post('/admin/post-previews', fields)
  expect(await blog().database.db.selectFrom('posts').select('id').execute()).toEqual([])
  const json = await editor.post('/admin/post-previews', fields, { accept: 'application/json' })
  await write(editor, 'publish', fields)
  const published = article((await blog().visitor().get('/on-kettles')).html)
  const updated = /<span[^>]*>Updated[^<]*<\/span>/
  expect(article(preview.html)).toBe(published.replace(updated, ''))
  expect(JSON.parse(json.html).html.replace(/ data-line="\d+"/g, '')).toBe(article(preview.html))
  expect(published).toContain('class="post-authors"')
})
