import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { stepOf } from '../../src/accounts/one-time-codes.ts'
import { testBlog } from '../support/blog.ts'
import { ageSessions, join, password, staff } from '../support/staff.ts'
import type { Visitor } from '../support/visitor.ts'

const blog = testBlog()
const { email } = staff.moderator

/** As if the last code had been taken half a minute earlier. */
const aStepLater = () =>
  blog()
    .database.db.updateTable('private.one_time_codes')
    .set(eb => ({ last_step: eb('last_step', '-', 1) }))
    .execute()
const lastStep = async () =>
  (
    await blog()
      .database.db.selectFrom('private.one_time_codes')
      .select('last_step')
      .executeTakeFirstOrThrow()
  ).last_step

const secretIn = (html: string) => html.match(/code-secret">([A-Z2-7 ]+)</)?.[1]?.replaceAll(' ', '') ?? ''
const sealedIn = (html: string) => html.match(/name="secret" value="([^"]+)"/)?.[1] ?? ''
const recoveryIn = (html: string) => html.match(/[0-9a-z]{4}(?:-[0-9a-z]{4}){3}(?=<)/g) ?? []
const appOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) })
const codeOf = (app: TOTP, step: number) => app.generate({ timestamp: step * 30_000 })

/** A moderator who is asked for codes, with the app that makes them. */
async function withCodes() {
  const moderator = await join(blog(), 'moderator')
  const { html } = await moderator.get('/admin/account/codes')
  const app = appOf(secretIn(html))
  const answer = await moderator.post('/admin/account/codes', {
    secret: sealedIn(html),
    code: app.generate(),
  })
  expect(answer.status).toBe(201)
  await aStepLater()
  return { moderator, app, recovery: recoveryIn(answer.html) }
}

async function typePassword(visitor = blog().visitor()): Promise<Visitor> {
  const answer = await visitor.post('/sign-in', { email, password, return: '/admin/log' })
  expect(answer.headers.get('location')).toBe('/sign-in/code?return=%2Fadmin%2Flog')
  return visitor
}

const isIn = async (visitor: Visitor) => (await visitor.get('/admin/log')).status === 200
const enter = (visitor: Visitor, code: string) =>
  visitor.post('/sign-in/code', { code, return: '/admin/log' })

