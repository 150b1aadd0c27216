import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startWork } from '../../src/work.ts'
import { forgetImports } from '../transfer/imports.ts'
import { testBrowser } from '../support/browser.ts'
import { photo } from '../support/pictures.ts'
import { testSite } from '../support/site.ts'
import { joinIn } from '../support/staff.ts'

const site = testSite()
forgetImports()
const open = testBrowser(site)

test('an editor uploads two pictures at once, while the server is away for a moment, and finds them in the library', async () => {
  const page = await open()
  await joinIn(page, site(), 'editor')
  await page.goto('/admin/media')
  let cut = 0
  await page.route('**/parts/*', route => (cut++ === 0 ? route.fulfill({ status: 503 }) : route.continue()))
  await page.getByLabel('Add a picture or a file').setInputFiles([
    { name: 'pier.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 600) },
    { name: 'lamp.jpg', mimeType: 'image/jpeg', buffer: await photo(600, 900) },
  ])
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.getByRole('link', { name: 'pier.jpg' }).waitFor()
  await page.getByRole('link', { name: 'lamp.jpg' }).waitFor()
  expect(cut).toBeGreaterThan(1)
  // They are shown, and nothing of that was refused by the policy of the site.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLImageElement>('.media-grid img')].every(
      image => image.naturalWidth === 480,
    ),
  )
})

test('one picture leads to its page; what can’t be read is said beside it', async () => {
  const page = await open()
  await joinIn(page, site(), 'editor')
  await page.goto('/admin/media')
  const picture = await photo(900, 600)
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('Add a picture or a file').setInputFiles({ name, mimeType: 'image/jpeg', buffer })
  await choose('broken.jpg', picture.subarray(0, 1_500))
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.getByText('This picture can’t be read.').waitFor()
  await choose('pier.jpg', picture)
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.getByRole('heading', { name: 'pier.jpg' }).waitFor()
  expect(await page.locator('code').textContent()).toMatch(/^!\[\]\(\/media\/[\w-]{22}\/900x600\.webp\)$/)
})

test('who leaves the page while a file is on its way is asked first, and not once it is there', async () => {
  const page = await open()
  await joinIn(page, site(), 'editor')
  await page.goto('/admin/media')
  const asked: string[] = []
  page.on('dialog', dialog => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  const held = Promise.withResolvers<void>()
  await page.route('**/parts/*', async route => {
    await held.promise
    await route.continue()
  })
  const picture = { name: 'pier.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 600) }
  await page.getByLabel('Add a picture or a file').setInputFiles(picture)
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.getByRole('progressbar').waitFor()
  const dialog = page.waitForEvent('dialog')
  await page.evaluate("location.assign('/admin')")
  await dialog
  expect(asked).toEqual(['beforeunload'])
  held.resolve()
  await page.getByRole('heading', { name: 'pier.jpg' }).waitFor()
  expect(asked).toEqual(['beforeunload'])
})

test('an administrator moves in with the file of another blog on a phone, and its old addresses lead on', async () => {
  onTestFinished(await startWork(site().services))
  const page = await open({ viewport: { width: 390, height: 800 } })
  await joinIn(page, site(), 'administrator')
  await page.goto('/admin')
  await page.getByRole('link', { name: 'Move in from elsewhere' }).click()
  let cut = 0
  await page.route('**/parts/*', route => (cut++ === 0 ? route.fulfill({ status: 503 }) : route.continue()))
  const file = join(import.meta.dirname, '..', 'samples', 'transfer', 'wordpress.xml')
  await page.getByLabel('The file of the other blog').setInputFiles(file)
  await page.getByRole('button', { name: 'Look through it' }).click()
  await page.getByRole('heading', { name: 'What would come in' }).waitFor()
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await page.getByRole('heading', { name: 'What it did' }).waitFor()
  await page.getByText('2 comments: notes of the editors').click()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: '导入结果' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.goto('/?p=101')
  expect(new URL(page.url()).pathname).toBe('/lamp-at-the-pier')
})
