import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/db/account-tables.ts'
import { testBrowser } from '../support/browser.ts'
import { savePost } from '../../src/posts/save.ts'
import { soonShown } from '../support/patience.ts'
import { photo } from '../support/pictures.ts'
import { testSite } from '../support/site.ts'
import { joinIn } from '../support/staff.ts'

const site = testSite()
const open = testBrowser(site)

async function joinAs(role: Role, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await open(options)
  await joinIn(page, site(), role)
  return page
}

const text = (page: Page) => page.getByLabel('Text', { exact: true })
const status = (page: Page) => page.locator('#editor-status')

async function begin(page: Page, title = 'On kettles'): Promise<void> {
  await page.goto('/admin')
  await page.getByRole('link', { name: 'Write', exact: true }).click()
  await page.getByLabel('Title').fill(title)
}

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

describe('what a browser has and the server has not', () => {
  const saved = async (page: Page) => {
    await expect.poll(() => status(page).textContent(), soonShown).toMatch(/^Saved \d/)
  }
  const putBack = (page: Page) => page.getByRole('button', { name: 'Put it back' })

  async function beginWith(page: Page, words: string): Promise<string> {
    await begin(page)
    await text(page).pressSequentially(words)
    await saved(page)
    return page.url()
  }

  test('is found again after a sign-out that was told, and not written over before somebody has said what is to become of it', async () => {
    const page = await joinAs('editor')
    const address = await beginWith(page, 'Before.')
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await text(page).pressSequentially(' An hour of work.')
    await expect.poll(() => status(page).textContent(), soonShown).toContain('Signed out')
    await page.goto('/')
    await page.context().addCookies(cookies)
    await page.goto(address)
    await putBack(page).waitFor()
    await text(page).press('Control+End')
    await text(page).pressSequentially(' A word.')
    await saved(page)
    await page.reload()
    expect(await text(page).inputValue()).toBe('Before. A word.')
    await putBack(page).click()
    expect(await text(page).inputValue()).toBe('Before. An hour of work.')
    await expect
      .poll(() => status(page).textContent(), soonShown)
      .toContain('You have saved this article in another window')
  })

  test('is offered under the name, too, that it had before there was a copy for each window', async () => {
    const page = await joinAs('editor')
    const address = await beginWith(page, 'Before.')
    await page.goto('/')
    // Nor did a save say by which window.
    await site().database.db.updateTable('private.revisions').set({ mark: null }).execute()
    const name = `afterword writing ${address.split('/').at(-1)}`
    await page.evaluate(key => {
      const fields = [
        ['title', 'On kettles'],
        ['source', 'An hour of work.'],
      ]
      localStorage.setItem(key, JSON.stringify({ base: '0', at: Date.now(), fields }))
    }, name)
    await page.goto(address)
    await putBack(page).click()
    expect(await text(page).inputValue()).toBe('An hour of work.')
    expect(await page.evaluate(() => Object.keys(localStorage))).not.toContain(name)
    await expect
      .poll(() => status(page).textContent(), soonShown)
      .toContain('You have saved this article in another window')
  })

  test('stays with its window while another one of the same article is saved, and meets what was saved', async () => {
    const first = await joinAs('editor')
    const address = await beginWith(first, 'Both.')
    const second = await first.context().newPage()
    await second.goto(address)
    await text(second).press('Control+End')
    await text(second).pressSequentially(' The second.')
    await saved(second)
    await text(first).pressSequentially(' The first.')
    await expect
      .poll(() => status(first).textContent(), soonShown)
      .toContain('You have saved this article in another window')
    await text(first).pressSequentially(' And an hour more.')
    const asked = first.waitForEvent('dialog')
    const left = first.goto('/')
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await Promise.all([dialog.accept(), left])
    const again = second.waitForResponse(answer => answer.url() === address && answer.ok())
    await text(second).pressSequentially(' Its end.')
    await again

    await second.goto(address)
    expect(await text(second).inputValue()).toBe('Both. The second. Its end.')
    await putBack(second).click()
    expect(await text(second).inputValue()).toBe('Both. The first. And an hour more.')
    await expect
      .poll(() => status(second).textContent(), soonShown)
      .toContain('You have saved this article in another window')
  })

  test.each([
    { what: 'a save', more: '', saves: 1 },
    { what: 'two saves, of which the second holds what was typed while it came', more: 'More.', saves: 2 },
  ])('is offered by a page that was made before $what', async ({ more, saves }) => {
    const page = await joinAs('editor')
    const address = await beginWith(page, 'Before.')
    // A space counts as well.
    await text(page).pressSequentially(' ')
    const posted = Promise.withResolvers<void>()
    const made = Promise.withResolvers<void>()
    const stored = Promise.withResolvers<void>()
    const heard = Promise.withResolvers<void>()
    let answers = 0
    await page.exposeFunction('heard', () => ++answers === saves && heard.resolve())
    await page.evaluate("document.querySelector('#editor').addEventListener('others', () => heard())")
    await page.route(address, async route => {
      if (route.request().method() === 'POST') {
        posted.resolve()
        await stored.promise
        return route.continue()
      }
      const answer = await route.fetch()
      made.resolve()
      await heard.promise
      await route.fulfill({ response: answer })
    })
    await posted.promise
    const left = page.goto(address)
    await made.promise
    await page.keyboard.type(more)
    stored.resolve()
    await left
    expect(await text(page).inputValue()).toBe('Before.')
    await page.unroute(address)
    await putBack(page).click()
    expect(await text(page).inputValue()).toBe(`Before. ${more}`)
    await text(page).press('Control+End')
    await text(page).pressSequentially('After.')
    await saved(page)
  })

  test('is not offered where the server had it, though the page was not left that was about to be', async () => {
    const page = await joinAs('editor')
    await begin(page)
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('Saved.', { exact: true }).waitFor()
    const sent = page.waitForRequest(asked => asked.postDataBuffer()?.includes('After.') ?? false)
    await text(page).fill('After.')
    await sent
    // As a link to a file does, or one that opens a program.
    await page.evaluate("dispatchEvent(new Event('beforeunload'))")
    await saved(page)
    const copies = () => page.evaluate(() => Object.keys(localStorage).length)
    expect(await copies()).toBe(1)
    // Somewhere else it is gone on with.
    const said = { slug: 'on-kettles', title: 'On kettles', language: 'en', tags: [], source: 'After. More.' }
    await savePost(site().database.db, { ...said, status: 'draft', publishedAt: null })
    const other = await page.context().newPage()
    await other.goto(page.url())
    expect(await text(other).inputValue()).toBe('After. More.')
    await expect.poll(copies, soonShown).toBe(0)
    expect(await putBack(other).count()).toBe(0)
  })

  test('stays dropped where the browser’s disk was too slow to hear of it', async () => {
    const page = await joinAs('editor')
    await page.goto('/admin/posts/new')
    const left = await page.evaluate(`(async () => {
      const script = document.querySelector('script[src$="/js/writing.js"]').src
      const { openCopies, prefix } = await import(script.replace('writing.js', 'writing-store.js'))
      const answer = asked => new Promise(resolve => asked.addEventListener('success', () => resolve(asked.result)))
      const name = prefix + '1 one'
      const first = await openCopies()
      first.set(name, JSON.stringify({ at: 1 }))
      const database = await answer(indexedDB.open('afterword writing', 1))
      const written = () => answer(database.transaction('copies').objectStore('copies').getAllKeys())
      while ((await written()).length === 0);
      localStorage.removeItem('afterword writing 1 one')
      localStorage.setItem(name, JSON.stringify({ at: 0 }))
      let isHeld = true
      const store = database.transaction('copies', 'readwrite').objectStore('copies')
      const hold = () => void (isHeld && store.count().addEventListener('success', hold))
      hold()
      const copies = await openCopies()
      copies.remove(name)
      isHeld = false
      while ((await written()).length > 0);
      return copies.names()
    })()`)
    expect(left).toEqual([])
  })

  test('has at every moment a name in what outlives a browser that is killed', async () => {
    const page = await joinAs('editor')
    await page.goto('/admin/posts/new')
    // As a text: the page imports the module, not the tests.
    const names = await page.evaluate(`(async () => {
      const script = document.querySelector('script[src$="/js/writing.js"]').src
      const { openCopies, prefix } = await import(script.replace('writing.js', 'writing-store.js'))
      const copies = await openCopies()
      const answer = asked => new Promise(resolve => asked.addEventListener('success', () => resolve(asked.result)))
      const database = await answer(indexedDB.open('afterword writing', 1))
      const written = () => answer(database.transaction('copies').objectStore('copies').getAllKeys())
      copies.set(prefix + '1 one', '{}')
      while ((await written()).length === 0);
      copies.remove(prefix + '1 one')
      copies.set(prefix + '1 other', '{}')
      await null
      return written()
    })()`)
    expect(names).toEqual(['afterword writing 1 other'])
  })

  test('is what the fields hold that could not be saved: they are named, and found again', async () => {
    const page = await joinAs('editor')
    await begin(page)
    await page.getByText('Address, tags, date and more').click()
    await page.getByLabel('First published at').fill('example.org/x')
    await text(page).pressSequentially('Words.')
    await expect
      .poll(() => status(page).textContent(), soonShown)
      .toBe('Saved, but not: First published at. Save draft to see why.')
    await page.waitForURL(/\/admin\/posts\/\d+$/)
    await page.reload()
    const field = page.getByLabel('First published at')
    expect([await field.inputValue(), await text(page).inputValue()]).toEqual(['', 'Words.'])
    await putBack(page).click()
    expect(await field.inputValue()).toBe('example.org/x')
    await page.getByText('Address, tags, date and more').click()
    await field.fill('https://example.org/x')
    await saved(page)
    await page.reload()
    expect(await field.inputValue()).toBe('https://example.org/x')
    expect(await putBack(page).count()).toBe(0)
  })

  test('is forgotten once the form is saved, whatever the server made of the fields, and not when it is not', async () => {
    const page = await joinAs('editor')
    const copies = () => page.evaluate(() => Object.keys(localStorage))
    await begin(page)
    await text(page).fill('At once.')
    await page.getByText('Address, tags, date and more').click()
    await page.getByLabel('Tags').fill('Tea,iron')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByText('Saved.', { exact: true }).waitFor()
    await expect.poll(copies, soonShown).toEqual([])

    await page.getByText('Address, tags, date and more').click()
    await page.getByLabel('First published at').fill('nowhere')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.locator('#post-canonical-error').waitFor()
    await expect.poll(copies, soonShown).toHaveLength(1)
    await page.goto('/admin/posts')
    await page.getByRole('link', { name: 'On kettles' }).first().click()
    await putBack(page).click()
    expect(await page.getByLabel('First published at').inputValue()).toBe('nowhere')
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

const samples = join(import.meta.dirname, '..', 'samples', 'paste')
const sample = (name: string) => readFileSync(join(samples, name), 'utf8')

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
