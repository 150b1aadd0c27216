import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { uploadPicture } from '../support/pictures.ts'
import { soonShown } from '../support/patience.ts'
import { testSite } from '../support/site.ts'
import { join } from '../support/staff.ts'

const site = testSite()
const open = testBrowser(site)

test('a picture opens large over its article, by key or pointer, and gives the focus back; without scripts its file opens', async () => {
  await uploadPicture(await join(site(), 'editor'), 'pier.jpg', 1300)
  const { hash } = await site().database.db.selectFrom('media').select('hash').executeTakeFirstOrThrow()
  const { name } = await site()
    .database.db.selectFrom('media_files')
    .select('name')
    .where('is_main', '=', true)
    .executeTakeFirstOrThrow()
  const file = `/media/${hash}/${name}`
  await site().publish({ source: `First.\n\n![The pier at dawn](${file})\n\nThen.` })

  const page = await open()
  await page.goto('/tea')
  const link = page.getByRole('link', { name: 'The pier at dawn' })
  const large = page.getByRole('dialog', { name: 'The pier at dawn' })
  await link.focus()
  await page.keyboard.press('Enter')
  await large.waitFor()
  expect(await large.getByRole('img').evaluate(image => image.getAttribute('src'))).toContain(file)
  await expect
    .poll(() => large.getByRole('button', { name: 'Close' }).evaluate(isFocused), soonShown)
    .toBe(true)
  await page.keyboard.press('Escape')
  await large.waitFor({ state: 'hidden' })
  expect(await link.evaluate(isFocused)).toBe(true)
  await link.click()
  await large.getByRole('button', { name: 'Close' }).click()
  await large.waitFor({ state: 'hidden' })
  expect([await link.evaluate(isFocused), new URL(page.url()).pathname]).toEqual([true, '/tea'])

  const bare = await open({ javaScriptEnabled: false })
  await bare.goto('/tea')
  const way = bare.getByRole('link', { name: 'The pier at dawn' })
  expect(await way.getAttribute('href')).toBe(file)
  expect((await bare.request.get(file)).headers()['content-type']).toBe('image/webp')
})

const isFocused = (element: Element) => element === document.activeElement
