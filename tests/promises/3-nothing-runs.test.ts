import { expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { aroundGate } from '../support/gate.ts'
import { testBrowser } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'
import { offListInComment } from '../text/allow-lists.ts'
import { payloads } from '../text/payloads.ts'
import { setSettings } from '../support/settings.ts'
import { soon } from '../support/patience.ts'

const site = testSite({ TRUSTED_PROXIES: '127.0.0.1' })
const openBrowser = testBrowser(site)

/** A text with control characters is refused as a whole. */
const readable = payloads.filter(payload => !/(?![\t\n])\p{Cc}/u.test(payload))

/** Without the policy that stands behind the sanitiser, so that the sanitiser stands alone. */
async function openBare(): Promise<{ page: Page; ran: string[] }> {
  const page = await openBrowser({ bypassCSP: true })
  const ran: string[] = []
  page.on('dialog', dialog => {
    ran.push(dialog.message())
    void dialog.dismiss()
  })
  return { page, ran }
}

/** Does what a curious reader does with a page. */
async function pokeAt(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('.comment *, .comment-preview *')) {
      for (const kind of ['mouseover', 'focus', 'toggle', 'error', 'load', 'start'])
        element.dispatchEvent(new Event(kind, { bubbles: true }))
      if (element instanceof HTMLDetailsElement) element.open = true
    }
  })
  // What runs later than a page's loading has had its turn by then.
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 0))))
}

test('what strangers type runs in nobody’s browser, even without the policy against it', {
  timeout: 180_000,
}, async () => {
  await site().publish()
  const { db } = site().database
  await setSettings(db, { comments_per_minute: 10_000, threads_per_page: 100 })
  await vi.waitFor(
    async () => expect((await site().services.settings.current()).threads_per_page).toBe(100),
    soon,
  )
  let taken = 0
  for (const [place, payload] of readable.entries()) {
    const reader = site().visitor({ ip: '127.0.0.1', headers: { 'x-forwarded-for': `203.0.113.${place}` } })
    const fields = {
      ...mara,
      comment: `${place}:\n\n${payload}`,
      name: payload.slice(0, 100),
    }
    const named = await reader.post('/tea/comments', fields)
    if (named.status === 303) taken++
    // A name that is refused is shown in the form again, which is another test's; the text alone is taken.
    else await reader.comment('tea', { ...fields, name: 'Mallory' })
  }
  await aroundGate(db, trx => trx.updateTable('comments').set({ status: 'approved' }).execute())
  const stored = await db.selectFrom('comments').select(['id', 'html']).execute()
  expect([taken > 50, stored.length === readable.length]).toEqual([true, true])
  expect(
    stored.flatMap(({ id, html }) => offListInComment(html).map(problem => `${id}: ${problem}`)),
  ).toEqual([])

  const { page, ran } = await openBare()
  const ids = stored.map(({ id }) => id)
  const [first, second] = [Math.min(...ids), ids[Math.floor(ids.length / 2)]]
  for (const path of ['/tea', `/tea?from=${second}`, `/tea?reply=${first}`, '/']) {
    await page.goto(path)
    await pokeAt(page)
  }
  expect(ran).toEqual([])
})

test('nor does what is shown again in a refused form, or in a preview, with and without a script', async () => {
  await site().publish()
  const { page, ran } = await openBare()
  const text = readable.join('\n\n')
  for (const button of ['Post Comment', 'Preview']) {
    await page.goto('/tea')
    await page.getByRole('textbox', { name: 'Comment' }).fill(text)
    await page.getByRole('textbox', { name: 'Name' }).fill('"><img src=x onerror=alert(1)>')
    await page.getByRole('textbox', { name: 'Website' }).fill('javascript:alert(1)')
    await page.evaluate(() =>
      document.querySelector<HTMLFormElement>('#comment-form-fields')?.setAttribute('novalidate', ''),
    )
    await page.getByRole('button', { name: button }).click()
    const shown = button === 'Preview' ? page.locator('#comment-preview') : page.locator('#error-summary')
    await shown.waitFor()
    await pokeAt(page)
  }
  expect(ran).toEqual([])
})

test('in such a browser it would run, were it a page’s own', async () => {
  await site().publish()
  const { page, ran } = await openBare()
  await page.goto('/tea')
  await page.evaluate(() => {
    document.querySelector('main')?.insertAdjacentHTML('beforeend', '<img src="data:," onerror="alert(1)">')
  })
  await vi.waitFor(() => expect(ran).toEqual(['1']), soon)
})

test('and with the policy a browser would refuse it still', async () => {
  await site().publish()
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.goto(`${site().url}/tea`)
    const refused = await page.evaluate(
      () =>
        new Promise(resolve => {
          document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective))
          const button = document.createElement('button')
          document.body.append(button)
          button.setAttribute('onclick', 'document.title = "ran"')
          button.click()
        }),
    )
    expect([refused, await page.title()]).toEqual(['script-src-attr', 'On tea – Afterword'])
  } finally {
    await browser.close()
  }
})
