import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { soonShown } from '../support/patience.ts'
import { begin, status, testEditor, text } from './editor.ts'

const { joinAs, open, site } = testEditor()

describe('somebody who writes', () => {
  test('goes from an empty blog to a published article, changes its address, and restores what was', async () => {
    const page = await joinAs('administrator')
    await begin(page)
    await text(page).fill('They *sing*.\n\n| a | b |\n| - | - |\n| c | d |')
    await page.getByText('Address, tags, date and more').click()
    await page.getByLabel('Tags').fill('Tea, iron')
    await page.getByLabel('Date and time').fill('2126-03-04T09:30')
    await page.getByRole('button', { name: 'Schedule' }).waitFor()
    await page.getByLabel('Date and time').fill('')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published.').waitFor()
    await page.locator('.told').getByRole('link', { name: 'View article' }).click()
    await page.waitForURL('**/on-kettles')
    expect(await page.locator('.prose table td').first().textContent()).toBe('c')

    await page.getByRole('link', { name: 'Edit this article' }).click()
    await text(page).fill('They hum.')
    await page.getByText('Address, tags, date and more').click()
    await page.getByLabel('Address', { exact: true }).fill('kettles')
    await page.getByRole('button', { name: 'Update' }).click()
    await page.getByText('Updated.').waitFor()
    await page.goto('/on-kettles')
    await page.waitForURL('**/kettles')
    expect(await page.locator('.prose').textContent()).toContain('They hum.')

    await page.getByRole('link', { name: 'Edit this article' }).click()
    await page.getByRole('link', { name: 'Revisions' }).click()
    await page.getByRole('link', { name: 'Revision 1', exact: true }).click()
    expect(await page.locator('.difference ins').first().textContent()).toContain('hum')
    await page.getByRole('button', { name: 'Restore this revision' }).click()
    await page.getByText('Restored.').waitFor()
    expect(await text(page).inputValue()).toContain('They *sing*.')
  })

  test('does it without scripts, and sees the page before others do', async () => {
    const page = await joinAs('editor', { javaScriptEnabled: false })
    await begin(page)
    await text(page).fill('Without a script.')
    const [preview] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'Preview' }).click(),
    ])
    await preview.locator('.prose').getByText('Without a script.').waitFor()
    expect(await text(page).inputValue()).toBe('Without a script.')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published.').waitFor()
    await page.goto('/on-kettles')
    expect(await page.locator('.prose').textContent()).toContain('Without a script.')
  })

  test('finds what was typed saved without asking, and a draft until it is published', async () => {
    const page = await joinAs('editor')
    await begin(page)
    await text(page).pressSequentially('Saved by itself.')
    await expect.poll(() => status(page).textContent(), soonShown).toMatch(/^Saved \d/)
    await page.waitForURL(/\/admin\/posts\/\d+$/)
    await page.reload()
    expect(await text(page).inputValue()).toBe('Saved by itself.')
    const { status: state } = await site()
      .database.db.selectFrom('posts')
      .select('status')
      .executeTakeFirstOrThrow()
    expect(state).toBe('draft')
  })

  test('finds saved what was typed before the page’s script was there', async () => {
    const page = await joinAs('editor')
    const typed = Promise.withResolvers<void>()
    await page.route('**/js/writing.js', async route => {
      await typed.promise
      await route.continue()
    })
    await page.goto('/admin/posts/new', { waitUntil: 'commit' })
    await page.getByLabel('Title').fill('On kettles')
    await text(page).fill('Typed at once.')
    typed.resolve()
    await expect.poll(() => status(page).textContent(), soonShown).toMatch(/^Saved/)
    await page.reload()
    expect(await text(page).inputValue()).toBe('Typed at once.')
  })

  test('loses nothing offline: the browser keeps it, says so, and saves it later', async () => {
    const page = await joinAs('editor')
    await begin(page)
    const sent = page.waitForRequest(asked => asked.method() === 'POST' && asked.url().endsWith('/new'))
    await text(page).pressSequentially('Before.')
    await expect.poll(() => status(page).textContent(), soonShown).toMatch(/^Saved/)
    await page.context().setOffline(true)
    await text(page).pressSequentially(' In the tunnel.')
    await expect.poll(() => status(page).textContent(), soonShown).toBe('Offline, kept in this browser')
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect.poll(() => status(page).textContent(), soonShown).toMatch(/^No connection: nothing was sent/)
    await page.context().setOffline(false)
    await expect.poll(() => status(page).textContent(), soonShown).toMatch(/^Saved/)
    // The tunnel let the first one through in the end.
    const first = await sent
    const { 'content-type': type = '', origin = '' } = await first.allHeaders()
    const data = first.postDataBuffer() ?? Buffer.alloc(0)
    const late = await page.request.post(first.url(), { headers: { 'content-type': type, origin }, data })
    expect([late.status(), data.includes('Before.')]).toEqual([409, true])
    await page.reload()
    expect(await text(page).inputValue()).toBe('Before. In the tunnel.')
  })

  test('beside somebody else is told, keeps the text, and compares', async () => {
    const [ada, edwin] = [await joinAs('administrator'), await joinAs('editor')]
    await begin(ada)
    await text(ada).fill('Ours.')
    await ada.getByRole('button', { name: 'Save draft' }).click()
    await ada.getByText('Saved.', { exact: true }).waitFor()
    const address = ada.url().split('?')[0] ?? ''
    await edwin.goto(address)
    await text(ada).fill('Hers.')
    await ada.getByRole('button', { name: 'Save draft' }).click()
    await ada.getByText('Saved.', { exact: true }).waitFor()
    await text(edwin).fill('His.')
    await expect.poll(() => status(edwin).textContent(), soonShown).toContain('Somebody else has saved')
    expect(await text(edwin).inputValue()).toBe('His.')
    await edwin.getByRole('button', { name: 'Save draft' }).click()
    await edwin.getByText('Ada Admin has saved this article').waitFor()
    const label = await edwin.locator('.editor-title label').boundingBox()
    const notice = await edwin.locator('#notice').boundingBox()
    expect((label?.y ?? 0) - (notice ? notice.y + notice.height : 0)).toBeGreaterThan(12)
    await edwin.getByText('From the other text to yours').click()
    expect(await edwin.locator('.difference').textContent()).toContain('Hers')
    expect(await text(edwin).inputValue()).toBe('His.')
  })
})

