import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { setSettings } from '../support/settings.ts'
import type { AllSettings } from '../../src/settings/declared.ts'
import { join } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const set = (values: Partial<AllSettings>) => setSettings(blog().database.db, values)
const read = async (language = 'en') =>
  (
    await blog()
      .visitor({ headers: { 'accept-language': language } })
      .get('/privacy')
  ).html

describe('the page on privacy', () => {
  test('says what the settings make true, at the next request', async () => {
    expect(await read()).toContain('deleted after 90 days')
    await set({ forget_origins_after_days: 7, edit_minutes: 3, name_email_required: false })
    const html = await read()
    expect(html).toContain('deleted after 7 days')
    expect(html).toContain('For 3 minutes')
    expect(html).toContain('You may leave the name')
    await set({ forget_origins_after_days: 0 })
    expect(await read()).toContain('deleted together with the comment')
    expect(html).toContain('Spam is deleted after 30 days. What waits, or is in the trash, stays')
    expect(html).toContain('deleted after 30 days, with all its comments')
    expect(html).toContain(
      '<p>If the people who run this blog block somebody, or let somebody’s comments wait',
    )
    expect(html).toContain('An IP address that was blocked is forgotten within 30 days after that.')
    expect(await read('zh-CN')).toContain('<html lang="zh-CN"')
  })

  test('has the host’s own words before it or instead, without anything that runs', async () => {
    await set({ privacy_text: '## Who we are\n\nHarbour 1 <script>alert(1)</script>' })
    expect(await read()).toMatch(/Who we are[\s\S]*When you read/)
    await set({ privacy_place: 'instead' })
    const html = await read()
    expect(html).toContain('Harbour 1')
    expect(html).not.toContain('When you read')
    expect(html).not.toContain('alert(1)')
  })

  test('names every cookie that a reader can get', async () => {
    await blog().publish()
    const visitor = blog().visitor()
    await visitor.comment('tea', { ...mara, remember: 'yes' })
    await visitor.post('/preferences', { language: 'en', theme: 'dark', return: '/' })
    const html = await read()
    for (const name of visitor.cookies.keys())
      expect(html).toMatch(new RegExp(`[>, ]${name.replace(/-\d+$/, '-…')}[<,]`))
    expect(visitor.cookies.size).toBeGreaterThan(4)
    const { cookies } = await join(blog(), 'administrator')
    for (const name of cookies.keys()) expect(html).toContain(name)
  })

  test('is led to from every foot and from the form, and leaves an article of that address alone', async () => {
    await blog().publish()
    expect((await blog().visitor().get('/tea')).html.match(/href="\/privacy"/g)).toHaveLength(2)
    await blog().publish({ slug: 'privacy', title: 'Ours' })
    expect(await read()).toContain('<h1>Ours</h1>')
  })
})
