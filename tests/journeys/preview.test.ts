import { describe, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { soonShown } from '../support/patience.ts'
import { testSite } from '../support/site.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)
const storedComments = () => site().database.db.selectFrom('comments').selectAll().execute()

describe('Preview with scripts', () => {
  test('shows the comment as it will look, on the same page', async () => {
    const slug = await site().publish()
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.write({ comment: 'A *fine* <b>thought</b>', name: 'Mara' })
    await form.preview.click()
    const preview = page.getByRole('region', { name: 'Preview' })
    await preview.getByText('thought').waitFor()
    expect(await preview.locator('em').textContent()).toBe('fine')
    expect(await preview.locator('b').count()).toBe(0)
    await expect
      .poll(() => preview.evaluate(section => section === document.activeElement), soonShown)
      .toBe(true)
    expect(new URL(page.url()).pathname).toBe(`/${slug}`)
    expect(await form.name.inputValue()).toBe('Mara')
    expect(await storedComments()).toHaveLength(0)
  })

  test('of nothing says what to do and leads back to the field', async () => {
    const slug = await site().publish()
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.preview.click()
    await expect
      .poll(() => page.getByRole('status').textContent())
      .toBe('Write something first to see a preview.')
    expect(await form.comment.evaluate(field => field === document.activeElement)).toBe(true)
  })

  test('that the server can’t make says why, and can be asked for again', async () => {
    const slug = await site().publish()
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.write({ comment: 'turned \u202eround' })
    await form.preview.click()
    await page.getByRole('status').getByText('invisible or unreadable characters').waitFor()

    await form.write({ comment: 'straight' })
    await form.preview.click()
    await page.getByRole('region', { name: 'Preview' }).getByText('straight').waitFor()
    expect(await page.getByRole('status').textContent()).toBe('')
  })

  test('that finds no network keeps the text and says so', async () => {
    const slug = await site().publish()
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.write({ comment: 'Said in a tunnel' })
    await page.route('**/preview', route => route.fulfill({ status: 200, body: 'a page of the hotel' }))
    await form.preview.click()
    await page.getByRole('status').getByText('The preview could not be loaded.').waitFor()
    expect(await form.comment.inputValue()).toBe('Said in a tunnel')
    expect(await form.preview.evaluate(button => button === document.activeElement)).toBe(true)
    expect(await form.preview.getAttribute('aria-disabled')).toBeNull()
  })
})

describe('Preview without scripts', () => {
  test('shows the page again with the preview in focus, and everything typed', async () => {
    const slug = await site().publish()
    const page = await open({ javaScriptEnabled: false })
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.write({ comment: 'A *fine* thought', name: 'Mara' })
    await form.preview.click()
    const preview = page.getByRole('region', { name: 'Preview' })
    expect(await preview.locator('em').textContent()).toBe('fine')
    await expect
      .poll(() => preview.evaluate(section => section === document.activeElement), soonShown)
      .toBe(true)
    expect(await form.comment.inputValue()).toBe('A *fine* thought')
    expect(await form.name.inputValue()).toBe('Mara')
    expect(await storedComments()).toHaveLength(0)

    await form.write({ email: 'mara@lindqvist.example' })
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    expect(await storedComments()).toHaveLength(1)
  })
})
