import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { testBrowser } from '../support/browser.ts'
import { testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)
const stored = async () => {
  const rows = await site().database.db.selectFrom('comments').select('source').execute()
  return rows.map(row => row.source)
}

test.each([1, 2, 4])(
  '%i clicks at once, without scripts, in a browser that is new here, are one comment',
  async clicks => {
    await site().publish()
    const page = await open({ javaScriptEnabled: false })
    await page.goto('/tea')
    const form = formOn(page)
    await form.write(mara)
    await clickAtOnce(page, clicks)
    await page.waitForURL(/#comment-\d+$/)
    expect(await page.locator('.comment:target').textContent()).toContain(mara.comment)
    expect(await stored()).toEqual([mara.comment])
    expect((await page.context().cookies()).map(({ name }) => name).sort()).toEqual([
      'browser',
      expect.stringMatching(/^comment-/),
    ])
  },
)

test('a form that is sent while its scripts are on their way says so, and does not wait for long', async () => {
  await site().publish()
  const page = await open()
  await page.clock.install()
  await page.route('**/while-writing.js', () => {}) // never answered
  await page.goto('/tea')
  const form = formOn(page)
  await form.write(mara)
  await form.post.click()
  await expect.poll(() => page.locator('.form-status').textContent()).toBe('Posting…')
  expect(await stored()).toEqual([])
  await page.clock.runFor(3_100)
  await page.waitForURL(/#comment-\d+$/)
  expect(await stored()).toEqual([mara.comment])
})

test('a form whose answer was cut on its way, sent again, is one comment', async () => {
  await site().publish()
  const browser = await launchChromium()
  const proxy = await cuttingProxy(Number(new URL(site().url).port))
  try {
    const context = await browser.newContext({ baseURL: proxy.url, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto('/tea')
    const form = formOn(page)
    await form.write(mara)
    proxy.cut('HTTP/1.1 303')
    await form.post.click()
    await expect.poll(stored).toEqual([mara.comment])
    await page.waitForURL('chrome-error://chromewebdata/')
    await page.goBack()
    await formOn(page).write(mara)
    proxy.cut(null)
    await formOn(page).post.click()
    await page.waitForURL(/#comment-\d+$/)
    expect(await page.locator('.comment:target').textContent()).toContain(mara.comment)
    expect(await stored()).toEqual([mara.comment])
  } finally {
    await browser.close()
    proxy.close()
  }
})

/** Clicks on the same place, not waiting for what comes of it. */
async function clickAtOnce(page: Page, clicks: number): Promise<void> {
  const button = formOn(page).post
  await button.scrollIntoViewIfNeeded()
  const box = await button.boundingBox()
  if (!box) throw new Error('the button is not to be seen')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { clickCount: clicks })
}

/** Stands between a browser and the site, and cuts the connection instead of an answer that begins so. */
async function cuttingProxy(port: number) {
  let beginning: string | null = null
  const server = createServer(browser => {
    const upstream = connect(port, '127.0.0.1')
    browser.pipe(upstream)
    upstream.on('data', chunk => {
      if (beginning !== null && chunk.toString('latin1').startsWith(beginning)) browser.resetAndDestroy()
      else browser.write(chunk)
    })
    for (const [one, other] of [
      [browser, upstream],
      [upstream, browser],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    url: `http://localhost:${address.port}`,
    cut: (answer: string | null) => void (beginning = answer),
    close: () => server.close(),
  }
}
