import { describe, expect, test } from 'vitest'
import { declared, settingNames, siteGroups } from '../../../src/settings/declared.ts'
import { written } from '../../../src/settings/kinds.ts'
import { readSettings } from '../../../src/settings/settings.ts'
import { testBlog } from '../../support/blog.ts'
import { uploadPicture } from '../../support/pictures.ts'
import { join } from '../../support/staff.ts'
import type { Visitor } from '../../support/visitor.ts'
import { refusal } from './refusal.ts'

const blog = testBlog()
const read = () => readSettings(blog().database.publicDb)

/** The form as it stands at first, with some of it typed otherwise. */
const form = (typed: Record<string, string>) => ({
  ...Object.fromEntries(
    settingNames
      .filter(name => siteGroups.includes(declared[name].group))
      .map(name => [name, written(declared[name].standard)]),
  ),
  ...typed,
})

const home = async () => (await blog().visitor().get('/')).html

async function pictureOf(administrator: Visitor): Promise<string> {
  const { html } = await administrator.get(await uploadPicture(administrator, 'mark.png', 700))
  return html.match(/\/media\/[\w-]{22}\/700x300\.webp/)?.[0] ?? ''
}

describe('the site’s own settings', () => {
  test('are on every page at its next request: navigation, footer, dates, how many articles', async () => {
    for (const slug of ['one', 'two', 'three'])
      await blog().publish({ slug, title: slug, publishedAt: new Date('2026-03-07T12:00:00Z') })
    const administrator = await join(blog(), 'administrator')
    expect(await home()).not.toContain('site-nav')
    const saved = await administrator.post(
      '/admin/settings',
      form({
        navigation: 'About us /about\r\nElsewhere   https://example.org/a?b=c',
        footer: '## Imprint\n\n*Written* by <script>alert(1)</script>hand.',
        date_format: 'iso',
        posts_per_page: '2',
      }),
    )
    expect(saved.headers.get('location')).toBe('/admin/settings?done=saved')
    const html = await home()
    expect(html).toContain('<a href="/about"><bdi>About us</bdi></a>')
    expect(html).toContain('<a href="https://example.org/a?b=c"><bdi>Elsewhere</bdi></a>')
    expect(html).toMatch(/<h2 id="foot-section-imprint">Imprint<\/h2>\s*<p><em>Written<\/em> by hand\.<\/p>/)
    expect(html.match(/>2026-03-07<\/time>/g)).toHaveLength(2)
    expect((await blog().visitor().get('/about')).status).toBe(404)
  })

  test.each([
    ['navigation', 'About'],
    ['navigation', 'About //evil.example'],
    ['navigation', 'About /\\evil.example'],
    ['navigation', 'Run javascript:alert(1)'],
    ['navigation', 'Write mailto:a@b.example'],
    ['accent', 'red'],
    ['accent', '#12345'],
    ['logo', 'https://elsewhere.example/logo.png'],
    ['logo', '/media/none/700x300.webp'],
    ['footer', 'x'.repeat(5001)],
    ['posts_per_page', '0'],
    ['time_zone', 'Berlin', 'There is no time zone of that name.'],
  ])('%s can’t be %j, which is given back with what is wrong', async (name, typed, words = '') => {
    const administrator = await join(blog(), 'administrator')
    const answer = await administrator.post('/admin/settings', form({ [name]: typed, title: 'Kept' }))
    expect(answer.status).toBe(422)
    expect(/class="field-error"[^>]*>([^<]+)/.exec(answer.html)?.[1]).toContain(words)
    expect(answer.html).toContain('value="Kept"')
    expect((await read()).title).toBe('Afterword')
  })

  test.each([
    ['en', 'Nothing was saved.'],
    ['de', 'Es wurde nichts gespeichert.'],
    ['ja', '保存されませんでした。'],
    ['zh-CN', '没有保存。'],
  ])(
    'that can’t be say in %s at the top, in focus, that nothing was saved, and lead to each field',
    async (language, words) => {
      const administrator = await join(blog(), 'administrator')
      const typed = form({ footer: 'x'.repeat(5001), navigation: 'no address here', logo: 'none', language })
      const answer = await administrator.post('/admin/settings', typed, { 'accept-language': language })
      expect(answer.status).toBe(422)
      const { focused, said, leadsTo } = refusal(answer.html)
      expect(focused).toEqual(['error-summary'])
      expect(said).toContain(words)
      expect(said).toContain('no address here')
      expect(leadsTo).toEqual(['setting-logo', 'setting-navigation', 'setting-footer'])
      for (const id of leadsTo)
        expect(answer.html).toMatch(new RegExp(`<(textarea|fieldset)[^>]* id="${id}"`))
      expect(refusal((await administrator.get('/admin/settings')).html).said).toBe('')
    },
  )

  test('are shown as they would be, and nothing is saved', async () => {
    const administrator = await join(blog(), 'administrator')
    const typed = form({ title: 'Tea & Time', accent: '#8a1538', navigation: 'About /about', preview: 'yes' })
    const { html, headers } = await administrator.post('/admin/settings', typed)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(html).toContain('<bdi>Tea &amp; Time</bdi>')
    expect(html).toContain('/accent/8a1538.css')
    expect(html).toContain('href="/about"')
    expect(await home()).toContain('<bdi>Afterword</bdi>')
  })

  test('go back to what they were before a save, but for what somebody has changed since', async () => {
    const administrator = await join(blog(), 'administrator')
    await administrator.post('/admin/settings', form({ title: 'Letters', footer: 'One' }))
    await administrator.post('/admin/settings', form({ title: 'Letters', footer: 'Two' }))
    const { html } = await administrator.get('/admin/settings')
    const undo = [...html.matchAll(/action="(\/admin\/settings\/saves\/\d+\/reversal)"/g)].map(([, to]) => to)
    expect(undo).toHaveLength(2)
    const undone = await administrator.post(undo[1] ?? '', {})
    expect(undone.headers.get('location')).toBe('/admin/settings?done=kept')
    expect(await read()).toMatchObject({ title: 'Afterword', footer: 'Two' })
    expect(await home()).toContain('<bdi>Afterword</bdi>')
    const again = await administrator.post(undo[0] ?? '', {})
    expect(again.headers.get('location')).toBe('/admin/settings?done=undone')
    expect((await read()).footer).toBe('One')
  })
})

