import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { typed } from '../cli/typed.ts'
import { openBlog, testBlog } from '../support/blog.ts'
import { uploadPicture } from '../support/pictures.ts'
import { setSettings } from '../support/settings.ts'
import { join } from '../support/staff.ts'

const blog = testBlog()
const get = async (path: string) => (await blog().visitor().get(path)).html

describe('what an article says of itself to others', () => {
  test('is its description, before its beginning, and the address where it stood first', async () => {
    const elsewhere = 'https://elsewhere.example/tea?a=1&b=2'
    await blog().publish({ description: 'On “tea” & more', canonical: elsewhere })
    const html = await get('/tea')
    const written = elsewhere.replace('&', '&amp;')
    expect(html).toContain('<meta name="description" content="On “tea” &amp; more"/>')
    expect(html).toContain('<meta property="og:description" content="On “tea” &amp; more"/>')
    expect(html).toContain(`<link rel="canonical" href="${written}"/>`)
    expect(html).toContain(`<meta property="og:url" content="${written}"/>`)
    expect(html).toContain(`"mainEntityOfPage":"${elsewhere}"`)
    expect(html).toContain('"description":"On “tea” & more"')
    expect(await get('/feed/atom')).toContain(`<link href="${written}" rel="via" type="text/html"/>`)
    expect(JSON.parse(await get('/feed/json')).items[0].external_url).toBe(elsewhere)
    expect(await get('/sitemap.xml')).not.toContain('<loc>')
  })

  test('is its own address where it has no other', async () => {
    await blog().publish()
    const html = await get('/tea')
    expect(html).toContain('<link rel="canonical" href="http://localhost:3000/tea"/>')
    expect(html).not.toContain('og:image')
  })

  test('is its first picture, as other sites can show it', async () => {
    const administrator = await join(blog(), 'administrator')
    const { html: medium } = await administrator.get(await uploadPicture(administrator, 'pier.jpg', 700))
    const src = medium.match(/\/media\/[\w-]{22}\/700x300\.webp/)?.[0] ?? ''
    await blog().publish({ source: `![A pier](${src})` })
    const shared = `http://localhost:3000${src.replace(/[^/]*$/, 'share.jpg')}`
    const html = await get('/tea')
    expect(html).toContain(`<meta property="og:image" content="${shared}"/>`)
    expect(html).toContain(`"image":"${shared}"`)
    expect((await blog().app.request(shared)).headers.get('content-type')).toBe('image/jpeg')
  })
})

/** A picture of the library, by the path that articles show it by, and the editor that it was brought in by. */
async function pier() {
  const editor = await join(blog(), 'editor')
  const { html } = await editor.get(await uploadPicture(editor, 'pier.jpg', 900))
  const address = html.match(/\/media\/[\w-]{22}\/900x300\.webp/)?.[0] ?? ''
  return { editor, address, shared: `http://localhost:3000${address.replace(/[^/]*$/, 'share.jpg')}` }
}

