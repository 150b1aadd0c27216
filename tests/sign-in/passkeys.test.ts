import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { invite } from '../../src/accounts/invitations.ts'
import { type Faults, makeAuthenticator } from '../support/authenticator.ts'
import { testBlog } from '../support/blog.ts'
import { ageSessions, join, password, staff } from '../support/staff.ts'
import type { Visitor } from '../support/visitor.ts'

const blog = testBlog()
const refusal = 'That passkey could not be used.'

const askToAdd = async (visitor: Visitor, fields: Record<string, string> = {}) =>
  visitor.post('/admin/account/passkeys/challenge', fields)
const askToSignIn = async (visitor: Visitor) =>
  JSON.parse((await visitor.post('/sign-in/passkey/challenge', {})).html)

/** A moderator who is signed in, and the device with their passkey. */
async function withPasskey() {
  const moderator = await join(blog(), 'moderator')
  const device = makeAuthenticator()
  const options = JSON.parse((await askToAdd(moderator)).html)
  const credential = device.create(options)
  const answer = await moderator.post('/admin/account/passkeys', { credential, name: 'My key' })
  expect(answer.headers.get('location')).toBe('/admin/account?done=passkey')
  return { moderator, device }
}

const passkeys = () => blog().database.db.selectFrom('private.passkeys').selectAll().orderBy('id').execute()
const events = async () =>
  (await blog().database.db.selectFrom('private.audit_log').select('event').orderBy('id').execute()).map(
    ({ event }) => event,
  )

