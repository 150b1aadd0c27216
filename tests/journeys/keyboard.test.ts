import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'

const site = testSite()
const open = testBrowser(site)

/** Presses Tab until the focus is where it should be; gives up when it has been everywhere. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(selector => document.activeElement?.matches(selector), selector)) return
  }
  throw new Error(`Tab never reached ${selector}`)
}

const hasFocusRing = (page: Page) =>
  page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
  })

test('a reader with a keyboard alone skips to the comments, replies, and sees the reply', async () => {
  const slug = await site().publish()
  const ids = await converse(site(), slug, [{ text: 'First things first' }, { text: 'Another matter' }])
  const page = await open()
  await page.goto(`/${slug}`)

  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content')
  expect(await hasFocusRing(page)).toBe(true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('comments')

  await tabTo(page, `#comment-${ids[1]} .comment-reply`)
  expect(await hasFocusRing(page)).toBe(true)
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('comment')
  await page.keyboard.type(mara.comment)
  for (const name of ['name', 'email', 'website'] as const) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(name)
    expect(await hasFocusRing(page)).toBe(true)
    await page.keyboard.type(mara[name])
  }
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#comment-\d+$/)
  const own = page.locator(`#comment-${ids[1]} > .comment-replies > .comment:target`)
  expect(await own.textContent()).toContain(mara.comment)

  // The next Tab goes on from the reader's own comment, not from the top of the page.
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest(':target') !== null)).toBe(true)
  await tabTo(page, 'textarea')
  await tabTo(page, '#comment-field-name')
  expect(await page.locator('#comment-field-name').inputValue()).toBe(mara.name)
})

test('Enter in a field of one line posts the comment rather than previewing it', async () => {
  const slug = await site().publish()
  const page = await open()
  await page.goto(`/${slug}`)
  await tabTo(page, 'textarea')
  await page.keyboard.type(mara.comment)
  await page.keyboard.press('Tab')
  await page.keyboard.type(mara.name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(mara.email)
  await page.keyboard.press('Enter')
  await page.waitForURL(/#comment-\d+$/)
  expect(await page.locator('.comment:target').textContent()).toContain(mara.comment)
})
