import { describe, expect, test } from 'vitest'
import { languages } from '../../src/i18n/messages.ts'
import { changeSetting, isSettingName, readSettings, settingKinds } from '../../src/settings/settings.ts'
import { testBlog } from '../support/blog.ts'
import { soon } from '../support/browser.ts'
import { testSite } from '../support/site.ts'

const blog = testBlog()
const set = (name: keyof typeof settingKinds, text: string) =>
  changeSetting(blog().database.db, name, text, languages)

const accepted = [
  ['title', 'Tea & Time', 'Tea & Time'],
  ['title', '茶'.repeat(200), '茶'.repeat(200)],
  ['tagline', '', ''],
  ['language', 'zh-CN', 'zh-CN'],
  ['hold_comments', 'off', false],
  ['hold_comments', 'on', true],
  ['name_email_required', 'off', false],
  ['hold_links', '0', 0],
  ['hold_links', '1000', 1000],
  ['thread_depth', '1', 1],
  ['thread_depth', '10', 10],
  ['threads_per_page', '1', 1],
  ['threads_per_page', '100', 100],
  ['thread_order', 'newest', 'newest'],
  ['first_page', 'oldest', 'oldest'],
  ['comments_per_minute', '10000', 10_000],
  ['edit_minutes', '0', 0],
  ['edit_minutes', '1440', 1440],
] as const

const refused = [
  ['title', ''],
  ['title', 'x'.repeat(201)],
  ['title', 'two\nlines'],
  ['title', 'null\0byte'],
  ['title', 'half \ud800'],
  ['tagline', 'x'.repeat(501)],
  ['language', 'xx'],
  ['language', 'EN'],
  ['hold_comments', 'true'],
  ['name_email_required', ''],
  ['hold_links', '-1'],
  ['hold_links', '1001'],
  ['thread_depth', '0'],
  ['thread_depth', '11'],
  ['thread_depth', '1.5'],
  ['threads_per_page', '101'],
  ['first_page', 'last'],
  ['threads_per_page', 'many'],
  ['comments_per_minute', '0'],
  ['comments_per_minute', '1e2'],
  ['edit_minutes', '1441'],
  ['edit_minutes', ''],
] as const

describe('a setting', () => {
  test.each(accepted)('%s takes %j', async (name, text, value) => {
    expect(await set(name, text)).toBeNull()
    expect((await readSettings(blog().database.publicDb))[name]).toBe(value)
  })

  test.each(refused)('%s refuses %j, says what it takes, and stays as it was', async (name, text) => {
    const before = await readSettings(blog().database.publicDb)
    expect((await set(name, text))?.problem).toMatch(new RegExp(`^${name} is .+\\.$`))
    expect(await readSettings(blog().database.publicDb)).toEqual(before)
  })

  test('is known by its own name only', () => {
    expect(Object.keys(settingKinds).every(isSettingName)).toBe(true)
    for (const name of ['', 'constructor', 'toString', 'welcomed_at', 'only_row'])
      expect(isSettingName(name)).toBe(false)
  })

  test('is there for each column that is for the host', async () => {
    const settings = await readSettings(blog().database.publicDb)
    expect([...Object.keys(settingKinds), 'welcomed_at'].sort()).toEqual(Object.keys(settings).sort())
  })
})

describe('a site that is served', () => {
  const site = testSite()

  test('shows a changed setting once it has heard of it, on a page that was kept too', async () => {
    await site().publish()
    const page = async () => (await fetch(`${site().url}/tea`)).text()
    await page()
    expect(await page()).toContain('Afterword')
    await changeSetting(site().database.db, 'title', 'The Kettle', languages)
    // Postgres tells of it a moment after the commit.
    await expect.poll(page, soon).toContain('The Kettle')
  })
})
