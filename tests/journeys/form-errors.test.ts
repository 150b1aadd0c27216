import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { messagesIn } from '../../src/i18n/messages.ts'
import { testBrowser } from '../support/browser.ts'
import { soonShown } from '../support/patience.ts'
import { testSite } from '../support/site.ts'
import { lin, mara } from '../support/visitor.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)
const storedComments = () => site().database.db.selectFrom('comments').selectAll().execute()

/** Sends the form as a browser does that checks nothing itself. */
async function postUnchecked(page: Page, language = 'en') {
  const form = formOn(page, language)
  await form.post.evaluate(button => button.setAttribute('formnovalidate', ''))
  await form.post.click()
  await page.waitForURL('**/comments')
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)

describe('the browser itself', () => {
  test('stops a form with an empty or wrong field, before anything is sent', async () => {
    const slug = await site().publish()
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    let sent = 0
    page.on('request', request => void (request.method() === 'POST' && sent++))

    const whole = { ...mara, website: 'https://lindqvist.example/' }
    for (const wrong of [
      { comment: '' },
      { name: '' },
      { email: '' },
      { email: 'mara' },
      { website: 'lindqvist' },
      { website: 'mara@lindqvist.example' },
    ]) {
      await form.write({ ...whole, ...wrong })
      await form.post.click()
      const field = Object.keys(wrong)[0]
      expect(await focused(page)).toBe(`comment-field-${field}`)
      expect(await page.locator(':user-invalid:not(form)').count()).toBe(1)
    }
    expect(sent).toBe(0)
    expect(await storedComments()).toHaveLength(0)

    await form.write({ ...whole, website: 'lindqvist.example' })
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    expect(sent).toBe(2) // once more with the mark that the first answer brought
  })

  test('lets no more be typed into a name than the server takes, and cuts no comment', async () => {
    const slug = await site().publish()
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.name.focus()
    await page.keyboard.insertText('名'.repeat(101))
    expect(await form.name.inputValue()).toBe('名'.repeat(100))
    await form.comment.focus()
    const longest = `${'字'.repeat(1_999)}\n`.repeat(10)
    await page.keyboard.insertText(`${longest}字`)
    await form.write({ email: lin.email })
    await form.post.click()
    await page.waitForURL('**/comments')
    expect(await form.comment.inputValue()).toBe(`${longest}字`)
    await form.comment.fill(longest)
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    expect(await storedComments()).toMatchObject([{ name: '名'.repeat(100), source: longest.trim() }])
  })
})

describe.each([
  { kind: 'with scripts', javaScriptEnabled: true },
  { kind: 'without scripts', javaScriptEnabled: false },
])('a form that the server refuses, $kind', ({ javaScriptEnabled }) => {
  test.each(['en', 'zh-CN'])(
    'comes back in %s with everything typed, its summary in focus, each line leading to its field',
    async language => {
      const t = messagesIn(language)
      const slug = await site().publish()
      const page = await open({ javaScriptEnabled, locale: language })
      await page.goto(`/${slug}`)
      const form = formOn(page, language)
      const typed = {
        comment: '\n  Indented, after an empty line\n',
        name: '',
        email: 'nobody',
        website: 'nowhere',
      }
      await form.write(typed)
      await form.remember.check()
      // Without scripts of the page this still runs: it is the test's own.
      await postUnchecked(page, language)

      await expect.poll(() => focused(page), soonShown).toBe('error-summary')
      expect(await page.title()).toContain(t.form.errorTitle('On tea'))
      const summary = page.locator('#error-summary')
      expect(await summary.textContent()).toContain(t.form.errorSummary(3))
      for (const [field, words] of [
        ['name', t.form.errors.name.missing],
        ['email', t.form.errors.email.notAnEmail],
        ['website', t.form.errors.website.notAWebsite],
      ] as const) {
        await summary.getByRole('link', { name: words }).click()
        expect(await focused(page)).toBe(`comment-field-${field}`)
        expect(await form[field].getAttribute('aria-invalid')).toBe('true')
        const described = await form[field].getAttribute('aria-describedby')
        expect(await page.locator(`#${described?.split(' ')[0]}`).textContent()).toBe(words)
      }
      for (const field of ['comment', 'name', 'email', 'website'] as const)
        expect(await form[field].inputValue()).toBe(typed[field])
      expect(await form.remember.isChecked()).toBe(true)

      await form.write(mara)
      await form.post.click()
      await page.waitForURL(/#comment-\d+$/)
      expect(await page.locator('.comment:target').textContent()).toContain(mara.comment)
    },
  )
})

test('a comment that was sent already leads to the one that is there', async () => {
  const slug = await site().publish()
  const page = await open()
  for (const _ of ['first', 'again']) {
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.write(mara)
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
  }
  expect(await storedComments()).toHaveLength(1)
})

describe('a text beyond all measure', () => {
  test('is told so, and the back button leads to a form that still holds it', async () => {
    const slug = await site().publish()
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.write(mara)
    await form.comment.evaluate((field, length) => {
      if (!(field instanceof HTMLTextAreaElement)) return
      field.value = 'x'.repeat(length)
    }, 600_000)
    await form.post.click()
    await page.waitForURL('**/comments')
    expect(await page.textContent('h1')).toBe('That is too large.')
    await page.goBack()
    expect((await form.comment.inputValue()).length).toBe(600_000)
  })
})
