import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'
import { soonShown } from '../support/patience.ts'
import { mara } from '../support/visitor.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)

const note = (page: Page) => page.getByText('Draft restored')
const draft = 'I had not finished yet'

async function typing(text = draft) {
  await site().publish({ slug: 'tea' })
  await site().publish({ slug: 'coffee', title: 'On coffee' })
  const ids = await converse(site(), 'tea', [{ text: 'One' }, { text: 'Two' }])
  const page = await open()
  await page.goto('/tea')
  await formOn(page).comment.fill(text)
  return { page, ids }
}

const typed = (page: Page) => formOn(page).comment.inputValue()

test('what is being typed is given back after a reload, and thrown away when that is asked for', async () => {
  const { page } = await typing()
  await page.reload()
  await expect.poll(() => typed(page), soonShown).toBe(draft)
  expect(await note(page).isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Discard' }).click()
  expect([await typed(page), await note(page).isVisible()]).toEqual(['', false])
  await page.reload()
  expect([await typed(page), await note(page).isVisible()]).toEqual(['', false])
})

test('it is given back in another tab, after a followed link, Back and a changed language', async () => {
  const { page } = await typing()
  await page.getByRole('link', { name: 'Afterword' }).first().click()
  await page.waitForURL('**/')
  await page.goto('/tea')
  await expect.poll(() => typed(page), soonShown).toBe(draft)
  await page.goto('/coffee')
  expect(await typed(page)).toBe('')
  await page.goBack()
  await expect.poll(() => typed(page), soonShown).toBe(draft)
  const other = await page.context().newPage()
  await page.close()
  await other.goto('/tea')
  await expect.poll(() => typed(other), soonShown).toBe(draft)
  await other.locator('select[name=language]').selectOption('de')
  await other.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => formOn(other, 'de').comment.inputValue(), soonShown).toBe(draft)
  expect(await other.getByText('Entwurf wiederhergestellt').isVisible()).toBe(true)
})

test('who writes is given back in the same tab, until it was sent, and in no other', async () => {
  const { page } = await typing()
  await formOn(page).write({ ...mara, comment: draft })
  await page.goto('/coffee')
  const who = (of: Page) =>
    Promise.all(['name', 'email', 'website'].map(name => of.locator(`#comment-field-${name}`).inputValue()))
  const all = [mara.name, mara.email, mara.website ?? '']
  await expect.poll(() => who(page), soonShown).toEqual(all)
  const other = await page.context().newPage()
  await other.goto('/tea')
  await expect.poll(() => typed(other), soonShown).toBe(draft)
  expect(await who(other)).toEqual(['', '', ''])
  await other.close()
  await formOn(page).comment.fill(draft)
  await formOn(page).post.click()
  await page.waitForURL(/#comment-\d+$/)
  await page.goto('/tea')
  expect(await who(page)).toEqual(['', '', ''])
})

test('an answer is given back under what it answers, and the article has one of its own', async () => {
  const { page, ids } = await typing('')
  await page.getByRole('link', { name: 'Reply to Reader 1' }).click()
  await formOn(page).comment.fill('An answer')
  await page.reload()
  await expect.poll(() => typed(page), soonShown).toBe('An answer')
  expect(await page.locator(`#comment-${ids[0]} #comment-form`).count()).toBe(1)
  expect(await page.locator('[name=parent]').inputValue()).toBe(String(ids[0]))

  await page.goto(`/tea?reply=${ids[1]}`)
  expect(await typed(page)).toBe('')
  await page.goto(`/tea?reply=${ids[0]}`)
  await expect.poll(() => typed(page), soonShown).toBe('An answer')
})

test('what was sent is gone, and what was refused is kept', async () => {
  const { page } = await typing()
  const form = formOn(page)
  await form.write({ ...mara, comment: draft, email: 'mara@' })
  await page.locator('#comment-form-fields').evaluate((form: HTMLFormElement) => (form.noValidate = true))
  await form.post.click()
  await page.waitForURL('**/tea/comments')
  await page.goto('/tea')
  await expect.poll(() => typed(page), soonShown).toBe(draft)

  await form.write(mara)
  await form.post.click()
  await page.waitForURL(/#comment-\d+$/)
  expect([await typed(page), await note(page).isVisible()]).toEqual(['', false])
  await page.goto('/tea')
  expect([await typed(page), await note(page).isVisible()]).toEqual(['', false])
})

test('it is gone after fourteen days, and never sent to anybody by itself', async () => {
  const { page } = await typing()
  const sent: string[] = []
  page.on('request', request => sent.push(`${request.method()} ${request.postData() ?? ''} ${request.url()}`))
  const age = (days: number) =>
    page.evaluate(days => {
      for (const [key, value] of Object.entries(localStorage))
        localStorage.setItem(
          key,
          JSON.stringify({ ...JSON.parse(value), at: Date.now() - days * 86_400_000 }),
        )
    }, days)
  await age(13)
  await page.goto('/tea')
  await expect.poll(() => typed(page), soonShown).toBe(draft)
  await age(15)
  await page.goto('/tea')
  expect([await typed(page), await page.evaluate(() => localStorage.length)]).toEqual(['', 0])
  expect(sent.filter(request => request.includes(draft) || request.startsWith('POST'))).toEqual([])
})

test('a browser that keeps nothing has the form as ever', async () => {
  await site().publish({ slug: 'tea' })
  const page = await open()
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('no', 'SecurityError')
      },
    }),
  )
  await page.goto('/tea')
  await formOn(page).write(mara)
  await formOn(page).post.click()
  await page.waitForURL(/#comment-\d+$/)
  expect(await page.locator('.comment:target').textContent()).toContain(mara.comment)
})

test('spaces around an address are taken away, those of wide keyboards too', async () => {
  await site().publish({ slug: 'tea' })
  const page = await open()
  await page.goto('/tea')
  const form = formOn(page)
  await form.write({
    ...mara,
    email: `\u3000${mara.email} `,
    website: '\u3000 https://lindqvist.example/\u00a0',
  })
  await expect.poll(() => form.email.inputValue()).toBe(mara.email)
  await form.post.click()
  await page.waitForURL(/#comment-\d+$/)
  const { website } = await site()
    .database.db.selectFrom('comments')
    .select('website')
    .executeTakeFirstOrThrow()
  expect(website).toBe('https://lindqvist.example/')
})