describe('one-time codes', () => {
  test('come from a secret that is shown as picture and text, and count once one of them was right', async () => {
    const moderator = await join(blog(), 'moderator')
    const { html } = await moderator.get('/admin/account/codes')
    expect(secretIn(html)).toMatch(/^[A-Z2-7]{32}$/)
    expect(html).toMatch(/<svg class="qr-code"[^>]*><path d="M\d/)
    const wrong = await moderator.post('/admin/account/codes', { secret: sealedIn(html), code: 'abcdef' })
    expect(wrong.status).toBe(422)
    expect(secretIn(wrong.html)).toBe(secretIn(html))
    expect(await blog().database.db.selectFrom('private.one_time_codes').selectAll().execute()).toEqual([])
    const code = appOf(secretIn(html)).generate()
    const right = await moderator.post('/admin/account/codes', { secret: sealedIn(html), code })
    expect(new Set(recoveryIn(right.html)).size).toBe(10)
    expect(right.headers.get('cache-control')).toBe('private, no-store')
  })

  test('are asked for after the right password, and nobody is in before', async () => {
    const { app } = await withCodes()
    const wrong = await blog().visitor().post('/sign-in', { email, password: 'something else' })
    expect(wrong.html).toContain('That address and password don’t belong together.')
    const visitor = await typePassword()
    expect(visitor.cookies.has('session')).toBe(false)
    expect(await isIn(visitor)).toBe(false)
    const answer = await enter(visitor, app.generate().replace(/^.../, '$& '))
    expect(answer.headers.get('location')).toBe('/admin/log')
    expect(await isIn(visitor)).toBe(true)
    expect(visitor.cookies.has('second-step')).toBe(false)
  })

  test.each([
    ['$& ', 'apart'],
    ['$&-', 'with a hyphen'],
    [' $& ', 'with spaces around'],
    ['$&\u2013', 'with a dash'],
    ['$&\u2011', 'with a hyphen that is not broken'],
    ['$&\u3000', 'with a wide space'],
    ['$&－', 'with a wide hyphen'],
    ['- $& - ', 'with all of that'],
  ])('may be typed %j, %s', async between => {
    const { app } = await withCodes()
    const visitor = await typePassword()
    const answer = await enter(visitor, app.generate().replace(/^.../, between))
    expect(answer.headers.get('location')).toBe('/admin/log')
  })

  test.each(['.', '/', 'x', '1'])('are not right with %j between', async between => {
    const { app } = await withCodes()
    const visitor = await typePassword()
    expect((await enter(visitor, app.generate().replace(/^.../, `$&${between}`))).status).toBe(422)
  })

  test('may be half a minute off, no more', () => {
    const app = new TOTP({ secret: new Secret({ size: 20 }) })
    const at = new Date('2026-03-04T05:06:10Z')
    const step = Math.floor(at.getTime() / 30_000)
    const found = [-2, -1, 0, 1, 2].map(off => stepOf(app.secret.base32, codeOf(app, step + off), at))
    expect(found).toEqual([null, step - 1, step, step + 1, null])
  })

  test('count once each, also the one that turned them on, and none older than the last', async () => {
    const { app } = await withCodes()
    const first = codeOf(app, await lastStep())
    expect((await enter(await typePassword(), first)).status).toBe(422)
    const code = app.generate()
    expect((await enter(await typePassword(), code)).status).toBe(303)
    expect((await enter(await typePassword(), code)).status).toBe(422)
    expect((await enter(await typePassword(), codeOf(app, (await lastStep()) + 1))).status).toBe(303)
    expect((await enter(await typePassword(), code)).status).toBe(422)
  })

  test('are read as they are typed in Japanese', async () => {
    const { app } = await withCodes()
    const wide = app.generate().replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit)))
    expect((await enter(await typePassword(), wide)).status).toBe(303)
  })

  test('can’t be guessed, and who guesses keeps nobody out who has a recovery code', async () => {
    const { app, recovery } = await withCodes()
    const visitor = await typePassword(blog().visitor({ ip: '203.0.113.1' }))
    const cookie = `second-step=${visitor.cookies.get('second-step')}`
    for (let n = 0; n < 10; n++) expect((await enter(visitor, String(100_000 + n))).status).toBe(422)
    const right = await blog()
      .visitor({ ip: '203.0.113.2', headers: { cookie } })
      .post('/sign-in/code', { code: app.generate() })
    expect(right.status).toBe(429)
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
    const owner = blog().visitor({ ip: '203.0.113.3' })
    await typePassword(owner)
    expect((await enter(owner, recovery[0] ?? '')).status).toBe(303)
    expect(await isIn(owner)).toBe(true)
  })

  test('can be guessed at thirty times a day, however slowly and from wherever', async () => {
    const { app } = await withCodes()
    const visitor = await typePassword(blog().visitor({ ip: '203.0.113.1' }))
    const cookie = `second-step=${visitor.cookies.get('second-step')}`
    const guess = (n: number, code: string) =>
      blog()
        .visitor({ ip: `203.0.113.${n}`, headers: { cookie } })
        .post('/sign-in/code', { code })
    const { db } = blog().database
    const quarterPasses = () =>
      sql`update private.rate_limits set expires = now() where expires < now() + interval '1 hour'`.execute(
        db,
      )
    for (let n = 1; n <= 30; n++) {
      expect((await guess(n, String(100_000 + n))).status).toBe(422)
      if (n % 10 === 0) await quarterPasses()
    }
    const stopped = await guess(31, app.generate())
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(60 * 60)
    await sql`update private.rate_limits set expires = now()`.execute(db)
    expect((await guess(32, app.generate())).status).toBe(303)
  })

  test('belong to a step that ends after ten minutes, with the sign-in, and with a new password', async () => {
    const { moderator, app } = await withCodes()
    const { db } = blog().database
    expect((await blog().visitor().get('/sign-in/code')).headers.get('location')).toMatch(/^\/sign-in\?/)

    const late = await typePassword()
    await db
      .updateTable('private.challenges')
      .set({ expires_at: new Date(0) })
      .execute()
    expect((await enter(late, app.generate())).html).toContain('That took too long.')

    const twice = await typePassword()
    const token = twice.cookies.get('second-step') ?? ''
    expect((await enter(twice, app.generate())).status).toBe(303)
    await aStepLater()
    const copy = blog().visitor()
    copy.cookies.set('second-step', token)
    expect((await enter(copy, app.generate())).status).toBe(422)

    const begun = await typePassword()
    const change = { password, 'new-password': 'seven slow badgers dig' }
    expect((await moderator.post('/admin/account/password', change)).status).toBe(303)
    expect((await enter(begun, app.generate())).status).toBe(422)
  })

  test('are turned off with the password alone, which rotates the session', async () => {
    const { moderator } = await withCodes()
    const off = (fields: Record<string, string>) => moderator.post('/admin/account/codes/removal', fields)
    expect((await off({})).html).toContain('Please enter your current password.')
    expect((await off({ password: 'something else' })).html).toContain('That is not your current password.')
    const before = moderator.cookies.get('session')
    expect((await off({ password })).headers.get('location')).toBe('/admin/account?done=off')
    expect(moderator.cookies.get('session')).not.toBe(before)
    const answer = await blog().visitor().post('/sign-in', { email, password })
    expect(answer.headers.get('location')).toBe('/admin')
  })

  test('are turned on with the password too where somebody came in a while ago', async () => {
    const moderator = await join(blog(), 'moderator')
    await ageSessions(blog())
    const { html } = await moderator.get('/admin/account/codes')
    const fields = { secret: sealedIn(html), code: appOf(secretIn(html)).generate() }
    expect((await moderator.post('/admin/account/codes', fields)).status).toBe(422)
    const before = moderator.cookies.get('session')
    expect((await moderator.post('/admin/account/codes', { ...fields, password })).status).toBe(201)
    expect(moderator.cookies.get('session')).not.toBe(before)
  })

  test('can’t be turned on with a secret that was shown to somebody else', async () => {
    const [moderator, editor] = [await join(blog(), 'moderator'), await join(blog(), 'editor')]
    const { html } = await editor.get('/admin/account/codes')
    const fields = { secret: sealedIn(html), code: appOf(secretIn(html)).generate() }
    expect((await moderator.post('/admin/account/codes', fields)).status).toBe(400)
  })
})