describe('the keys of the text', () => {
  test('mark, link, indent and go on with a list; undo takes each back; Tab leaves', async () => {
    const page = await joinAs('editor')
    await begin(page)
    const field = text(page)
    const value = () => field.inputValue()
    // The keys are the script's.
    await page.getByRole('button', { name: 'Bold' }).waitFor()
    await field.focus()
    await page.keyboard.type('bold')
    await page.keyboard.press('Shift+Control+ArrowLeft')
    await page.keyboard.press('Control+b')
    expect(await value()).toBe('**bold**')
    await page.keyboard.press('Control+z')
    expect(await value()).toBe('bold')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+k')
    expect(await value()).toBe('[bold](https://)')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.keyboard.type('9. one\ntwo\n\nout')
    expect(await value()).toBe('9. one\n10. two\nout')
    await page.keyboard.press('Control+]')
    expect(await value()).toBe('9. one\n10. two\n  out')
    await page.keyboard.press('Control+[')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.keyboard.type('- [x] done\nnext')
    expect(await value()).toBe('- [x] done\n- [ ] next')
    await page.keyboard.press('Tab')
    expect(await field.evaluate(node => node === document.activeElement)).toBe(false)
  })

  test('are the input method’s own while it composes, in Chinese', async () => {
    const page = await joinAs('editor')
    await page.goto('/admin')
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('html[lang="zh-CN"]').waitFor()
    await page.goto('/admin/posts/new')
    const field = page.locator('#post-source')
    await field.focus()
    const input = await page.context().newCDPSession(page)
    await page.keyboard.type('- ')
    await input.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 })
    await input.send('Input.insertText', { text: '你好' })
    await page.keyboard.press('Enter')
    await input.send('Input.imeSetComposition', { text: 'shi jie', selectionStart: 7, selectionEnd: 7 })
    await input.send('Input.insertText', { text: '世界' })
    expect(await field.inputValue()).toBe('- 你好\n- 世界')
    await expect.poll(() => page.locator('#editor-status').textContent(), soonShown).toMatch(/^已于/)
  })
})

test('beside the text stands the page that readers will get, node for node', async () => {
  const page = await joinAs('editor')
  await begin(page)
  await page.getByRole('button', { name: 'Preview beside' }).click()
  const source = '## Steam\n\nOne[^1]\n\n[^1]: A note.\n\n```js\nlet a = 1\n```\n'
  await text(page).fill(source)
  await page.locator('.editor-preview pre').waitFor()
  await text(page).fill(`${source}\n> quoted`)
  await page.locator('.editor-preview blockquote').waitFor()
  const shown = await page.locator('.editor-preview .prose').innerHTML()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Published.').waitFor()
  // Without what the page's own script adds.
  const reader = await open({ javaScriptEnabled: false })
  await reader.goto('/on-kettles')
  expect(await reader.locator('.prose').innerHTML()).toBe(shown)
})

test('the page beside the text shows what is written where the text is scrolled to', async () => {
  const page = await joinAs('editor')
  await begin(page)
  await page.getByRole('button', { name: 'Preview beside' }).click()
  // A hundred lines of which the page shows nothing, and as many that it does.
  const before = Array.from({ length: 100 }, (_, line) => `[a${line}]: https://tea.example/${line}\n`).join(
    '',
  )
  await text(page).fill(`${before}## Far down\n\n${'- one\n- two\n\n***\n\n'.repeat(20)}`)
  const heading = page.locator('.editor-preview h2')
  await heading.waitFor()
  await text(page).evaluate(field => {
    field.scrollTop = (field.scrollHeight * 100) / 203
  })
  const pane = page.locator('.editor-preview')
  const distance = async () =>
    Math.abs(((await heading.boundingBox())?.y ?? 0) - ((await pane.boundingBox())?.y ?? 0))
  await expect.poll(distance, soonShown).toBeLessThan(120)
})

const samples = join(import.meta.dirname, '..', 'samples', 'paste')
const sample = (name: string) => readFileSync(join(samples, name), 'utf8')

test('what is pasted from Google Docs, Word and a page becomes Markdown, and undo takes it back', async () => {
  const page = await joinAs('author')
  await begin(page)
  // The browser's own paste is none where an event is made up: the page's script must be there.
  await page.locator('.editor-toolbar').waitFor()
  const paste = (html: string, plain = 'words') =>
    text(page).evaluate(
      (area, { html, plain }) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', html)
        clipboardData.setData('text/plain', plain)
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
        return area.dispatchEvent(event)
      },
      { html, plain },
    )
  for (const source of ['google-docs', 'word', 'page']) {
    await text(page).fill('')
    await text(page).pressSequentially('Before ')
    await paste(sample(`${source}.html`))
    expect(await text(page).inputValue()).toBe(`Before \n\n${sample(`${source}.md`).trim()}`)
    await page.keyboard.press('Control+z')
    expect(await text(page).inputValue()).toBe('Before ')
  }
  // As the browser does it: words without a mark, and code.
  expect(await paste('<p>words</p>')).toBe(true)
  await text(page).fill('```\n')
  expect(await paste('<p><b>words</b></p>')).toBe(true)
})
