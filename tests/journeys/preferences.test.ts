import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)

const scripts = [
  { kind: 'with scripts', javaScriptEnabled: true },
  { kind: 'without scripts', javaScriptEnabled: false },
]

async function choose(page: Page, choice: { language?: string; theme?: string }) {
  const form = page.locator('form.preferences')
  if (choice.language) await form.locator('select[name=language]').selectOption(choice.language)
  if (choice.theme) await form.locator('select[name=theme]').selectOption(choice.theme)
  await form.getByRole('button').click()
}

const colours = (page: Page) =>
  page.evaluate(() => {
    const { colorScheme, backgroundColor, color } = getComputedStyle(document.documentElement)
    return { colorScheme, backgroundColor, color }
  })

describe.each(scripts)('a reader $kind', ({ javaScriptEnabled }) => {
  test('chooses a language once, and has it on every page after, over what the browser asks for', async () => {
    const slug = await site().publish()
    const page = await open({ javaScriptEnabled, locale: 'en-GB' })
    await page.goto(`/${slug}`)
    await choose(page, { language: 'zh-CN' })
    await page.waitForURL(`**/${slug}`)
    for (const path of [`/${slug}`, '/', '/nowhere']) {
      await page.goto(path)
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    }
    const other = await open({ javaScriptEnabled, locale: 'en-GB' })
    await other.goto(`/${slug}`)
    expect(await other.locator('html').getAttribute('lang')).toBe('en')
  })

  test('chooses an appearance once, and has it on every page after, over what the device says', async () => {
    const slug = await site().publish()
    const page = await open({ javaScriptEnabled, colorScheme: 'light' })
    await page.goto(`/${slug}`)
    await choose(page, { theme: 'dark' })
    await page.waitForURL(`**/${slug}`)
    for (const path of [`/${slug}`, '/']) {
      await page.goto(path)
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
      expect((await colours(page)).colorScheme).toBe('dark')
    }
    const dark = await colours(page)
    await choose(page, { theme: 'light' })
    await page.waitForURL('**/')
    expect((await colours(page)).color).not.toBe(dark.color)
    await choose(page, { theme: 'system' })
    expect(await page.locator('html').getAttribute('data-theme')).toBe(null)
  })

  test('is asked nothing twice: a choice on a page that answered a form leads to the article', async () => {
    const slug = await site().publish()
    const page = await open({ javaScriptEnabled })
    await page.goto(`/${slug}`)
    await formOn(page).comment.fill('Half a thought')
    await formOn(page).post.evaluate(button => button.setAttribute('formnovalidate', ''))
    await formOn(page).post.click()
    await page.waitForURL(`**/${slug}/comments`)
    await choose(page, { language: 'zh-CN' })
    await page.waitForURL(`**/${slug}`)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })
})

describe('a phone of 320 pixels', () => {
  test.each(['en', 'zh-CN', 'de', 'ja'])(
    'shows every page in %s without scrolling sideways',
    async locale => {
      await site().importMarkdown('tests/samples/eu-japan-tech-ties.md')
      const slug = await site().publish({
        title: 'Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel',
        source: wide,
      })
      const ids = await converse(site(), slug, [
        { text: `https://example.org/${'a'.repeat(300)}` },
        ...[0, 1, 2, 3, 4, 5].map(answers => ({ text: 'W'.repeat(200), answers })),
      ])
      const page = await open({ locale, viewport: { width: 320, height: 640 } })
      for (const path of [
        '/',
        '/eu-japan-tech-ties',
        `/${slug}`,
        `/${slug}?reply=${ids[4]}`,
        `/${slug}/threads/${ids[0]}`,
        '/tags/tea',
        '/nowhere',
      ]) {
        await page.goto(path)
        expect([path, ...(await languageAndWidth(page))]).toEqual([path, locale, 320])
      }

      await page.goto(`/${slug}`)
      const form = formOn(page, locale)
      await form.write({ ...mara, name: 'M'.repeat(100), comment: 'x'.repeat(400) })
      await form.post.click()
      await page.waitForURL(/#comment-\d+$/)
      expect(await languageAndWidth(page)).toEqual([locale, 320])
    },
  )
})

const languageAndWidth = (page: Page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.scrollWidth])

const wide = `| a | b | c | d |\n|---|---|---|---|\n| ${'w'.repeat(40)} | ${'w'.repeat(40)} | ${'w'.repeat(40)} | ${'w'.repeat(40)} |

\`\`\`js
const ${'x'.repeat(200)} = 1
\`\`\`

https://example.org/${'b'.repeat(300)}
`
