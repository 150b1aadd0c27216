import { describe, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'
import { lin, mara } from '../support/visitor.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)

const conversation = async () => {
  const slug = await site().publish()
  const ids = await converse(site(), slug, [
    { text: 'First things first' },
    { text: 'Quite so', answers: 0 },
    { text: 'Another matter' },
  ])
  return { slug, ids }
}

describe('Reply with scripts', () => {
  test('brings the form under the comment with what was typed, and takes it back', async () => {
    const { slug, ids } = await conversation()
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.write({ comment: 'Half a thought' })

    const first = page.locator(`#comment-${ids[0]}`)
    const reply = first.getByRole('link', { name: 'Reply to Reader 1' })
    await reply.click()
    expect(new URL(page.url()).search).toBe('')
    expect(await first.locator('> #comment-form').count()).toBe(1)
    expect(await page.getByRole('heading', { name: 'Reply to Reader 1' }).isVisible()).toBe(true)
    expect(await form.comment.inputValue()).toBe('Half a thought')
    expect(await form.comment.evaluate(field => field === document.activeElement)).toBe(true)

    await page.getByRole('link', { name: 'Cancel reply' }).click()
    expect(await page.locator('.comment #comment-form').count()).toBe(0)
    expect(await page.getByRole('heading', { name: 'Leave a comment' }).isVisible()).toBe(true)
    expect(await page.getByRole('link', { name: 'Cancel reply' }).isVisible()).toBe(false)
    expect(await form.comment.inputValue()).toBe('Half a thought')
    expect(await reply.evaluate(link => link === document.activeElement)).toBe(true)
  })

  test('is cancelled by Escape, and a comment sent after that answers nobody', async () => {
    const { slug, ids } = await conversation()
    const page = await open()
    await page.goto(`/${slug}`)
    await page.locator(`#comment-${ids[1]}`).getByRole('link', { name: 'Reply to Reader 2' }).click()
    await page.keyboard.press('Escape')
    const form = formOn(page)
    await form.write(mara)
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    expect(await page.locator('.comment-thread > .comment:target').textContent()).toContain(mara.comment)
  })

  test('posts the comment under the one it answers', async () => {
    const { slug, ids } = await conversation()
    const page = await open()
    await page.goto(`/${slug}`)
    await page.locator(`#comment-${ids[2]}`).getByRole('link', { name: 'Reply to Reader 3' }).click()
    const form = formOn(page)
    await form.write(mara)
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    const own = page.locator(`#comment-${ids[2]} > .comment-replies > .comment:target`)
    expect(await own.textContent()).toContain(mara.comment)
  })

  test('can be cancelled where the page came with the form under a comment already', async () => {
    const { slug, ids } = await conversation()
    const page = await open()
    await page.goto(`/${slug}?reply=${ids[0]}#comment-form`)
    const form = formOn(page)
    await form.write(mara)
    await page.getByRole('link', { name: 'Cancel reply' }).click()
    expect(await page.locator('.comment #comment-form').count()).toBe(0)
    expect(await page.locator('.reply-quote').count()).toBe(0)
    expect(await form.comment.inputValue()).toBe(mara.comment)
    await page.locator(`#comment-${ids[2]}`).getByRole('link', { name: 'Reply to Reader 3' }).click()
    await page.getByRole('link', { name: 'Cancel reply' }).click()
    expect(await page.locator('.comment #comment-form').count()).toBe(0)
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    expect(await page.locator('.comment-thread > .comment:target').textContent()).toContain(mara.comment)
  })
})

describe('Reply without scripts', () => {
  test('comes back with the form under the comment, quoting whom it answers', async () => {
    const { slug, ids } = await conversation()
    const page = await open({ javaScriptEnabled: false })
    await page.goto(`/${slug}`)
    await page.locator(`#comment-${ids[1]}`).getByRole('link', { name: 'Reply to Reader 2' }).click()
    const place = page.locator(`#comment-${ids[1]} > #comment-form`)
    expect(await place.getByRole('heading', { name: 'Reply to Reader 2' }).isVisible()).toBe(true)
    expect(await place.locator('blockquote').textContent()).toBe('Quite so')

    const form = formOn(page)
    await form.write(mara)
    await form.post.click()
    await page.waitForURL(/#comment-\d+$/)
    const own = page.locator(`#comment-${ids[1]} > .comment-replies > .comment:target`)
    expect(await own.textContent()).toContain(mara.comment)
  })

  test('keeps its place when the form comes back with an error, and can be cancelled', async () => {
    const { slug, ids } = await conversation()
    const page = await open({ javaScriptEnabled: false, locale: 'zh-CN' })
    await page.goto(`/${slug}?reply=${ids[0]}#comment-form`)
    const form = formOn(page, 'zh-CN')
    await form.write({ ...lin, name: 'a@b.example' })
    await form.post.click()
    expect(await page.locator(`#comment-${ids[0]} > #comment-form .error-summary`).isVisible()).toBe(true)
    expect(await page.locator('blockquote.reply-quote').textContent()).toBe('First things first')
    await page.getByRole('link', { name: '取消回复' }).click()
    expect(await page.locator('.comment #comment-form').count()).toBe(0)
  })
})
