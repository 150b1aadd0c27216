import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { converse, type Saying } from '../support/conversation.ts'
import { type ChangedComment, changeComments } from '../support/gate.ts'
import { testSite } from '../support/site.ts'
import { joinIn } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'
import { formOn } from '../journeys/form.ts'

const site = testSite()
const open = testBrowser(site)

const change = (values: ChangedComment) => changeComments(site().database.db, values)

const long = 'Donaudampfschifffahrtsgesellschaftskapitaen'
const longer = 'x'.repeat(300)

/** How far a page goes beyond the screen, in CSS px, and what does. */
const excess = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const wide = [...document.querySelectorAll('body *')].filter(
      each => each.getBoundingClientRect().right > width + 1,
    )
    const over = document.documentElement.scrollWidth - width
    return over > 0 ? { over, wide: wide.slice(0, 5).map(each => `${each.tagName} ${each.className}`) } : null
  })

async function excesses(page: Page) {
  const found: unknown[] = []
  for (const width of [320, 375]) {
    await page.setViewportSize({ width, height: 700 })
    const over = await excess(page)
    if (over) found.push([page.url(), width, over])
  }
  return found
}

/** Ten replies, each to the one before. */
const deep: Saying[] = Array.from({ length: 10 }, (_, place) => ({
  text: longer,
  ...(place > 0 ? { answers: place - 1 } : {}),
}))

const nested = (tag: string, text: string) => `<${tag}>`.repeat(12) + text + `</${tag}>`.repeat(12)
const html = [
  `<p>${longer} <strong>${longer}</strong> <code>${longer}</code> <a href="https://example.com/" rel="ugc nofollow noopener">${longer}</a></p>`,
  `<pre><code>${longer}\n</code></pre>`,
  nested('blockquote', `<p>${long}</p>`),
  nested('ul', `<li>${long}</li>`),
].join('\n')

async function fill() {
  await site().publish({
    slug: 'tea',
    title: `${longer} and ${long}`,
    tags: [long, longer.slice(0, 90)],
    source: `<kbd>${longer}</kbd> \`${longer}\` ${longer} <samp>${longer}</samp>\n\n## ${longer}\n\n> ${longer}\n\n- ${longer}\n\n| ${longer} | b |\n|---|---|\n| c | ${longer} |\n\nx[^1]\n\n[^1]: ${longer}`,
  })
  const ids = await converse(site(), 'tea', deep)
  await change({ html, name: long.slice(0, 40) })
  return ids
}

test('a reader’s pages are as narrow as a phone, whatever strangers wrote at any depth', async () => {
  const ids = await fill()
  const page = await open({ isMobile: true, viewport: { width: 320, height: 700 } })
  for (const path of [
    '/',
    '/tea',
    `/tags/${long}`,
    `/search?q=${long}`,
    `/tea/threads/${ids[0]}`,
    `/tea?reply=${ids[9]}`,
    `/tea?reply=${ids[4]}`,
    '/nothing',
  ]) {
    await page.goto(path)
    expect(await excesses(page)).toEqual([])
  }
})

test('a form, what it says is wrong, its preview and an edit are as narrow', async () => {
  const [id = 0] = await fill()
  const page = await open({ isMobile: true, javaScriptEnabled: false, viewport: { width: 320, height: 700 } })
  await page.goto(`/tea?reply=${id}`)
  const form = formOn(page)
  await form.write({ ...mara, comment: longer, name: long, email: `${longer}@` })
  await form.post.click()
  expect(await excesses(page)).toEqual([])
  await page.getByRole('button', { name: 'Preview' }).click()
  expect(await excesses(page)).toEqual([])
  await form.write({ ...mara, comment: longer, name: long.slice(0, 40) })
  await form.post.click()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.waitForURL(/revision/)
  expect(await excesses(page)).toEqual([])
})

test('on a phone the fields of the form are of one width', async () => {
  const slug = await site().publish()
  const page = await open({ isMobile: true, viewport: { width: 390, height: 844 } })
  await page.goto(`/${slug}`)
  const { name, email, website, comment } = formOn(page)
  const widths = new Set<number>()
  for (const field of [name, email, website, comment]) widths.add((await field.boundingBox())?.width ?? 0)
  expect([...widths]).toEqual([expect.any(Number)])
})

async function onlyPost(): Promise<number> {
  const { db } = site().database
  return (await db.selectFrom('posts').select('id').limit(1).executeTakeFirstOrThrow()).id
}

