import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { savePost } from '../../src/posts/save.ts'
import { soonShown } from '../support/patience.ts'
import { begin, status, testEditor, text } from './editor.ts'

const { joinAs, site } = testEditor()

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
