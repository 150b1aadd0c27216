import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Role } from '../../src/db/account-tables.ts'
import { testBrowser } from '../support/browser.ts'
import { testSite } from '../support/site.ts'
import { joinIn } from '../support/staff.ts'

/** A site for the tests of a file, and browsers of readers and of people who write there. */
export function testEditor() {
  const site = testSite()
  const open = testBrowser(site)
  async function joinAs(role: Role, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await open(options)
    await joinIn(page, site(), role)
    return page
  }
  return { site, open, joinAs }
}

/** The field that holds an article's text. */
export const text = (page: Page) => page.getByLabel('Text', { exact: true })

/** The line that says where the text is. */
export const status = (page: Page) => page.locator('#editor-status')

/** Begins an article from the first page of the admin. */
export async function begin(page: Page, title = 'On kettles'): Promise<void> {
  await page.goto('/admin')
  await page.getByRole('link', { name: 'Write', exact: true }).click()
  await page.getByLabel('Title').fill(title)
}
