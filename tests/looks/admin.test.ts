import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { lookThrough } from '../../src/transfer/moves/carry-out.ts'
import { testBrowser } from '../support/browser.ts'
import { photo } from '../support/pictures.ts'
import { seeded } from '../support/learner.ts'
import { makeSaid } from '../support/said.ts'
import { setSettings } from '../support/settings.ts'
import { teachComments } from '../support/taught.ts'
import { testSite } from '../support/site.ts'
import { joinIn } from '../support/staff.ts'
import { mara, tomas } from '../support/visitor.ts'
import { faultsAllOver } from './axe.ts'

const site = testSite()
const open = testBrowser(site)

const wordpress = join(import.meta.dirname, '..', 'samples', 'transfer', 'wordpress.xml')

async function follow(page: Page, link: string) {
  await page.goto('/admin/comments')
  await page.goto((await page.locator(link).first().getAttribute('href')) ?? '')
}

const lure = 'Play at the best online casino and get a 100% bonus! http://bet365-271.example/win'

/** Lets sixty decisions be learned, once. */
async function learn(): Promise<void> {
  const { db } = site().database
  const known = await db.selectFrom('private.spam_decisions').select('id').execute()
  if (known.length > 50) return
  await setSettings(db, { hold_links: 0 })
  await teachComments(db, 'tea', makeSaid(seeded(2), 60))
}