describe('a passkey', () => {
  test('is asked for with nothing that says who has one, and opens a session, without a code', async () => {
    const { device } = await withPasskey()
    const visitor = blog().visitor()
    const options = await askToSignIn(visitor)
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(options.allowCredentials ?? []).toEqual([])
    const credential = device.get(options)
    const answer = await visitor.post('/sign-in/passkey', { credential, return: '/admin/log' })
    expect(answer.headers.get('location')).toBe('/admin/log')
    expect((await visitor.get('/admin/log')).status).toBe(200)
    expect((await visitor.get('/admin/account')).html).toMatch(/My key.*last used/s)
  })

  test('is the site’s and its owner’s: the device is told no address', async () => {
    const moderator = await join(blog(), 'moderator')
    const { html } = await askToAdd(moderator)
    expect(JSON.parse(html)).toMatchObject({
      rp: { id: 'localhost' },
      user: { name: 'Mo Moderator' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(html).not.toContain('blog.example')
  })

  test('opens nothing a second time with the same answer', async () => {
    const { device } = await withPasskey()
    const credential = device.get(await askToSignIn(blog().visitor()))
    expect((await blog().visitor().post('/sign-in/passkey', { credential })).status).toBe(303)
    const again = await blog().visitor().post('/sign-in/passkey', { credential })
    expect(again.status).toBe(422)
    expect(again.html).toContain(refusal)
    expect(again.headers.getSetCookie()).toEqual([])
  })

  test.each<[string, Faults]>([
    ['on another site', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['without knowing its owner', { userVerified: false }],
    ['with a counter that went back', { counter: 0 }],
  ])('is refused that was used %s, and its challenge is used up', async (_, faults) => {
    const { device } = await withPasskey()
    const once = device.get(await askToSignIn(blog().visitor()))
    expect((await blog().visitor().post('/sign-in/passkey', { credential: once })).status).toBe(303)
    const options = await askToSignIn(blog().visitor())
    const wrong = await blog()
      .visitor()
      .post('/sign-in/passkey', { credential: device.get(options, faults) })
    expect(wrong.status).toBe(422)
    const right = await blog()
      .visitor()
      .post('/sign-in/passkey', { credential: device.get(options, { counter: 9 }) })
    expect(right.status).toBe(422)
  })

  test('is refused when its challenge has expired, or was made to add one', async () => {
    const { moderator, device } = await withPasskey()
    const options = await askToSignIn(blog().visitor())
    await sql`update private.challenges set expires_at = now()`.execute(blog().database.db)
    for (const asked of [options, JSON.parse((await askToAdd(moderator)).html), { challenge: 'a guess' }]) {
      const credential = device.get({ ...asked, rpId: 'localhost' })
      expect((await blog().visitor().post('/sign-in/passkey', { credential })).status).toBe(422)
    }
  })

  test.each(['', 'null', '[]', '{"id":1}', '{"response":{"clientDataJSON":"e30"}}', 'x'.repeat(10_000)])(
    'is not what a stranger made up: %.40s',
    async credential => {
      const answer = await blog().visitor().post('/sign-in/passkey', { credential })
      expect(answer.status).toBe(422)
      expect(answer.html).toContain(refusal)
    },
  )

  test('nobody has is answered like one that was refused', async () => {
    const device = makeAuthenticator()
    const credential = device.get(await askToSignIn(blog().visitor()))
    expect((await blog().visitor().post('/sign-in/passkey', { credential })).html).toContain(refusal)
  })

  test('stays out of the reach of somebody else, and goes with its owner', async () => {
    const { moderator, device } = await withPasskey()
    const [mine] = await passkeys()
    const administrator = await join(blog(), 'administrator')
    await administrator.post(`/admin/account/passkeys/${mine?.id}/removal`, {})
    expect(await passkeys()).toHaveLength(1)
    await administrator.post(`/admin/people/${mine?.account_id}/removal`, {})
    const credential = device.get(await askToSignIn(moderator))
    expect((await moderator.post('/sign-in/passkey', { credential })).status).toBe(422)
  })

  test('that is removed opens nothing any more; both steps are in the log', async () => {
    const { moderator, device } = await withPasskey()
    const [mine] = await passkeys()
    await moderator.post(`/admin/account/passkeys/${mine?.id}/removal`, { password })
    const credential = device.get(await askToSignIn(blog().visitor()))
    expect((await blog().visitor().post('/sign-in/passkey', { credential })).status).toBe(422)
    expect((await events()).slice(-3)).toEqual(['passkey added', 'passkey removed', 'passkey refused'])
  })
})

describe('removing a passkey', () => {
  const removalOf = async (place: number) =>
    `/admin/account/passkeys/${(await passkeys())[place]?.id}/removal`
  const proof = async (visitor: Visitor, except: number | undefined) => {
    const answer = await visitor.post('/admin/account/proof/challenge', { except: String(except) })
    return JSON.parse(answer.html)
  }

  test('takes the password or another passkey, however fresh a sign-in by this one is', async () => {
    const { moderator, device } = await withPasskey()
    const other = makeAuthenticator()
    const made = other.create(JSON.parse((await askToAdd(moderator)).html))
    await moderator.post('/admin/account/passkeys', { credential: made, name: 'Second key' })
    const thief = blog().visitor()
    await thief.post('/sign-in/passkey', { credential: device.get(await askToSignIn(thief)) })

    const path = await removalOf(0)
    const [first, second] = await passkeys()
    expect((await thief.get(path)).html).toContain('Remove the passkey My key?')
    expect((await thief.post(path, {})).status).toBe(422)
    const options = await proof(thief, first?.id)
    expect(options.allowCredentials).toEqual([
      { id: second?.credential_id, transports: ['internal'], type: 'public-key' },
    ])
    expect((await thief.post(path, { credential: device.get(options) })).status).toBe(422)
    expect(await passkeys()).toHaveLength(2)

    const credential = other.get(await proof(thief, first?.id))
    expect((await thief.post(path, { credential })).status).toBe(303)
    expect((await passkeys()).map(({ name }) => name)).toEqual(['Second key'])
  })

  test('takes the password where there is no other, once a while has gone by', async () => {
    const { moderator } = await withPasskey()
    await ageSessions(blog())
    const path = await removalOf(0)
    expect((await moderator.get(path)).html).not.toContain('Confirm with a passkey')
    expect((await moderator.post(path, { password: 'something else' })).status).toBe(422)
    expect(await passkeys()).toHaveLength(1)
    expect((await moderator.post(path, { password })).status).toBe(303)
    expect(await passkeys()).toEqual([])
  })
})

describe('adding a passkey', () => {
  test.each<[string, Faults]>([
    ['on another site', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['without knowing its owner', { userVerified: false }],
  ])('fails that was made %s', async (_, faults) => {
    const moderator = await join(blog(), 'moderator')
    const options = JSON.parse((await askToAdd(moderator)).html)
    const credential = makeAuthenticator().create(options, faults)
    const answer = await moderator.post('/admin/account/passkeys', { credential })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(refusal)
    expect(await passkeys()).toEqual([])
  })

  test('refuses a statement with certificates, whose makers’ servers would be asked about it', async () => {
    const moderator = await join(blog(), 'moderator')
    const statusWith = async (isCertified: boolean) => {
      const options = JSON.parse((await askToAdd(moderator)).html)
      const credential = makeAuthenticator().create(options, { isCertified })
      return (await moderator.post('/admin/account/passkeys', { credential })).status
    }
    expect(await statusWith(true)).toBe(422)
    expect(await statusWith(false)).toBe(303)
    expect(await passkeys()).toHaveLength(1)
  })

  test('takes an answer once, and only from whom it was asked', async () => {
    const moderator = await join(blog(), 'moderator')
    const other = await join(blog(), 'editor')
    const options = JSON.parse((await askToAdd(moderator)).html)
    const stolen = makeAuthenticator().create(options)
    expect((await other.post('/admin/account/passkeys', { credential: stolen })).status).toBe(422)
    const device = makeAuthenticator()
    const first = await moderator.post('/admin/account/passkeys', { credential: device.create(options) })
    expect(first.status).toBe(303)
    const second = await moderator.post('/admin/account/passkeys', { credential: device.create(options) })
    expect(second.status).toBe(422)
    expect(await passkeys()).toHaveLength(1)
  })

  test('asks for the password, unless somebody came in just now', async () => {
    const moderator = await join(blog(), 'moderator')
    await ageSessions(blog())
    const without = await askToAdd(moderator)
    expect(without.status).toBe(422)
    expect(JSON.parse(without.html).error).toContain('Please enter your current password.')
    const wrong = await askToAdd(moderator, { password: 'something else' })
    expect(JSON.parse(wrong.html)).toEqual({ error: 'That is not your current password.' })
    expect((await askToAdd(moderator, { password })).status).toBe(200)
  })

  test('names it after the browser, where nothing is typed', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
    const moderator = await join(blog(), 'moderator')
    const options = JSON.parse((await askToAdd(moderator)).html)
    const credential = makeAuthenticator().create(options)
    await moderator.post('/admin/account/passkeys', { credential, name: ' ' }, headers)
    expect((await passkeys()).map(({ name }) => name)).toEqual(['Firefox, Linux'])
  })
})

test('challenges can’t be had without end', async () => {
  const visitor = blog().visitor()
  const statuses: number[] = []
  for (let n = 1; n <= 21; n++) statuses.push((await visitor.post('/sign-in/passkey/challenge', {})).status)
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429])
})

describe('with an address of its own', () => {
  const pinned = testBlog({ BASE_URL: 'https://blog.example' })
  const headers = { origin: 'https://blog.example' }

  test('a passkey is for that one alone, whatever host a request names', async () => {
    const visitor = pinned().visitor({ headers: { host: 'evil.example' } })
    const ask = () => visitor.post('/sign-in/passkey/challenge', {}, headers)
    expect(JSON.parse((await ask()).html).rpId).toBe('blog.example')

    const token = await invite(pinned().services.db, { account: null, name: 'a test' }, 'moderator')
    await visitor.post(`/invitations/${token}`, { ...staff.moderator, password }, headers)
    const asked = await visitor.post('/admin/account/passkeys/challenge', {}, headers)
    const device = makeAuthenticator()
    const credential = device.create(JSON.parse(asked.html), headers)
    expect((await visitor.post('/admin/account/passkeys', { credential }, headers)).status).toBe(303)
    for (const [origin, status] of [
      ['http://evil.example', 422],
      ['https://blog.example', 303],
    ] as const) {
      const credential = device.get(JSON.parse((await ask()).html), { origin })
      expect((await visitor.post('/sign-in/passkey', { credential }, headers)).status).toBe(status)
    }
  })

  test('every cookie of the way in is bound to it', async () => {
    const visitor = pinned().visitor()
    const token = await invite(pinned().services.db, { account: null, name: 'a test' }, 'moderator')
    await visitor.post(`/invitations/${token}`, { ...staff.moderator, password }, headers)
    const { html } = await visitor.get('/admin/account/codes')
    const secret = html.match(/code-secret">([A-Z2-7 ]+)</)?.[1]?.replaceAll(' ', '') ?? ''
    const fields = {
      secret: html.match(/name="secret" value="([^"]+)"/)?.[1] ?? '',
      code: new TOTP({ secret: Secret.fromBase32(secret) }).generate(),
    }
    expect((await visitor.post('/admin/account/codes', fields, headers)).status).toBe(201)
    const { email } = staff.moderator
    const answer = await visitor.post('/sign-in', { email, password }, headers)
    expect(answer.headers.get('location')).toMatch(/^\/sign-in\/code/)
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-second-step=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ])
    expect([...visitor.cookies.keys()].every(name => name.startsWith('__Host-'))).toBe(true)
  })
})
