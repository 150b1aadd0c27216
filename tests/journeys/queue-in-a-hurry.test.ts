import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { moderate } from '../../src/moderation/moderate.ts'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'
import { soonShown } from '../support/patience.ts'
import { joinIn } from '../support/staff.ts'

const site = testSite()
const open = testBrowser(site)

/** A moderator before a queue, the newest comment first, on a server that takes its time. */
async function before(count: number, slowMs: number): Promise<{ page: Page; ids: number[] }> {
  const slug = await site().publish()
  const ids = await converse(
    site(),
    slug,
    Array.from({ length: count }, (_, place) => ({
      text: `Thought ${place + 1}`,
      status: 'pending' as const,
    })),
  )
  const page = await open()
  await joinIn(page, site(), 'moderator')
  await page.goto('/admin/comments')
  await page.route('**/admin/decisions', async route => {
    await wait(slowMs)
    await route.continue()
  })
  return { page, ids: ids.toReversed() }
}

const steps = () =>
  site()
    .database.db.selectFrom('private.moderation_log')
    .select(['comment_id', 'to_status'])
    .orderBy('id')
    .execute()

test('whoever was signed out meanwhile is told so, with the way back in, and what they did then is done', async () => {
  const { page, ids } = await before(1, 0)
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  const note = page.locator(`#comment-${ids[0]} .queued-failed a`)
  await expect.poll(() => note.getAttribute('href'), soonShown).toBe('/sign-in')
  expect(await steps()).toEqual([])
  await page.context().addCookies(cookies)
  await page.keyboard.press('a')
  await expect.poll(steps, soonShown).toEqual([{ comment_id: ids[0], to_status: 'approved' }])
})

test('twelve keys in the time of one answer make twelve decisions, in their order', async () => {
  const { page, ids } = await before(14, 300)
  await page.keyboard.press('j')
  const keys = 'aasdaassdaad'
  await page.evaluate(keys => {
    for (const key of keys)
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  }, keys)
  // The next one is in focus before the first is answered.
  expect(await page.locator(':focus').getAttribute('id')).toBe(`comment-${ids[12]}`)
  await expect.poll(() => page.locator('.queued.is-decided').count(), soonShown).toBe(12)
  const to = new Map([
    ['a', 'approved'],
    ['s', 'spam'],
    ['d', 'trash'],
  ])
  await expect
    .poll(async () => (await steps()).map(({ comment_id, to_status }) => [comment_id, to_status]), soonShown)
    .toEqual(Array.from(keys).map((key, place) => [ids[place], to.get(key)]))
})

test('a key that is held decides once', async () => {
  const { page } = await before(3, 0)
  await page.keyboard.press('j')
  await page.evaluate(() => {
    for (let n = 0; n < 5; n++)
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'a', bubbles: true, repeat: n > 0 }),
      )
  })
  await expect.poll(() => page.locator('.queued.is-decided').count(), soonShown).toBe(1)
  expect(await steps()).toHaveLength(1)
})

test('u takes back the last one, also before that is answered', async () => {
  const { page, ids } = await before(3, 300)
  await page.keyboard.press('j')
  await page.keyboard.press('s')
  await page.keyboard.press('u')
  await expect
    .poll(async () => (await steps()).map(({ comment_id, to_status }) => [comment_id, to_status]), soonShown)
    .toEqual([
      [ids[0], 'spam'],
      [ids[0], 'pending'],
    ])
})

