import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { converse, thoughts } from '../support/conversation.ts'
import { soonShown } from '../support/patience.ts'
import { hearChanges, testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'

const site = testSite()
const open = testBrowser(site)

test('a reader sorts the comments, is told of a new one without a move, and is led to it when they ask', async () => {
  const slug = await site().publish()
  await converse(site(), slug, thoughts(3))
  const page = await open()
  await page.clock.install()
  await page.goto(`/${slug}`)
  await page.getByRole('link', { name: 'Newest first' }).click()
  await page.waitForURL(/sort=newest/)
  expect(await page.locator('.comment-text').first().textContent()).toContain('Thought 3')

  const news = page.getByRole('status').filter({ hasText: 'new comment' })
  const unchanged = page.waitForResponse('**/comments/news')
  await page.clock.runFor(61_000)
  expect((await unchanged).ok()).toBe(true)
  expect(await news.count()).toBe(0)

  const id = await site()
    .visitor()
    .comment(slug, { ...mara, comment: 'Just said' })
  await site().approve(id)
  await hearChanges(site())
  await page.locator('.comment').nth(1).scrollIntoViewIfNeeded()
  const place = await page.evaluate(() => window.scrollY)
  await page.clock.runFor(61_000)
  await expect.poll(() => news.textContent(), soonShown).toBe('1 new comment')
  expect(await page.evaluate(() => window.scrollY)).toBe(place)
  await page.getByRole('link', { name: '1 new comment' }).click()
  await page.waitForURL(new RegExp(`#comment-${id}$`))
  expect(await page.locator('.comment:target').textContent()).toContain('Just said')
})
