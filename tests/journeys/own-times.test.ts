import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'
import { testSite } from '../support/site.ts'

const site = testSite()
const open = testBrowser(site)

const at = new Date('2026-11-25T23:26:00Z')

test.each([
  ['en-GB', 'Europe/Rome', '26 November 2026', '26 November 2026, 00:26'],
  ['en-AU', 'Australia/Sydney', '26 November 2026', /^26 November 2026, 10:26\sam$/],
  ['en-CA', 'America/Toronto', 'November 25, 2026', /^November 25, 2026, 6:26\sp\.m\.$/],
  ['en-US', 'America/Los_Angeles', 'November 25, 2026', /^November 25, 2026, 3:26\sPM$/],
  ['de-AT', 'Europe/Vienna', '26. November 2026', '26. November 2026, 00:26'],
  ['ja-JP', 'Asia/Tokyo', '2026年11月26日', '2026年11月26日 8:26'],
  ['fr-FR', 'Europe/Paris', 'November 26, 2026', /^November 26, 2026, 12:26\sAM$/],
] as const)(
  'a reader in %s, %s, has their own times, with both in the title',
  async (locale, timezoneId, day, minute) => {
    await site().publish({ slug: 'tea', publishedAt: at })
    await converse(site(), 'tea', [{ text: 'One' }])
    await sql`update comments set created_at = ${at}, edited_at = ${at}`.execute(site().database.db)
    const page = await open({ locale, timezoneId })
    await page.goto('/tea')
    const published = page.locator('.post-facts time')
    await published.and(page.locator('[title]')).waitFor()
    expect(await published.textContent()).toBe(day)
    const written = page.locator('.comment-time time')
    const text = (await written.textContent()) ?? ''
    expect(text).toMatch(minute)
    expect(await page.locator('.comment-edited time').textContent()).toBe(text)
    const title = (await written.getAttribute('title')) ?? ''
    expect(title.startsWith(text)).toBe(true)
    expect(title).toMatch(/ · .*2026.*UTC$/)
    expect(await written.getAttribute('datetime')).toBe(at.toISOString())
  },
)

test('a reader in the site’s zone is told a time once', async () => {
  await setSettings(site().database.db, { time_zone: 'Europe/Berlin' })
  await site().publish({ slug: 'tea', publishedAt: at })
  await converse(site(), 'tea', [{ text: 'One' }])
  await sql`update comments set created_at = ${at}`.execute(site().database.db)
  for (const [timezoneId, times] of [
    ['Europe/Vienna', 1],
    ['Europe/London', 2],
  ] as const) {
    const page = await open({ locale: 'en-GB', timezoneId })
    await page.goto('/tea')
    const written = page.locator('.comment-time time')
    await written.and(page.locator('[title]')).waitFor()
    const title = (await written.getAttribute('title')) ?? ''
    expect(title.split(' · ')).toHaveLength(times)
    expect(title).toMatch(/(?:GMT|CET)/)
  }
})

test('a browser whose language is no tag has the page’s own form, and every script', async () => {
  await site().publish({ slug: 'tea', publishedAt: at })
  const page = await open()
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'languages', { get: () => ['en-US@posix', 'x_y'] }),
  )
  await page.goto('/tea')
  const published = page.locator('.post-facts time')
  await published.and(page.locator('[title]')).waitFor()
  expect(await published.textContent()).toBe('November 25, 2026')
})

test('without scripts a time is the site’s, and says in which zone', async () => {
  await site().publish({ slug: 'tea', publishedAt: at })
  await converse(site(), 'tea', [{ text: 'One' }])
  const page = await open({ javaScriptEnabled: false, timezoneId: 'Asia/Tokyo' })
  await page.goto('/tea')
  expect(await page.locator('.comment-time').textContent()).toMatch(/UTC$/)
})
