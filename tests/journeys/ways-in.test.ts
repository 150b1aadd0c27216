import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { faultsAllOver } from '../looks/axe.ts'
import { testBrowser } from '../support/browser.ts'
import { soonShown } from '../support/patience.ts'
import { testSite } from '../support/site.ts'
import { acceptIn, ageSessions, join, joinIn, password, staff } from '../support/staff.ts'

const site = testSite()
const open = testBrowser(site)
const { email } = staff.moderator

/** Gives a window a device that makes passkeys and says yes to everything. */
async function plugIn(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true }).click()

async function typePassword(page: Page, returnTo = '', as = email): Promise<void> {
  await page.goto(`/sign-in${returnTo}`)
  await page.getByLabel('Email').fill(as)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

describe('somebody with a passkey', () => {
  test('is offered one with their new account, and comes in by it where they wanted to go', async () => {
    const page = await open()
    await plugIn(page)
    await acceptIn(page, site(), 'moderator')
    await page.getByLabel('Name of the passkey').fill('My own laptop')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.waitForURL(/\/admin(?:\/comments)?$/)

    await signOut(page)
    await page.goto('/admin/account')
    expect(page.url()).toContain('/sign-in?return=')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL('**/admin/account')
    expect(await page.locator('.passkey').textContent()).toMatch(/My own laptop.*last used/)

    await page.getByRole('button', { name: 'Remove My own laptop' }).click()
    await page.getByRole('heading', { name: 'Remove the passkey My own laptop?' }).waitFor()
    expect(await page.getByRole('button', { name: 'Confirm with a passkey' }).count()).toBe(0)
    await page.getByLabel('Current password').fill(password)
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByText('The passkey is removed.').waitFor()
    await signOut(page)
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('That passkey could not be used.').waitFor()
  })

  test('shows it again to change a colleague’s role, and undoes that', async () => {
    const page = await open()
    await plugIn(page)
    await acceptIn(page, site(), 'administrator')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.waitForURL(/\/admin(?:\/comments)?$/)
    await join(site(), 'editor')
    await ageSessions(site())

    await page.goto('/admin/people')
    await page.getByRole('combobox', { name: 'Role: Edwin Editor' }).selectOption('Author')
    await page.getByRole('button', { name: 'Change role: Edwin Editor' }).click()
    await page.getByText('From then on: Author. Own articles, and the comments on them.').waitFor()
    await page.getByRole('button', { name: 'Confirm with a passkey' }).click()
    await page.waitForURL('**/admin/people')
    await page.getByRole('button', { name: 'Undo: back to Editor: Edwin Editor' }).click()
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Role: Edwin Editor' }).inputValue(), soonShown)
      .toBe('editor')
  })

  test('gives their password first where they came in a while ago', async () => {
    const page = await open()
    await plugIn(page)
    await joinIn(page, site(), 'moderator')
    const { db } = site().database
    await ageSessions(site())
    await page.goto('/admin/account')
    const section = page.locator('#passkeys')
    await section.getByLabel('Current password').fill('something else')
    await section.getByRole('button', { name: 'Add a passkey' }).click()
    await section.getByText('That is not your current password.').waitFor()
    expect(await db.selectFrom('private.passkeys').select('id').execute()).toEqual([])
    await section.getByLabel('Current password').fill(password)
    await section.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('The passkey is added.').waitFor()
  })

  test('is told when the device shows none, and can still type a password', async () => {
    const page = await open()
    await acceptIn(page, site(), 'moderator')
    await page.getByRole('link', { name: 'Not now' }).click()
    await page.waitForURL(/\/admin(?:\/comments)?$/)
    await signOut(page)
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    await page.goto('/sign-in')
    await page.evaluate(() => {
      // As a person who closes the window that asks them.
      navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    })
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('No passkey was used.').waitFor()
    await typePassword(page)
    await page.waitForURL(/\/admin(?:\/comments)?$/)
    expect(await page.locator('h1').count()).toBe(1)
  })
})

test('without scripts nothing asks for a passkey, and codes are turned on and asked for', async () => {
  const page = await open({ javaScriptEnabled: false })
  await acceptIn(page, site(), 'moderator')
  expect(await page.getByRole('button', { name: 'Add a passkey' }).isVisible()).toBe(false)
  await page.goto('/admin/account')
  await page.getByRole('link', { name: 'Set up one-time codes' }).click()
  const secret = ((await page.locator('.code-secret').textContent()) ?? '').replaceAll(' ', '')
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  await page.getByRole('textbox', { name: 'Code' }).fill(totp.generate())
  await page.getByRole('button', { name: 'Turn on codes' }).click()
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  expect(await page.locator('.recovery-codes li').count()).toBe(10)

  await signOut(page)
  await typePassword(page, '?return=%2Fadmin%2Flog')
  expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
  await page.getByRole('textbox', { name: 'Code' }).fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('That code is wrong or has expired').waitFor()
  // The next one already: an app may be half a minute ahead, and the one before is used up.
  await page.getByRole('textbox', { name: 'Code' }).fill(totp.generate({ timestamp: Date.now() + 30_000 }))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/admin/log')
})

test('axe finds nothing on the way through, wide, by day and by night, and on a phone', async () => {
  const page = await open({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
  await plugIn(page)
  await acceptIn(page, site(), 'administrator')
  const faults = await faultsAllOver(page, 'the offer')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.waitForURL(/\/admin(?:\/comments)?$/)

  await page.goto('/admin/account/codes')
  const secret = ((await page.locator('.code-secret').textContent()) ?? '').replaceAll(' ', '')
  await page
    .getByRole('textbox', { name: 'Code' })
    .fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
  await page.getByRole('button', { name: 'Turn on codes' }).click()
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  faults.push(...(await faultsAllOver(page, 'recovery codes')))
  await page.getByRole('link', { name: 'I’ve saved them' }).click()
  await expect.poll(() => page.locator('.passkey').count(), soonShown).toBe(1)
  faults.push(...(await faultsAllOver(page, 'the account')))

  await join(site(), 'editor')
  await page.goto('/admin/invitations?role=author')
  await page.getByRole('button', { name: 'Make a link' }).click()
  await page.goto('/admin/people')
  faults.push(...(await faultsAllOver(page, 'people')))
  await ageSessions(site())
  await page.getByRole('button', { name: 'Remove Edwin Editor' }).click()
  await page.getByLabel('Current password').fill('something else')
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('That is not your current password.').waitFor()
  faults.push(...(await faultsAllOver(page, 'the confirmation')))
  await page.goto('/admin/audit')
  faults.push(...(await faultsAllOver(page, 'the audit log')))

  await signOut(page)
  await typePassword(page, '', staff.administrator.email)
  await page.getByRole('textbox', { name: 'Code' }).fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('That code is wrong or has expired').waitFor()
  faults.push(...(await faultsAllOver(page, 'the code')))
  expect(faults).toEqual([])
})
