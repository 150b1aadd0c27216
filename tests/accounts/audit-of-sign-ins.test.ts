import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { forgetOldNetworks, forgetOldRefusals } from '../../src/accounts/audit-log.ts'
import { makeAuthenticator } from '../support/authenticator.ts'
import { testBlog } from '../support/blog.ts'
import { join, password, staff } from '../support/staff.ts'

const blog = testBlog()
const { email, name } = staff.moderator

const entries = (after = 0) =>
  blog()
    .database.db.selectFrom('private.audit_log')
    .select(['id', 'event', 'actor', 'account_id', 'subject', 'network'])
    .where('id', '>', after)
    .orderBy('id')
    .execute()
const last = async () => (await entries()).at(-1)
const signIn = (ip: string, fields: Record<string, string>) => blog().visitor({ ip }).post('/sign-in', fields)

test('a sign-in is written down, good or bad, with its network and with no address of mail', async () => {
  await join(blog(), 'moderator')
  const { account_id: account } = { ...(await last()) }
  await signIn('203.0.113.77', { email, password })
  expect(await last()).toMatchObject({
    event: 'signed in',
    actor: name,
    account_id: account,
    network: '203.0.113.0/24',
  })
  await signIn('2001:db8:1:2:3:4:5:6', { email, password: 'a guess' })
  expect(await last()).toMatchObject({
    event: 'sign-in refused',
    actor: 'stranger',
    account_id: account,
    subject: name,
    network: '2001:db8:1::/48',
  })
  await signIn('203.0.113.77', { email: 'nobody@elsewhere.example', password: 'a guess' })
  expect(await last()).toMatchObject({ event: 'sign-in as nobody refused', account_id: null, subject: '' })
  expect(JSON.stringify(await entries())).not.toMatch(/@|elsewhere/)
})

test('so are passkeys and codes', async () => {
  const moderator = await join(blog(), 'moderator')
  const visitor = blog().visitor()
  const device = makeAuthenticator()
  const asked = await moderator.post('/admin/account/passkeys/challenge', {})
  const made = device.create(JSON.parse(asked.html))
  await moderator.post('/admin/account/passkeys', { credential: made })
  const challenge = async () => JSON.parse((await visitor.post('/sign-in/passkey/challenge', {})).html)
  await visitor.post('/sign-in/passkey', { credential: device.get(await challenge()) })
  expect(await last()).toMatchObject({
    event: 'signed in by passkey',
    actor: name,
    network: '198.51.100.0/24',
  })
  await visitor.post('/sign-in/passkey', { credential: makeAuthenticator().get(await challenge()) })
  expect(await last()).toMatchObject({ event: 'passkey refused', actor: 'stranger', account_id: null })

  const { html } = await moderator.get('/admin/account/codes')
  const secret = html.match(/code-secret">([A-Z2-7 ]+)</)?.[1]?.replaceAll(' ', '') ?? ''
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  const sealed = html.match(/name="secret" value="([^"]+)"/)?.[1] ?? ''
  expect((await moderator.post('/admin/account/codes', { secret: sealed, code })).status).toBe(201)
  const thief = blog().visitor()
  await thief.post('/sign-in', { email, password })
  await thief.post('/sign-in/code', { code }) // used up
  expect(await last()).toMatchObject({ event: 'code refused', actor: 'stranger', subject: name })
})

test('a stranger leaves as many refusals as there are tries to sign in, and they go after ninety days', async () => {
  const { db } = blog().database
  await join(blog(), 'moderator')
  const before = (await entries()).length
  const visitor = blog().visitor({ ip: '203.0.113.77' })
  const statuses = []
  for (let n = 0; n < 25; n++)
    statuses.push((await visitor.post('/sign-in/passkey', { credential: '{}' })).status)
  expect(statuses.slice(19, 21)).toEqual([422, 429])
  expect(await entries()).toHaveLength(before + 20)
  await sql`update private.audit_log set at = at - interval '89 days'`.execute(db)
  await forgetOldRefusals(db)
  expect(await entries()).toHaveLength(before + 20)
  await sql`update private.audit_log set at = at - interval '2 days'`.execute(db)
  await forgetOldRefusals(db)
  expect(await entries()).toHaveLength(before)
})

test('an administrator reads it; the networks go when the origins of comments go', async () => {
  const administrator = await join(blog(), 'administrator')
  await signIn('203.0.113.77', { email: staff.administrator.email, password: 'a guess' })
  const page = async () => (await administrator.get('/admin/audit')).html
  expect(await page()).toMatch(/Somebody.*gave a wrong password for.*Ada Admin.*from 203\.0\.113\.0\/24/s)
  const { db } = blog().database
  await sql`update private.audit_log set at = at - interval '8 days' where event = 'sign-in refused'`.execute(
    db,
  )
  await forgetOldNetworks(db, 0)
  await forgetOldNetworks(db, 9)
  expect(await page()).toContain('203.0.113.0/24')
  await forgetOldNetworks(db, 7)
  expect(await page()).not.toContain('203.0.113.0/24')
  expect(await page()).toContain('gave a wrong password for')
})
