import { expect, test } from 'vitest'
import { soonShown } from '../support/patience.ts'
import { photo } from '../support/pictures.ts'
import { begin, testEditor, text } from './editor.ts'

const { joinAs } = testEditor()

test('a picture is put where the caret was, while the words go on, and asks what it shows', async () => {
  const page = await joinAs('editor')
  await begin(page)
  const field = text(page)
  await field.fill('Before.')
  await field.press('Control+End')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Picture' }).click()
  const picture = { name: 'pier.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 600) }
  await (await chooser).setFiles(picture)
  await expect
    .poll(() => field.inputValue(), soonShown)
    .toMatch(/^Before\.\n\n!\[\]\(\/media\/[\w-]{22}\/900x600\.webp\)$/)
  await page.keyboard.type('The pier')
  expect(await field.inputValue()).toMatch(/^Before\.\n\n!\[The pier\]\(\/media\//)
  expect(await page.locator('.editor-cover [name="cover"][value$="/900x600.webp"]').count()).toBe(1)

  await field.press('Control+End')
  const again = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Picture' }).click()
  await (await again).setFiles({ ...picture, buffer: picture.buffer.subarray(0, 1_500) })
  await field.press('Control+Home')
  await page.keyboard.type('Typed meanwhile. ')
  await page.getByText('This picture can’t be read.').waitFor()
  expect(await field.inputValue()).toMatch(/^Typed meanwhile\. Before\.\n\n!\[The pier\]\([^)]+\)$/)

  const published = Promise.withResolvers<void>()
  await page.route('**/end', async route => {
    await published.promise
    await route.continue()
  })
  await field.fill('Meanwhile:')
  await field.press('Control+End')
  const last = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Picture' }).click()
  await (await last).setFiles([picture, picture])
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Waiting for what is being uploaded').waitFor()
  published.resolve()
  await page.getByText('Published.').waitFor()
  expect(await field.inputValue()).toMatch(/^Meanwhile:(?:\n\n!\[\]\(\/media\/[^)]+\)){2}$/)
})

test('the next picture, and a table, stand behind the picture that the caret describes, and undo takes them back', async () => {
  const page = await joinAs('editor')
  await begin(page)
  const field = text(page)
  const picture = { name: 'pier.jpg', mimeType: 'image/jpeg', buffer: await photo(90, 60) }
  const chosen = async (then: RegExp) => {
    await page.locator('.editor-toolbar input[type="file"]').setInputFiles([picture])
    await expect.poll(() => field.inputValue(), soonShown).toMatch(then)
  }
  await field.fill('After.')
  await field.press('Control+Home')
  await chosen(/^!\[\]\(\/media\/[^)]+\)\n\nAfter\.$/)
  await chosen(/^!\[\]\(\/media\/[^)]+\)\n\n!\[\]\(\/media\/[^)]+\)\n\nAfter\.$/)
  await page.keyboard.type('The [old] pier')
  const two = await field.inputValue()
  await chosen(
    /^!\[\]\([^)]+\)\n\n!\[The \[old\] pier\]\(\/media\/[^)]+\)\n\n!\[\]\(\/media\/[^)]+\)\n\nAfter\.$/,
  )
  const three = await field.inputValue()
  await page.getByRole('button', { name: 'Table' }).click()
  expect(await field.inputValue()).toBe(three.replace(/\n\nAfter/, '\n|  |  |\n| --- | --- |\n|  |  |\n$&'))
  await page.keyboard.press('Control+z')
  expect(await field.inputValue()).toBe(three)
  // What came, and the word that stood for it.
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  expect(await field.inputValue()).toBe(two)
})

test('a page that was left before a picture came opens again without a word for it, and names the file', async () => {
  const page = await joinAs('author')
  await begin(page)
  await text(page).fill('They sing.')
  await page.route('**/parts/*', () => {})
  const pier = { name: 'pier.jpg', mimeType: 'image/jpeg', buffer: await photo(90, 60) }
  await page.locator('.editor-toolbar input[type="file"]').setInputFiles([pier])
  await page.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>('#post-source')?.value.includes('Uploading pier.jpg'),
  )
  await page.locator('#editor-status', { hasText: 'Saved' }).waitFor()
  await page.reload()
  await page.getByText('pier.jpg: The page was left before it was uploaded.').waitFor()
  expect((await text(page).inputValue()).trim()).toBe('They sing.')
  expect(await page.locator('.editor-kept').count()).toBe(0)
})

test('a file that is called a picture and is none becomes a link, and that is said', async () => {
  const page = await joinAs('author')
  await begin(page)
  await page
    .locator('.editor-toolbar input[type="file"]')
    .setInputFiles([{ name: 'text.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('They sing.') }])
  await expect.poll(() => text(page).inputValue(), soonShown).toMatch(/^\[text\.jpg\]\(\/media\//)
  await page.getByText('text.jpg: This is no picture that can be shown.').waitFor()
})

test('a page that was saved before a file was refused, and left before it was saved again, says why it was', async () => {
  const page = await joinAs('author')
  await begin(page)
  await text(page).fill('They sing.')
  const sent = Promise.withResolvers<void>()
  await page.route('**/end', async route => {
    await sent.promise
    await route.continue()
  })
  const half = (await photo(900, 600)).subarray(0, 1_500)
  await page
    .locator('.editor-toolbar input[type="file"]')
    .setInputFiles([{ name: 'half.jpg', mimeType: 'image/jpeg', buffer: half }])
  await page.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>('#post-source')?.value.includes('Uploading half.jpg'),
  )
  await page.locator('#editor-status', { hasText: 'Saved' }).waitFor()
  sent.resolve()
  await page.getByText('half.jpg: This picture can’t be read.').waitFor()
  await page.reload()
  await page.locator('.editor-uploads .field-error').waitFor()
  expect(await page.locator('.editor-uploads').textContent()).toMatch(
    /^half\.jpg: This picture can’t be read\./,
  )
  expect((await text(page).inputValue()).trim()).toBe('They sing.')
})