const screens: Record<string, (page: Page) => Promise<unknown>> = {
  'the queue': page => page.goto('/admin/comments'),
  'an empty queue': page => page.goto('/admin/comments?status=spam'),
  'a decision': async page => {
    await page.goto('/admin/comments')
    await page
      .getByRole('button', { name: /Approve: / })
      .first()
      .click()
    await page.locator('.is-decided').waitFor()
  },
  'a search with days': page => page.goto('/admin/comments?search=thought&since=2026-01-01'),
  'a comment to edit': page => follow(page, '[data-edit]'),
  'a comment to reply to': page => follow(page, '[data-reply-to]'),
  'a comment to delete': async page => {
    await page.goto('/admin/comments')
    await page
      .getByRole('button', { name: /Spam: / })
      .first()
      .click()
    await page.locator('.is-decided').waitFor()
    await page.goto('/admin/comments?status=spam')
    await page.getByRole('link', { name: 'Delete permanently' }).first().click()
    await page.waitForURL('**/erasure')
  },
  'all that match': async page => {
    await page.goto('/admin/comments?status=all')
    const action = await page.locator('#queue').getAttribute('action')
    const hidden = (name: string) => page.locator(`#queue [name=${name}]`).inputValue()
    const seen = {
      newest: await hidden('newest'),
      step: await hidden('step'),
      snapshot: await hidden('snapshot'),
    }
    const fields = { to: 'approved', status: 'all', every: 'yes', ...seen }
    const answer = await page.request.post(action ?? '', { form: fields, headers: { origin: site().url } })
    await page.goto(`/admin/decisions/${new URL(answer.url()).searchParams.get('decided')}`)
  },
  'what was learned of spam': async page => {
    await learn()
    await page.goto('/admin/spam')
  },
  'a text that was tried': async page => {
    await learn()
    await page.goto('/admin/spam')
    await page.getByLabel('Comment', { exact: false }).first().fill(lure)
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('This would wait').waitFor()
  },
  'what is probably spam': async page => {
    await learn()
    await site()
      .visitor({ ip: '203.0.113.9' })
      .comment('tea', { ...tomas, comment: lure })
    await page.goto('/admin/comments?status=likely')
    await page.getByText('is like spam:').waitFor()
  },
  'the spam, to be emptied': page => page.goto('/admin/spam/emptying'),
  'the start': page => page.goto('/admin'),
  'the articles': page => page.goto('/admin/posts'),
  'pictures and files': async page => {
    await page.goto('/admin/media')
    await page
      .getByLabel('Add a picture or a file')
      .setInputFiles({ name: 'pier.jpg', mimeType: 'image/jpeg', buffer: await photo(900, 600) })
    await page.getByRole('button', { name: 'Upload' }).click()
    await page.waitForURL(/media\/\d+/)
    await page.goto('/admin/media')
  },
  'a picture': async page => {
    await page.goto('/admin/media')
    await page.locator('.media-tile a').first().click()
    await page.waitForURL(/media\/\d+/)
  },
  'a new article': page => page.goto('/admin/posts/new'),
  'an article that can’t be': async page => {
    await page.goto('/admin/posts/new')
    await page.locator('.editor-panel > summary').click()
    await page.getByLabel('Address', { exact: true }).fill('a b')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.locator('.error-summary').waitFor()
  },
  'an article with its panel and its preview': async page => {
    await page.goto('/admin/posts')
    await page.locator('.post-row-title a').first().click()
    await page.locator('.editor-panel > summary').click()
    await page.getByRole('button', { name: 'Preview beside' }).click()
    await page.locator('.editor-preview .post').waitFor()
  },
  'a revision': async page => {
    await page.goto('/admin/posts')
    await page.locator('.post-row-title a').first().click()
    await page.getByRole('link', { name: 'Revisions' }).click()
    await page.locator('.log a').last().click()
    await page.getByRole('button', { name: 'Restore this revision' }).waitFor()
  },
  'the log': page => page.goto('/admin/log'),
  'the rules': page => page.goto('/admin/discussion'),
  'the settings': page => page.goto('/admin/settings'),
  'rules that can’t be': async page => {
    await page.goto('/admin/discussion')
    await page.getByLabel('Conversations per page').fill('many')
    await page.getByRole('button', { name: 'Save rules' }).click()
    await page.locator('.field-error').waitFor()
  },
  'the way in from another blog': page => page.goto('/admin/imports'),
  'a file to move in with': async page => {
    await page.goto('/admin/imports')
    const file = { name: 'harbour.xml', mimeType: 'text/xml', buffer: await readFile(wordpress) }
    await page.getByLabel('The file of the other blog').setInputFiles(file)
    await page.getByRole('button', { name: 'Look through it' }).click()
    await page.waitForURL(/files\/\d+/)
    const { db, keys, settings, log } = site().services
    const mover = { db, ring: keys, settings: await settings.current(), mediaDir: null, log }
    await lookThrough(mover, Number(page.url().split('/').at(-1)), new AbortController().signal)
    await page.reload()
    await page.getByText('What would come in').waitFor()
  },
  people: page => page.goto('/admin/people'),
  'the offer of a passkey': page => page.goto('/admin/account/welcome'),
  'one’s own account': page => page.goto('/admin/account'),
  'a password that can’t be': async page => {
    await page.goto('/admin/account')
    const form = page.locator('#password')
    await form.getByLabel('Current password').fill('something else')
    await form.getByLabel('New password').fill('password1234')
    await form.getByRole('button', { name: 'Change password' }).click()
    await page.locator('.field-error').waitFor()
  },
  'a secret for an app': page => page.goto('/admin/account/codes'),
  'readers’ data': async page => {
    await page.goto('/admin/readers')
    await page.getByLabel('Their email address').fill(mara.email)
    await page.getByRole('button', { name: 'Show' }).click()
    await page.locator('table').waitFor()
  },
  'the audit log': page => page.goto('/admin/audit'),
  'the sign-in': page => page.goto('/sign-in'),
}

test('axe finds nothing on any screen of the admin: wide, by day and by night, and on a phone', {
  timeout: 400_000,
}, async () => {
  const slug = await site().publish()
  for (let n = 1; n <= 6; n++)
    await site()
      .visitor({ ip: `203.0.113.${n}` })
      .comment(slug, { ...mara, name: `Reader ${n}`, comment: `Thought ${n}` })
  const page = await open({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
  await joinIn(page, site(), 'administrator')
  const faults: string[] = []
  for (const [name, go] of Object.entries(screens)) {
    await go(page)
    faults.push(...(await faultsAllOver(page, name)))
  }
  expect(faults).toEqual([])
})
