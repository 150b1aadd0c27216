import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { testBrowser } from '../support/browser.ts'
import { testSite } from '../support/site.ts'
import { mara, tomas } from '../support/visitor.ts'
import { formOn } from './form.ts'

const site = testSite()
const open = testBrowser(site)

async function post(page: Page, slug: string, who = mara): Promise<number> {
  await page.goto(`/${slug}`)
  const form = formOn(page)
  await form.write(who)
  await form.post.click()
  await page.waitForURL(/#comment-\d+$/)
  return Number(page.url().split('-').at(-1))
}

describe.each([
  { kind: 'with scripts', javaScriptEnabled: true },
  { kind: 'without scripts', javaScriptEnabled: false },
])('the author of a comment, $kind', ({ javaScriptEnabled }) => {
  test('changes it, after a look at how it will be', async () => {
    const slug = await site().publish()
    const page = await open({ javaScriptEnabled })
    const id = await post(page, slug)
    await page.locator(`#comment-${id}`).getByRole('link', { name: 'Edit' }).click()
    const form = formOn(page)
    expect(await form.comment.inputValue()).toBe(mara.comment)

    await form.comment.fill('Well said, *mostly*.')
    await form.preview.click()
    expect(await page.getByRole('region', { name: 'Preview' }).locator('em').textContent()).toBe('mostly')
    expect(await form.comment.inputValue()).toBe('Well said, *mostly*.')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.waitForURL(/#comment-\d+$/)
    expect(await page.locator('.comment:target').textContent()).toContain('Well said, mostly.')
    expect(await page.locator('.comment:target .comment-edited').isVisible()).toBe(true)
  })

  test('changes an approved one, which then waits again, hidden from all others', async () => {
    const slug = await site().publish()
    const page = await open({ javaScriptEnabled })
    const id = await post(page, slug)
    await site().approve(id)
    await page.reload()
    await page.locator(`#comment-${id}`).getByRole('link', { name: 'Edit' }).click()
    await formOn(page).comment.fill('Quite another thing.')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.waitForURL(/#comment-\d+$/)
    expect(await page.locator('.comment:target').textContent()).toContain('awaiting moderation')

    const other = await open({ javaScriptEnabled })
    await other.goto(`/${slug}`)
    expect(await other.textContent('body')).not.toMatch(/Quite another thing|Well said/)
    await site().approve(id)
    await other.reload()
    expect(await other.locator(`#comment-${id}`).textContent()).toContain('Quite another thing.')
  })

  test('withdraws it, and the replies to it stay', async () => {
    const slug = await site().publish()
    const page = await open({ javaScriptEnabled })
    const id = await post(page, slug)
    await site().approve(id)
    const other = await open({ javaScriptEnabled })
    await other.goto(`/${slug}?reply=${id}#comment-form`)
    const form = formOn(other)
    await form.write(tomas)
    await form.post.click()
    await other.waitForURL(/#comment-\d+$/)
    await site().approve(Number(other.url().split('-').at(-1)))

    await page.reload()
    await page.locator(`#comment-${id} > .comment-body`).getByRole('link', { name: 'Withdraw' }).click()
    await page.getByRole('button', { name: 'Withdraw comment' }).click()
    await page.waitForURL(/#comments$/)
    for (const reader of [page, other]) {
      await reader.reload()
      const place = await reader.locator(`#comment-${id}`).textContent()
      expect(place).toContain('This comment is no longer here.')
      expect(place).toContain(tomas.comment)
      expect(place).not.toContain(mara.comment)
      expect(place).not.toContain(mara.name)
    }
  })
})

describe('a comment whose time to be changed is over', () => {
  test('can’t be changed from a page that was opened before', async () => {
    const slug = await site().publish()
    const page = await open()
    const id = await post(page, slug)
    await page.locator(`#comment-${id}`).getByRole('link', { name: 'Edit' }).click()
    await formOn(page).comment.fill('Too late.')
    await sql`update comments set created_at = now() - interval '16 minutes' where id = ${id}`.execute(
      site().database.db,
    )
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('This comment can no longer be changed.').waitFor()
    await page.goto(`/${slug}`)
    expect(await page.locator(`#comment-${id}`).textContent()).toContain(mara.comment)
    expect(await page.locator(`#comment-${id}`).getByRole('link', { name: 'Edit' }).count()).toBe(0)
  })
})