describe('a picture of the library', () => {
  test('is the logo, and the icon in the sizes that are asked for', async () => {
    const administrator = await join(blog(), 'administrator')
    const src = await pictureOf(administrator)
    expect((await administrator.get('/admin/settings')).html).toContain(`value="${src}"`)
    await administrator.post('/admin/settings', form({ logo: src, icon: src, title: 'Tea' }))
    const html = await home()
    expect(html).toContain(`<img src="${src}" width="700" height="300" alt="Tea"/>`)
    const small = src.replace(/[^/]*$/, '480.webp')
    expect(html).toContain(`<link rel="icon" href="${small}" type="image/webp"/>`)
    expect((await blog().visitor().get('/favicon.ico')).headers.get('location')).toBe(small)
    const touch = await blog().app.request('http://localhost:3000/apple-touch-icon.png')
    expect(Buffer.from(await touch.arrayBuffer()).readUInt32BE(16)).toBe(180)
  })
})

describe('a blog without an icon', () => {
  test.each([
    ['tea & time', 'T'],
    ['“élan”', 'É'],
    ['茶话', '茶'],
    ['👩‍👩‍👧 family', 'F'],
    ['<b>', 'B'],
    ['…', '…'],
  ])('%s is drawn by its first letter', async (title, letter) => {
    const administrator = await join(blog(), 'administrator')
    await administrator.post('/admin/settings', form({ title, accent: '#8a1538' }))
    const { html, headers } = await blog().visitor().get('/icon.svg')
    expect(headers.get('content-type')).toBe('image/svg+xml')
    expect(html).toContain(`>${letter}</text>`)
    expect(html).toContain('fill="#8a1538"')
  })
})
