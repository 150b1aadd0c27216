import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { uploadPicture } from '../support/pictures.ts'
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
    expect(await get('/feed/atom')).toContain(`<link href="${written}" rel="canonical"/>`)
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