describe('a cover', () => {
  test('stands at the head of its article, in lists, in feeds and where others show a link', async () => {
    const { editor, address, shared } = await pier()
    const { html: form } = await editor.get('/admin/posts/new')
    expect(form).toContain(`<input type="radio" name="cover" value="${address}"/>`)
    const sent = { title: 'On piers', source: 'Planks & nails.', base: '0', mark: crypto.randomUUID() }
    const cover = { cover: address, cover_alt: 'A pier & the sea', cover_x: '81', cover_y: '25' }
    const fields = { ...sent, ...cover, act: 'publish', language: 'en' }
    const saved = await editor.post('/admin/posts/new', fields)
    const html = await get('/on-piers')
    const [shown = ''] = html.match(/<img class="cover-picture"[^>]*>/) ?? []
    expect(shown).toContain(`src="${address}"`)
    expect(shown).toContain('480.webp 480w')
    expect(shown).toContain('alt="A pier &amp; the sea"')
    expect(shown).toContain('data-x="80" data-y="30"')
    expect(html).toContain(`<meta property="og:image" content="${shared}"/>`)
    expect(html).toContain('<meta property="og:image:alt" content="A pier &amp; the sea"/>')
    expect(html).toContain(`"image":"${shared}"`)
    expect(await get('/')).toContain(`src="${address}"`)
    expect(await get('/feed/atom')).toContain(`<media:content url="${shared}"`)
    expect(await get('/feed/rss')).toContain(`<media:content url="${shared}"`)
    const [item] = JSON.parse(await get('/feed/json')).items
    expect(item.image).toBe(shared)
    expect(item.content_html).toContain(`<img src="${shared}" alt="A pier &#38; the sea">`)
    // The library knows who shows it, and the form what was chosen.
    expect((await editor.get('/admin/media?unused=yes')).html).not.toContain('pier.jpg')
    const { html: again } = await editor.get(saved.headers.get('location')?.split('?')[0] ?? '')
    expect(again).toContain(`<input type="radio" name="cover" value="${address}" checked=""/>`)
    expect(again).toMatch(/name="cover_x" value="81"/)
  })

  test('that is none of this site is refused beside its field, and nothing is lost', async () => {
    const editor = await join(blog(), 'editor')
    const sent = {
      title: 'On piers',
      source: 'Planks.',
      base: '0',
      mark: crypto.randomUUID(),
      language: 'en',
    }
    const cover = { cover: 'https://elsewhere.example/a.jpg', cover_alt: 'Their pier' }
    const { status, html } = await editor.post('/admin/posts/new', { ...sent, ...cover, act: 'publish' })
    expect(status).toBe(422)
    expect(html).toContain('id="post-cover-error"')
    expect(html).toContain('value="Their pier"')
  })

  test('goes out with its article as Markdown, and comes back the same', async () => {
    const { address } = await pier()
    const cover = { address, alt: 'A “pier”: planks', x: 80, y: 25 }
    await blog().publish({ cover })
    const folder = await mkdtemp(path.join(tmpdir(), 'afterword-cover-'))
    await typed(blog(), 'export', 'markdown', folder)
    const { db } = blog().database
    await db.deleteFrom('posts').execute()
    await typed(blog(), 'import', folder)
    const read = () => db.selectFrom('posts').select(['slug', 'cover', 'source']).executeTakeFirstOrThrow()
    expect(await read()).toMatchObject({ slug: 'tea', cover, source: expect.stringMatching(/^Water first/) })
    // By the stricter reading of single files too.
    await db.deleteFrom('posts').execute()
    const file = path.join(folder, 'tea.md')
    await writeFile(file, `---\ntitle: Tea\ncover: {image: ${address}, alt: A pier, y: 10}\n---\nWater.\n`)
    await typed(blog(), 'import', 'markdown', file)
    expect((await read()).cover).toEqual({ address, alt: 'A pier', x: 50, y: 10 })
  })
})

test('each list of articles says in its head what is on it, where nobody has written a word about it', async () => {
  await blog().publish({ slug: 'tea', title: 'On “tea”', tags: ['Green'] })
  await blog().publish({ slug: 'water', title: 'On water', tags: ['Green'] })
  const describe = async (path: string) =>
    (await blog().visitor().get(path)).html.match(/<meta name="description" content="([^"]*)"/)?.[1]
  expect(await describe('/tags/green')).toMatch(/Green.* · On (?:water|“tea”) · On (?:water|“tea”)$/)
  const title = blog().services.settings.last().title
  expect(await describe('/')).toMatch(new RegExp(`^${title} · On `))
  expect(await describe('/archive')).toBe(`${title} · Archive`)
  await setSettings(blog().database.db, { tagline: 'Of leaves and water' })
  const again = await openBlog(blog().database, blog().services.config)
  expect((await again.visitor().get('/')).html).toContain('content="Of leaves and water"')
})
