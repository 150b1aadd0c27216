import { describe, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'
import { mara, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()

const adminPath = async (visitor: Visitor) =>
  (await visitor.get('/admin/posts')).html.match(/\/admin\/posts\/\d+(?=")/)?.[0] ?? ''

async function makeLink(editor: Visitor): Promise<string> {
  const { html } = await editor.post(`${await adminPath(editor)}/preview-link`, {})
  return html.match(/http:\/\/localhost:3000(\/previews\/[\w-]{32})"/)?.[1] ?? ''
}

describe('a preview link to an article', () => {
  test('shows a draft as it was written last to somebody without an account, and nobody keeps it', async () => {
    await blog().publish({ status: 'draft', publishedAt: null, source: 'Not yet for everyone.' })
    const editor = await join(blog(), 'editor')
    const link = await makeLink(editor)
    const { status, html, headers } = await blog().visitor().get(link)
    expect(status).toBe(200)
    expect(html).toContain('Not yet for everyone.')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
    expect(html).not.toContain('comment-form')
    expect([
      headers.get('cache-control'),
      headers.get('x-robots-tag'),
      headers.get('referrer-policy'),
    ]).toEqual(['private, no-store', 'noindex', 'no-referrer'])
    const edit = { act: 'save', title: 'T', language: 'en', slug: 'tea', until: 'site', base: '1' }
    const mark = crypto.randomUUID()
    await editor.post(await adminPath(editor), { ...edit, mark, source: 'Written since.' })
    expect((await blog().visitor().get(link)).html).toContain('Written since.')
    expect((await blog().visitor().get('/tea')).status).toBe(404)
  })

  test('shows what is not yet public of a published article, and none of its comments', async () => {
    const slug = await blog().publish()
    await blog().approve(await blog().visitor().comment(slug, mara))
    const { html } = await blog()
      .visitor()
      .get(await makeLink(await join(blog(), 'editor')))
    expect(html).not.toContain(mara.comment)
  })

  test('opens nothing once it is revoked, replaced, or its article is in the trash', async () => {
    await blog().publish({ status: 'draft', publishedAt: null })
    const editor = await join(blog(), 'editor')
    const opens = async (link: string) => (await blog().visitor().get(link)).status === 200
    const first = await makeLink(editor)
    const second = await makeLink(editor)
    expect([await opens(first), await opens(second)]).toEqual([false, true])
    const path = await adminPath(editor)
    expect((await editor.get(`${path}/preview-link`)).html).not.toContain('/previews/')
    await editor.post(`${path}/preview-link/removal`, {})
    expect(await opens(second)).toBe(false)
    const third = await makeLink(editor)
    await editor.post(path, { act: 'trash' })
    expect(await opens(third)).toBe(false)
    expect(await opens('/previews/x')).toBe(false)
  })

  test('is stored as what opens nothing, and made by none but who may write the article', async () => {
    await blog().publish({ status: 'draft', publishedAt: null })
    const editor = await join(blog(), 'editor')
    const token = (await makeLink(editor)).replace('/previews/', '')
    const { db } = blog().database
    const [row] = await db.selectFrom('private.preview_links').selectAll().execute()
    expect(row?.token_hash.includes(token)).toBe(false)
    expect(row?.token_hash).toHaveLength(32)
    const author = await join(blog(), 'author')
    expect((await author.post(`${await adminPath(editor)}/preview-link`, {})).status).toBe(404)
  })
})

describe('two people in one article', () => {
  test('each see that the other is there, until one leaves', async () => {
    await blog().publish({ status: 'draft', publishedAt: null })
    const editor = await join(blog(), 'editor')
    const administrator = await join(blog(), 'administrator')
    const path = await adminPath(editor)
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
    const at = async (visitor: Visitor, mark: string, gone = '') => {
      const { html } = await visitor.post(`${path}/presence`, { mark, gone })
      return JSON.parse(html).others
    }
    expect(await at(editor, one)).toBe('')
    expect(await at(administrator, other)).toContain('Edwin Editor')
    expect(await at(editor, one)).toContain('Ada Admin')
    const edit = { act: 'auto', title: 'T', language: 'en', slug: '', until: 'site', base: '1', source: 'x' }
    const saved = await editor.post(path, { ...edit, mark: one })
    expect(JSON.parse(saved.html).others).toContain('Ada Admin')
    expect((await administrator.get(path)).html).toContain('Edwin Editor')
    await at(administrator, other, 'yes')
    await blog().database.db.deleteFrom('private.writers').where('mark', '<>', one).execute()
    expect(await at(editor, one)).toBe('')
    expect(await at(editor, crypto.randomUUID())).toBe('You have this article open in another window.')
  })

  test('are not told of themselves while a page is loaded again', async () => {
    await blog().publish({ status: 'draft', publishedAt: null })
    const editor = await join(blog(), 'editor')
    const path = await adminPath(editor)
    for (let visit = 0; visit < 2; visit++)
      expect((await editor.get(path)).html).not.toContain('open in another window')
  })

  test('are one where the window that saved is the window that shows it saved', async () => {
    await blog().publish({ status: 'draft', publishedAt: null })
    const editor = await join(blog(), 'editor')
    const path = await adminPath(editor)
    const mark = (await editor.get(path)).html.match(/name="mark" value="([^"]+)"/)?.[1] ?? ''
    const edit = { act: 'save', title: 'T', language: 'en', slug: 'tea', until: 'site', base: '1', mark }
    const saved = await editor.post(path, { ...edit, source: 'x' })
    const { html } = await editor.get(saved.headers.get('location') ?? '')
    expect(html).not.toContain('open in another window')
  })
})

describe('who may read an article', () => {
  const fields = { title: 'Diary', language: 'en', slug: 'diary', until: 'site', source: 'For us.' }
  const kept = { ...fields, visibility: 'private', base: '0' }

  test('is the people of the blog where it is private, at its address and nowhere else', async () => {
    const editor = await join(blog(), 'editor')
    const mark = crypto.randomUUID()
    const saved = await editor.post('/admin/posts/new', { ...kept, mark, act: 'publish' })
    expect(saved.headers.get('location')).toMatch(/done=private$/)
    const path = saved.headers.get('location')?.split('?')[0] ?? ''
    expect((await editor.get(path)).html).toContain('name="visibility" value="private" checked=""')

    const moderator = await join(blog(), 'moderator')
    for (const somebody of [editor, moderator]) {
      const { status, html, headers } = await somebody.get('/diary')
      expect(status).toBe(200)
      expect(html).toContain('For us.')
      expect(html).toContain('because you are signed in')
      expect([headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([
        'private, no-store',
        'noindex',
      ])
      expect((await somebody.get('/')).html).not.toContain('Diary')
    }
    expect((await editor.get('/diary')).html).toContain(`href="${path}"`)
    expect((await moderator.get('/diary')).html).not.toContain(`href="${path}"`)
    expect((await blog().visitor().get('/diary')).status).toBe(404)

    const shown = { ...fields, visibility: 'public', base: '1', mark }
    await editor.post(path, { ...shown, act: 'publish' })
    expect((await blog().visitor().get('/diary')).html).toContain('For us.')
    expect((await editor.get(path)).html).not.toContain('Nobody else has a way to it.')
  })

  test('is nobody but who writes it while it is a draft, signed in or not', async () => {
    await blog().publish({ status: 'draft', publishedAt: null })
    expect((await (await join(blog(), 'editor')).get('/tea')).status).toBe(404)
  })

  test('is said where it is written, with whoever has its preview link', async () => {
    await blog().publish({ status: 'private' })
    const editor = await join(blog(), 'editor')
    expect((await editor.get(await adminPath(editor))).html).toContain('Nobody else has a way to it.')
    await makeLink(editor)
    expect((await editor.get(await adminPath(editor))).html).toContain('whoever has its preview link, made')
  })
})
