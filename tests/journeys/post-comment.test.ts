import { describe, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { setSettings } from '../support/settings.ts'
import { testSite } from '../support/site.ts'
import { lin, mara } from '../support/visitor.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)
const article = '/eu-japan-tech-ties'

const importArticle = () => site().importMarkdown('tests/samples/eu-japan-tech-ties.md')
const storedComments = () => site().database.db.selectFrom('comments').selectAll().execute()

const scripts = [
  { kind: 'with scripts', javaScriptEnabled: true },
  { kind: 'without scripts', javaScriptEnabled: false },
]

const languages = [
  {
    language: 'en',
    locale: 'en-US',
    who: mara,
    heading: 'Leave a comment',
    waits: 'Your comment is awaiting moderation',
  },
  { language: 'zh-CN', locale: 'zh-CN', who: lin, heading: '发表回复', waits: '您的评论正在等待审核' },
]

describe.each(scripts)('a reader $kind', ({ javaScriptEnabled }) => {
  test.each(languages)(
    'reads the article in $language, comments on it, and everyone sees it once it is approved',
    async ({ language, locale, who, heading, waits }) => {
      await importArticle()
      const page = await open({ javaScriptEnabled, locale })
      await page.goto(article)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect(await page.locator('article.post').getAttribute('lang')).toBe('en')
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('EU & Japan Boost Tech Ties')
      expect(await page.getByRole('heading', { name: heading }).isVisible()).toBe(true)

      const form = formOn(page, language)
      await form.write(who)
      await form.post.click()
      await page.waitForURL(/#comment-\d+$/)
      const own = page.locator('.comment:target')
      expect(await own.textContent()).toContain(who.comment)
      expect(await own.textContent()).toContain(waits)
      expect(await form.comment.inputValue()).toBe('')

      await page.reload()
      expect(await own.textContent()).toContain(waits)
      const [stored] = await storedComments()
      expect(stored).toMatchObject({ name: who.name, source: who.comment, status: 'pending' })

      const other = await open({ javaScriptEnabled, locale })
      await other.goto(article)
      expect(await other.textContent('body')).not.toContain(who.comment)

      await site().approve(stored?.id ?? 0)
      await other.reload()
      expect(await other.locator(`#comment-${stored?.id}`).textContent()).toContain(who.comment)
      await page.reload()
      expect(await own.textContent()).toContain(who.comment)
      expect(await own.textContent()).not.toContain(waits)
    },
  )
})

describe('Post Comment', () => {
  test.each(scripts)('clicked twice leaves one comment, $kind', async ({ javaScriptEnabled }) => {
    await importArticle()
    const page = await open({ javaScriptEnabled })
    await page.goto(article)
    const form = formOn(page)
    await form.write(mara)
    await form.post.dblclick()
    await page.waitForURL(/#comment-\d+$/)
    await page.reload()
    expect(await page.locator('.comment').count()).toBe(1)
    expect(await storedComments()).toHaveLength(1)
  })

  test('can be pressed again after a sending that was stopped', async () => {
    await importArticle()
    const page = await open()
    await page.goto(article)
    const form = formOn(page)
    await form.write(mara)
    // As when the reader presses Escape, or a phone loses its network: the browser stays on the page.
    let sendings = 0
    await page.route('**/comments', route => (++sendings === 1 ? route.abort('aborted') : route.continue()))
    await page.clock.install()
    await form.post.click()
    await page.clock.fastForward(60_000)
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    expect(sendings).toBe(2)
    expect(await storedComments()).toHaveLength(1)
  })

  test('and the back button after it offer a form that works, and never double a comment', async () => {
    await importArticle()
    const page = await open()
    await page.goto(article)
    const form = formOn(page)
    await form.write(mara)
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)

    await page.goBack()
    await form.write(mara)
    await form.post.click()
    await page.waitForURL(/comment/)
    expect(await storedComments()).toHaveLength(1)

    await page.goto(article)
    await form.write({ ...mara, comment: 'A second thought.' })
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    expect(await storedComments()).toHaveLength(2)
  })
})

describe('remember me', () => {
  test.each(scripts)(
    'fills in who comments the next time, until it is unticked, $kind',
    async ({ javaScriptEnabled }) => {
      await importArticle()
      const page = await open({ javaScriptEnabled })
      await page.goto(article)
      const form = formOn(page)
      await form.write(mara)
      await form.remember.check()
      await form.post.click()
      await page.waitForURL(/#comment-\d+$/)

      await page.goto(article)
      expect(await form.name.inputValue()).toBe(mara.name)
      expect(await form.email.inputValue()).toBe(mara.email)
      expect(await form.website.inputValue()).toBe(mara.website)
      expect(await form.remember.isChecked()).toBe(true)
      expect(await form.comment.inputValue()).toBe('')

      await form.write({ comment: 'Once more, and then forget me.' })
      await form.remember.uncheck()
      await form.post.click()
      await page.waitForURL(/#comment-\d+$/)
      await page.goto(article)
      expect(await form.name.inputValue()).toBe('')
      expect(await form.email.inputValue()).toBe('')
      expect(await form.remember.isChecked()).toBe(false)
    },
  )
})

test('a browser that is asked for work does it while its reader writes', async () => {
  await setSettings(site().database.db, { proof_of_work: 'always', trust_after: 0 })
  const slug = await site().publish()
  const page = await open()
  await page.goto(`/${slug}`)
  const form = formOn(page)
  await form.write(mara)
  await page.locator('input[name="proof"]').waitFor({ state: 'attached' })
  await form.post.click()
  await page.waitForURL(/#comment-\d+$/)
  expect(await storedComments()).toMatchObject([{ source: mara.comment, status: 'approved' }])
})

test('a comment is sent, and waits, where the question for work is answered by something else', async () => {
  await setSettings(site().database.db, { proof_of_work: 'always', trust_after: 0 })
  const slug = await site().publish()
  const page = await open()
  let asked = 0
  await page.route('**/challenge', route => {
    asked++
    return route.fulfill({ body: '<p>Blocked by your network' })
  })
  await page.goto(`/${slug}`)
  const form = formOn(page)
  await form.write(mara)
  await form.post.click()
  await page.waitForURL(/#comment-\d+$/)
  expect(await storedComments()).toMatchObject([{ source: mara.comment, status: 'pending' }])
  expect(asked).toBeLessThan(10)
})