describe('recovery codes', () => {
  test('let somebody in once each, however they copied them', async () => {
    const { recovery } = await withCodes()
    const [first = '', second = ''] = recovery
    expect((await enter(await typePassword(), first)).status).toBe(303)
    expect((await enter(await typePassword(), first)).status).toBe(422)
    const copied = second.replaceAll('-', ' ').toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')
    expect((await enter(await typePassword(), copied)).status).toBe(303)
  })

  test('made anew take the place of those before, and need the password', async () => {
    const { moderator, recovery } = await withCodes()
    expect((await moderator.post('/admin/account/recovery-codes', {})).status).toBe(422)
    const fresh = recoveryIn((await moderator.post('/admin/account/recovery-codes', { password })).html)
    expect(fresh).toHaveLength(10)
    expect((await enter(await typePassword(), recovery[0] ?? '')).status).toBe(422)
    expect((await enter(await typePassword(), fresh[0] ?? '')).status).toBe(303)
  })
})

test('nothing that is stored lets anybody in, and the log holds no code', async () => {
  const { moderator, app, recovery } = await withCodes()
  const secret = app.secret.base32
  await enter(await typePassword(), recovery[0] ?? '')
  await moderator.post('/admin/account/codes/removal', { password })
  const { html } = await moderator.get('/admin/account/codes')
  const again = { secret: sealedIn(html), code: appOf(secretIn(html)).generate() }
  await moderator.post('/admin/account/codes', again)
  const { db } = blog().database
  const log = await db.selectFrom('private.audit_log').select(['event', 'subject']).orderBy('id').execute()
  expect(log.filter(({ event }) => /codes?\b/.test(event))).toEqual([
    { event: 'codes turned on', subject: '' },
    { event: 'recovery code used', subject: '9' },
    { event: 'codes turned off', subject: '' },
    { event: 'codes turned on', subject: '' },
  ])
  const codes = await db.selectFrom('private.one_time_codes').select('secret_sealed').execute()
  const hashes = await db.selectFrom('private.recovery_codes').select('code_hash').execute()
  const bytes = [...codes.map(row => row.secret_sealed), ...hashes.map(row => row.code_hash)]
  expect(bytes).toHaveLength(11)
  const stored = JSON.stringify(log) + bytes.map(each => each.toString('latin1')).join(' ')
  for (const text of [secret, secretIn(html), ...recovery, ...recovery.map(code => code.replaceAll('-', ''))])
    expect(stored).not.toContain(text)
})
