import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'
import { join } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'
import { formOn } from '../journeys/form.ts'
import { faultsByNight, faultsOf } from './axe.ts'

const site = testSite()
const open = testBrowser(site)

const sayings = [
  { text: 'First things first' },
  { text: 'Quite so', answers: 0 },
  { text: 'Gone', status: 'trash' as const },
  { text: 'Left behind', answers: 2 },
]

type Go = (page: Page, language: string) => Promise<unknown>

async function post(page: Page, language: string) {
  await page.goto('/tea')
  const form = formOn(page, language)
  await form.write(mara)
  await form.post.click()
  await page.waitForURL(/#comment-\d+$/)
}

const pages: Record<string, Go> = {
  'the home page': page => page.goto('/'),
  'an article with its comments': page => page.goto('/eu-japan-tech-ties'),
  'a report': async page => {
    await converse(site(), 'tea', sayings)
    await page.goto('/tea')
    await page.locator('.comment-report').first().click()
  },
  'the archive': page => page.goto('/archive'),
  'what a search finds': page => page.goto('/search?q=tea'),
  'an address that leads nowhere': page => page.goto('/on-tea.html'),
  'a form with errors': async (page, language) => {
    await page.goto('/tea')
    const form = formOn(page, language)
    await form.write({ email: 'nobody' })
    await form.post.evaluate(button => button.setAttribute('formnovalidate', ''))
    await form.post.click()
    await page.waitForURL('**/comments')
  },
  'a pending comment': post,
  'an edit': async (page, language) => {
    await post(page, language)
    await page.goto((await page.locator('a[href$="/revision"]').first().getAttribute('href')) ?? '')
  },
  'the system, where work has failed': async page => {
    const { cookies } = await join(site(), 'administrator')
    const { url } = site()
    await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url })))
    await site()
      .database.db.insertInto('private.jobs')
      .values([
        {
          name: 'forget-contacts',
          payload: '{}',
          state: 'failed',
          attempts: 12,
          why: 'TypeError · at f (x.ts:1)',
        },
        { name: 'forget-sessions', payload: '{}', attempts: 1, why: 'Error' },
      ])
      .execute()
    await page.goto('/admin/system')
  },
  'a page that is not there': page => page.goto('/nowhere'),
}

/** Each page in one of two languages; where strangers' words meet most of ours, in both. */
const shown = Object.entries(pages).flatMap(([name, go], turn) =>
  ['en', 'zh-CN']
    .filter((_, place) => place === turn % 2 || name === 'a form with errors')
    .map(language => ({ name, go, language })),
)

test.each(shown)(
  'axe finds nothing wrong with $name, by day and by night, in $language',
  async ({ name, go, language }) => {
    await site().importMarkdown('tests/samples/eu-japan-tech-ties.md')
    await site().publish()
    for (const slug of ['tea', 'eu-japan-tech-ties']) await converse(site(), slug, sayings)
    const page = await open({ locale: language, colorScheme: 'light' })
    await go(page, language)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    expect(await faultsOf(page, name, { targets: true })).toEqual([])

    const light = await inkOf(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await inkOf(page)).not.toBe(light)
    expect(await faultsByNight(page, name)).toEqual([])
  },
)

const inkOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).color)