describe('the admin is as narrow:', () => {
  test('its head is two lines in every language, and its menu leads everywhere without scripts', async () => {
    const page = await open({
      isMobile: true,
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    })
    await joinIn(page, site(), 'administrator')
    await page.goto('/admin/comments')
    for (const language of ['en', 'de', 'ja', 'zh-CN']) {
      await page.context().addCookies([{ name: 'language', value: language, url: site().url }])
      await page.reload()
      const head = await page.locator('.admin-header').boundingBox()
      expect([language, Math.floor((head?.height ?? 0) / 50)]).toEqual([language, 1])
      expect(await excess(page)).toBeNull()
    }
    // Its two lists of ways are told apart by who hears them.
    expect(await page.locator('.admin-menu nav').getAttribute('aria-label')).toBe('菜单')
    await page.locator('.admin-menu > summary').focus()
    await page.keyboard.press('Enter')
    expect(await excess(page)).toBeNull()
    for (const way of await page.locator('.admin-menu a').all())
      expect((await way.boundingBox())?.x).toBeGreaterThanOrEqual(16)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/admin')
    await page.locator('.admin-menu a[href="/admin/imports"]').click()
    await page.waitForURL('**/admin/imports')
  })

  test('its queue, log, articles, people and forms', async () => {
    const ids = await fill()
    await change({ status: 'pending', source: longer })
    const page = await open({ isMobile: true, hasTouch: true, viewport: { width: 320, height: 700 } })
    await joinIn(page, site(), 'administrator')
    await site()
      .database.db.updateTable('private.accounts')
      .set({ name: `${long}${long}` })
      .execute()
    await page.goto('/admin/comments')
    expect(await excesses(page)).toEqual([])
    await page
      .locator('.queued')
      .first()
      .getByRole('button', { name: /^Approve/ })
      .click()
    await page.waitForSelector('.is-decided')
    // Its script has been there by now, and who has no keyboard is told of no keys.
    expect(await page.locator('.queue-hint, [data-show-keys]').filter({ visible: true }).count()).toBe(0)
    expect(await excesses(page)).toEqual([])
    const found: unknown[] = []
    for (const path of [
      '/admin/log',
      '/admin/posts',
      '/admin/posts/new',
      `/admin/posts/${await onlyPost()}`,
      `/admin/posts/${await onlyPost()}/revisions`,
      '/admin/media',
      '/admin/system',
      '/admin/people',
      '/admin/audit',
      '/admin/account',
      '/admin/discussion',
      '/admin/settings',
      '/admin/readers',
      `/admin/comments/${ids[1]}/text`,
      `/admin/comments/${ids[1]}/reply`,
    ]) {
      const answer = await page.goto(path)
      expect([path, answer?.status()]).toEqual([path, 200])
      found.push(...(await excesses(page)))
    }
    expect(found).toEqual([])
    // What is said covers nothing but the queue.
    await page.goto('/admin/settings?done=saved')
    expect(await page.locator('.told').evaluate(node => getComputedStyle(node).position)).toBe('static')
  })
})

test('the figures of a month keep the margin of a phone, and the heads of their columns apart, in every language', async () => {
  const slug = await site().publish()
  const id = await site().visitor({ ip: '203.0.113.9' }).comment(slug, mara)
  await sql`update comments set created_at = now() - interval '3 hours'`.execute(site().database.db)
  await site().approve(id)
  const page = await open({ isMobile: true, viewport: { width: 390, height: 844 } })
  await joinIn(page, site(), 'administrator')
  for (const language of ['en', 'de', 'ja', 'zh-CN']) {
    await page.context().addCookies([{ name: 'language', value: language, url: site().url }])
    await page.goto('/admin/figures')
    const edge = (await page.locator('h1').boundingBox())?.x
    const tables = await page.locator('.names').all()
    expect(tables).toHaveLength(2)
    for (const table of tables) expect((await table.boundingBox())?.x).toBe(edge)
    const gaps = await page.locator('thead th').evaluateAll(heads => {
      const words = heads.map(head => {
        const range = document.createRange()
        range.selectNodeContents(head)
        return range.getBoundingClientRect()
      })
      return words.slice(1).map((word, place) => word.left - (words[place]?.right ?? 0))
    })
    expect(gaps).toHaveLength(4)
    expect([language, Math.min(...gaps) >= 8 ? 'apart' : gaps]).toEqual([language, 'apart'])
    expect(
      await page.locator('.desk-days').evaluate(days => days.getBoundingClientRect().right),
    ).toBeLessThan(390 - (edge ?? 0) + 1)
  }
})

test('settings that are refused are as narrow, whatever was typed', async () => {
  const page = await open({ isMobile: true, viewport: { width: 320, height: 700 } })
  await joinIn(page, site(), 'administrator')
  await page.goto('/admin/discussion')
  await page.locator('#setting-blocked_networks').fill(longer)
  await page.locator('form.settings .button').click()
  await page.waitForSelector('#error-summary:focus')
  expect(await excesses(page)).toEqual([])
  await page.locator('#error-summary a').click()
  await page.waitForSelector('#setting-blocked_networks:focus')
})

test('where something is blocked, the form begins where its heading does', async () => {
  const [id] = await fill()
  const page = await open({ viewport: { width: 1280, height: 900 } })
  await joinIn(page, site(), 'administrator')
  await page.goto(`/admin/comments/${id}/block`)
  const edge = (await page.locator('h1').boundingBox())?.x
  expect((await page.locator('.block-form fieldset').first().boundingBox())?.x).toBe(edge)
})

test('marks that are piled on a letter are clipped to their comment', async () => {
  await fill()
  const page = await open()
  await page.goto('/tea')
  const clipped = await page
    .locator('.comment-text, .comment-facts')
    .evaluateAll(parts => parts.map(part => getComputedStyle(part).overflowY))
  expect(new Set(clipped)).toEqual(new Set(['clip']))
})
