import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { soonShown } from '../support/patience.ts'
import { converse, thoughts, type Saying } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)

describe('an article with 120 conversations', () => {
  test('shows them on three pages, and a permalink leads to its comment on the third', async () => {
    const folded = '<details><summary>More</summary>\n\nWhat was folded.\n\n</details>'
    const slug = await site().publish({ source: folded })
    const ids = await converse(site(), slug, thoughts(120))
    const page = await open()
    await page.goto(`/${slug}`)
    // On paper what is folded is open, and where the rest is can be read.
    expect(await page.getByText('What was folded.').isVisible()).toBe(false)
    expect(await page.locator('.site-address').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('What was folded.').isVisible()).toBe(true)
    expect(await page.locator('.site-address').textContent()).toBe(`http://localhost:3000/${slug}`)
    expect(await page.locator('.site-address').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
    const shown: string[] = []
    for (let number = 1; number <= 3; number++) {
      shown.push(...(await page.locator('.comment .comment-text').allTextContents()))
      if (number < 3) await turn(page)
    }
    expect(shown.map(text => text.trim())).toEqual(thoughts(120).map(({ text }) => text))

    // The time beside the name is the permalink.
    const last = page.locator(`#comment-${ids[118]}`)
    const permalink = await last.locator('a.comment-time').getAttribute('href')
    expect(permalink).toBe(`/comments/${ids[118]}`)
    await page.goto(permalink ?? '')
    expect(new URL(page.url()).hash).toBe(`#comment-${ids[118]}`)
    const target = page.locator('.comment:target')
    expect(await target.textContent()).toContain('Thought 119')
    await expect.poll(() => target.evaluate(isOnScreen), soonShown).toBe(true)
  })

  test('takes a new one on its last page, where its author is led', async () => {
    const slug = await site().publish()
    await converse(site(), slug, thoughts(120))
    const page = await open()
    await page.goto(`/${slug}`)
    const form = formOn(page)
    await form.write(mara)
    await form.post.click()
    await page.waitForURL(/\?from=\d+#comment-\d+$/)
    expect(await page.locator('.comment:target').textContent()).toContain(mara.comment)
  })
})

describe('one conversation of 120 comments', () => {
  const sayings: Saying[] = [
    { text: 'Thought 1' },
    ...thoughts(120)
      .slice(1)
      .map(saying => ({ ...saying, answers: 0 })),
  ]

  test('goes on on a page of its own, where each of its comments can be found and answered', async () => {
    const slug = await site().publish()
    const ids = await converse(site(), slug, sayings)
    const page = await open()
    await page.goto(`/${slug}`)
    const shown = new Set<string>()
    const see = async () => {
      for (const text of await page.locator('.comment .comment-text').allTextContents())
        shown.add(text.trim())
    }
    await see()
    await page.getByRole('link', { name: '99 more replies' }).click()
    // It goes on where the article's page ended.
    expect(await page.locator('.comment:target').textContent()).toContain('Thought 22')
    for (let number = 1; number <= 2; number++) {
      await see()
      if (number < 2) await turn(page)
    }
    expect(shown.size).toBe(120)

    await page.goto(`/comments/${ids[100]}`)
    const target = page.locator('.comment:target')
    expect(await target.textContent()).toContain('Thought 101')
    await expect.poll(() => target.evaluate(isOnScreen), soonShown).toBe(true)

    await target.getByRole('link', { name: 'Reply to Reader 101' }).click()
    const form = formOn(page)
    expect(await page.locator('.reply-quote').textContent()).toBe('Thought 101')
    await form.write(mara)
    await form.post.click()
    await page.waitForURL(/\/threads\/\d+\?from=\d+#comment-\d+$/)
    expect(await page.locator('.comment:target').textContent()).toContain(mara.comment)
    // What happened is said where the eye is, and heard.
    await expect
      .poll(() => page.locator('.told:focus').textContent(), soonShown)
      .toContain('has been received')
  })
})

/** Goes to the next page of comments, and is there when it returns. */
async function turn(page: Page): Promise<void> {
  const before = page.url()
  await page.getByRole('link', { name: 'Newer comments' }).last().click()
  await page.waitForURL(url => url.href !== before)
}

function isOnScreen(element: Element): boolean {
  const { top } = element.getBoundingClientRect()
  return top > -1 && top < window.innerHeight
}
