import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/db/account-tables.ts'
import { testBrowser } from '../support/browser.ts'
import { soonShown } from '../support/patience.ts'
import { testSite } from '../support/site.ts'
import { joinIn } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'

const site = testSite()
const open = testBrowser(site)

async function join(role: Role, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await open(options)
  await joinIn(page, site(), role)
  await page.goto('/admin/comments')
  return page
}

/** Comments that wait, the last one first in the queue. */
async function write(count: number): Promise<number[]> {
  const slug = await site().publish()
  const ids: number[] = []
  for (let n = 1; n <= count; n++)
    ids.push(
      await site()
        .visitor({ ip: `203.0.113.${n}` })
        .comment(slug, { ...mara, name: `Reader ${n}`, comment: `Thought ${n}` }),
    )
  return ids
}

async function statuses(): Promise<Record<string, number>> {
  const rows = await site().database.db.selectFrom('comments').select('status').execute()
  return Object.fromEntries(
    Object.entries(Object.groupBy(rows, ({ status }) => status)).map(([status, list]) => [
      status,
      list.length,
    ]),
  )
}

describe('a moderator', () => {
  test('clears sixty comments on two pages with the keyboard alone, and takes the last decision back', async () => {
    await write(60)
    const page = await join('moderator')
    const here = () => page.evaluate(() => document.activeElement?.className ?? '')
    await page.reload()
    await page.keyboard.press('j')
    for (let n = 1; n <= 60; n++) {
      await expect.poll(here, soonShown).toBe('queued is-pending')
      await page.keyboard.press(n % 10 === 0 ? 's' : n % 10 === 5 ? 'd' : 'a')
      await expect.poll(() => page.locator('.queued.is-decided').count(), soonShown).toBe(((n - 1) % 50) + 1)
      if (n !== 50) continue
      // The page has no more: the focus is on the way to the next ones.
      await page.keyboard.press('Enter')
      await page.locator('.queued.is-pending').first().waitFor()
      await page.keyboard.press('j')
    }
    expect(await statuses()).toEqual({ approved: 48, spam: 6, trash: 6 })
    expect(await page.locator('#told').textContent()).toBe('1 comment: Spam.')

    await page.keyboard.press('u')
    await expect.poll(statuses, soonShown).toEqual({ approved: 48, spam: 5, trash: 6, pending: 1 })
    // What comes back has its times in the reader's own zone, as it had.
    await page.locator('.queued:not(.is-decided) time[title]').first().waitFor()
    await page.reload()
    await expect.poll(() => page.locator('.queued').count(), soonShown).toBe(1)
  })

  test('does the same by plain forms, without scripts', async () => {
    await write(60)
    const page = await join('moderator', { javaScriptEnabled: false })
    await page.reload()
    await page.getByRole('button', { name: 'Approve: comment by Reader 60' }).click()
    await page.getByText('1 comment: Approved.').waitFor()
    await page.getByLabel('Select the comment by Reader 59').check()
    await page.getByLabel('Select the comment by Reader 58').check()
    await page.locator('.queue-bulk').getByRole('button', { name: 'Trash' }).click()
    await page.getByText('2 comments: Trash.').waitFor()
    expect(await statuses()).toEqual({ approved: 1, trash: 2, pending: 57 })
    await page.locator('.told-decision').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(statuses, soonShown).toEqual({ approved: 1, pending: 59 })
    await page.getByText('Undone. 2 comments: Pending.').waitFor()

    await page.getByRole('searchbox').fill('Thought 42')
    await page.getByRole('button', { name: 'Search' }).click()
    expect(await page.locator('.queued').count()).toBe(1)
    await page.getByRole('button', { name: 'Spam: comment by Reader 42' }).click()
    await page.getByRole('link', { name: 'Show all' }).click()

    for (let left = 58; left > 50; left--) {
      await page
        .locator('.queued')
        .first()
        .getByRole('button', { name: /^Approve/ })
        .click()
      await page.locator('.told-decision').waitFor()
    }
    await page.getByRole('link', { name: /^Pending/ }).click()
    await expect.poll(() => page.locator('.queued').count(), soonShown).toBe(50)
    for (const box of await page.locator('.queued-select').all()) await box.check()
    await page.locator('.queue-bulk').getByRole('button', { name: 'Approve' }).click()
    await page.getByText('50 comments: Approved.').waitFor()
    expect(await statuses()).toEqual({ approved: 59, spam: 1 })
    await page.getByText('Nothing is waiting. Well done.').waitFor()
  })

  test('is told who decided first, and nothing is overwritten', async () => {
    await write(1)
    const [first, second] = [await join('moderator'), await join('editor')]
    // The word of it, which takes the comment off the second's screen, may come before or after the second presses.
    await second.route('**/admin/events?*', route =>
      route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\n\n' }),
    )
    for (const page of [first, second]) await page.reload()
    await first.getByRole('button', { name: 'Spam: comment by Reader 1' }).click()
    await first.getByText('1 comment: Spam.').waitFor()
    await second.getByRole('button', { name: 'Approve: comment by Reader 1' }).click()
    await second.getByText('somebody else decided first').waitFor()
    expect(await second.locator('#told').textContent()).toContain('Mo Moderator: Spam')
    expect(await statuses()).toEqual({ spam: 1 })
  })

  test('hears of a new comment without losing what they read', async () => {
    const slug = await site().publish()
    await site().visitor().comment(slug, mara)
    const page = await join('moderator')
    await page.reload()
    await page.keyboard.press('j')
    await site()
      .visitor({ ip: '203.0.113.77' })
      .comment(slug, { ...mara, comment: 'Another thought' })
    await page.getByText('1 new comment: show').waitFor()
    expect(await page.locator('[data-count=pending]').textContent()).toBe('2')
    expect(await page.locator('.queued').count()).toBe(1)
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('queued is-pending')
  })

  test('decides on a comment where it stands on the article', async () => {
    const [id = 0] = await write(1)
    await site().approve(id)
    const page = await join('moderator')
    await page.goto('/tea')
    await page.getByRole('button', { name: 'Trash: comment by Reader 1' }).click()
    await page.waitForURL('**/tea*')
    expect(await statuses()).toEqual({ trash: 1 })
  })
})