test('a key decides on all that are ticked, whatever is in focus, and u takes it back, then what was before', async () => {
  const { page, ids } = await before(5, 0)
  await page.keyboard.press('j')
  await page.keyboard.press('s')
  await page.locator(`#comment-${ids[0]}.is-decided`).waitFor()
  for (const key of 'xjxj') await page.keyboard.press(key)
  expect(await page.locator('.queue-count').textContent()).toBe('2 selected')
  expect(await page.locator(':focus').getAttribute('id')).toBe(`comment-${ids[3]}`)
  await page.keyboard.press('a')
  await expect.poll(() => page.locator('.queued.is-decided').count(), soonShown).toBe(3)
  expect(await page.locator('.queue-count').textContent()).toBe('0 selected')
  expect(await page.locator('#told').textContent()).toContain('2 comments: Approved.')

  await page.keyboard.press('u')
  await expect.poll(() => page.locator('.queued.is-decided').count(), soonShown).toBe(1)
  expect(await page.locator('#told').textContent()).toContain('Undone. 2 comments: Pending.')
  await page.keyboard.press('u')
  await expect.poll(() => page.locator('.queued.is-decided').count(), soonShown).toBe(0)
  await page.keyboard.press('u')
  await page.locator('#told', { hasText: 'Nothing on this page to undo.' }).waitFor()
  expect(await page.locator(':focus').getAttribute('id')).toBe(`comment-${ids[0]}`)
  expect((await steps()).map(({ to_status }) => to_status)).toEqual([
    'spam',
    'approved',
    'approved',
    'pending',
    'pending',
    'pending',
  ])
})

test('e and r edit and answer where the comment stands, and what a colleague decides moves at once', async () => {
  const { page, ids } = await before(3, 0)
  const focused = () => page.locator(':focus').getAttribute('id')
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.locator('.queued-form textarea:focus').waitFor()
  await page.keyboard.type('Mended. ')
  await page.keyboard.press('Escape')
  expect(await focused()).toBe(`comment-${ids[0]}`)
  await page.keyboard.press('e')
  await page.locator('.queued-form textarea:focus').waitFor()
  expect(await page.locator('.queued-form textarea').inputValue()).toContain('Mended. ')
  await page.locator('.queued-form textarea').fill('')
  await page.locator('.queued-form form').evaluate((form: HTMLFormElement) => {
    form.noValidate = true
  })
  await page.keyboard.press('Control+Enter')
  await page.locator('.queued-form .field-error').waitFor()
  await page.locator('.queued-form textarea').fill('Mended')
  await page.keyboard.press('Control+Enter')
  await page.locator(`#comment-${ids[0]} .comment-text`, { hasText: /^\s*Mended\s*$/ }).waitFor()
  expect(await focused()).toBe(`comment-${ids[0]}`)

  await page.keyboard.press('r')
  await page.locator('.queued-form textarea:focus').waitFor()
  await page.keyboard.type('Thank you')
  await page.keyboard.press('Control+Enter')
  await page.locator(`#comment-${ids[0]}.is-decided`).waitFor()
  expect(await focused()).toBe(`comment-${ids[1]}`)

  const { db } = site().database
  const colleague = { kind: 'staff' as const, account: null, name: 'Edwin Editor' }
  await moderate(db, ids[2] ?? 0, 'spam', colleague)
  await page.locator(`#comment-${ids[2]}.is-decided`, { hasText: 'Spam, by Edwin Editor' }).waitFor()
  expect(await focused()).toBe(`comment-${ids[1]}`)
})

test('a decision that fails says so beside its comment, which stays and can be decided on again', async () => {
  const { page, ids } = await before(3, 0)
  await page.unroute('**/admin/decisions')
  await page.route('**/admin/decisions', route => route.fulfill({ status: 200, body: '<!doctype html>' }))
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  const row = page.locator(`#comment-${ids[0]}`)
  await row.getByRole('alert').waitFor()
  expect(await row.getByRole('alert').textContent()).toContain('could not be saved')
  expect([await page.locator('.queued').count(), await page.locator('.is-decided').count()]).toEqual([3, 0])
  expect(await steps()).toEqual([])

  await page.unroute('**/admin/decisions')
  await row.getByRole('button', { name: /^Approve/ }).click()
  await page.locator(`#comment-${ids[0]}.is-decided`).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})
