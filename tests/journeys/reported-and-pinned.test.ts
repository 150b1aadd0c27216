import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'
import { joinIn } from '../support/staff.ts'

const site = testSite()
const open = testBrowser(site)

const scripts = [
  { kind: 'with scripts', javaScriptEnabled: true },
  { kind: 'without scripts', javaScriptEnabled: false },
]

test.each(scripts)('a reader reports a comment, and a moderator removes it, $kind', async options => {
  const { javaScriptEnabled } = options
  const slug = await site().publish()
  await converse(site(), slug, [{ text: 'Well said.' }, { text: 'Buy cheap tea now.' }])
  const reader = await open({ javaScriptEnabled })
  await reader.goto(`/${slug}`)
  await reader.locator('.comment', { hasText: 'Buy cheap tea' }).locator('.comment-report').click()
  await reader.getByLabel('Spam or advertising').check()
  await reader.getByRole('button', { name: 'Send report' }).click()
  await reader.waitForURL(/#comment-\d+$/)
  expect(await reader.getByText('Thank you. The people who run this blog will look').count()).toBe(1)

  const moderator = await open({ javaScriptEnabled })
  await joinIn(moderator, site(), 'moderator')
  await moderator.goto('/admin/comments')
  await moderator.getByRole('link', { name: 'Reported' }).click()
  const row = moderator.locator('.queued', { hasText: 'Buy cheap tea' })
  expect(await row.textContent()).toContain('Reported once: Spam or advertising')
  await row.getByRole('button', { name: /^Spam: / }).click()
  await moderator.getByText('Undo').first().waitFor()
  await reader.goto(`/${slug}`)
  expect(await reader.locator('.comment .comment-text').allTextContents()).toEqual([
    expect.stringContaining('Well said.'),
  ])
})

test.each(scripts)(
  'a moderator pins a conversation on the article, and it stands first for everyone, $kind',
  async options => {
    const { javaScriptEnabled } = options
    const slug = await site().publish()
    await converse(site(), slug, [
      { text: 'The first' },
      { text: 'The one to read' },
      { text: 'An answer to it', answers: 1 },
    ])
    const moderator = await open({ javaScriptEnabled })
    await joinIn(moderator, site(), 'moderator')
    await moderator.goto(`/${slug}`)
    const comment = moderator.locator('.comment', { hasText: 'The one to read' }).first()
    await comment.getByRole('button', { name: /^Pin: / }).click()
    await moderator.getByRole('button', { name: /^Unpin: / }).waitFor()

    const reader = await open({ javaScriptEnabled })
    await reader.goto(`/${slug}`)
    const texts = (await reader.locator('.comment .comment-text').allTextContents()).map(text => text.trim())
    expect(texts).toEqual(['The one to read', 'An answer to it', 'The first'])
    expect(await reader.locator('.comment').first().textContent()).toContain('Pinned')
  },
)
