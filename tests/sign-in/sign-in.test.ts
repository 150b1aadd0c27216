import { argon2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { accept, join, password, staff } from '../support/staff.ts'
import type { Visitor } from '../support/visitor.ts'

const blog = testBlog()
const { email } = staff.moderator
const next = 'seven slow badgers dig'

describe('signing in', () => {
  test('leads back to the page that asked for it, and nowhere else', async () => {
    await join(blog(), 'moderator')
    const visitor = blog().visitor()
    const asked = await visitor.get('/admin/log?before=7')
    expect(asked.headers.get('location')).toBe('/sign-in?return=%2Fadmin%2Flog%3Fbefore%3D7')
    const answer = await visitor.post('/sign-in', { email, password, return: '/admin/log?before=7' })
    expect(answer.headers.get('location')).toBe('/admin/log?before=7')

    const other = await blog().visitor().post('/sign-in', { email, password, return: '//evil.example' })
    expect(other.headers.get('location')).toBe('/')
  })

  test('makes a hash of another cost anew, and ends no session for it', async () => {
    const moderator = await join(blog(), 'moderator')
    const { db } = blog().database
    const stored = () => db.selectFrom('private.accounts').select('password').executeTakeFirstOrThrow()
    const [memory, passes, parallelism, nonce] = [8192, 1, 1, Buffer.alloc(16, 7)]
    const tag = argon2Sync('argon2id', {
      message: password,
      nonce,
      memory,
      passes,
      parallelism,
      tagLength: 32,
    })
    const [salt, hash] = [nonce, tag].map(bytes => bytes.toString('base64').replace(/=+$/, ''))
    const dated = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${salt}$${hash}`
    await db.updateTable('private.accounts').set({ password: dated }).execute()

    const wrong = await blog().visitor().post('/sign-in', { email, password: 'something else' })
    expect([wrong.status, (await stored()).password]).toEqual([422, dated])
    expect((await blog().visitor().post('/sign-in', { email, password })).status).toBe(303)
    expect((await stored()).password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await blog().visitor().post('/sign-in', { email, password })).status).toBe(303)
    expect((await moderator.get('/admin/comments')).status).toBe(200)
  })

  test('answers an address that nobody has like a wrong password', async () => {
    await join(blog(), 'moderator')
    const answers = [
      await blog().visitor({ ip: '203.0.113.1' }).post('/sign-in', { email, password: 'something else' }),
      await blog()
        .visitor({ ip: '203.0.113.2' })
        .post('/sign-in', { email: 'nobody@blog.example', password }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(422)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(answer.html).toContain('That address and password don’t belong together.')
      expect(answer.html).not.toContain(password)
    }
  })

  test('slows down who guesses, but keeps nobody out who was in from this browser before', async () => {
    const moderator = await join(blog(), 'moderator')
    for (let n = 1; n <= 10; n++) {
      const guess = await blog()
        .visitor({ ip: `203.0.113.${n}` })
        .post('/sign-in', { email, password: 'a guess' })
      expect(guess.status).toBe(422)
    }
    const stranger = await blog().visitor({ ip: '203.0.113.99' }).post('/sign-in', { email, password })
    expect(stranger.status).toBe(429)
    expect(Number(stranger.headers.get('retry-after'))).toBeGreaterThan(0)

    await moderator.post('/sign-out', {})
    expect((await moderator.post('/sign-in', { email, password })).status).toBe(303)
  })

  test.each<[string, (moderator: Visitor) => Promise<unknown>]>([
    ['signed out everywhere else', moderator => moderator.post('/admin/sessions/others/end', {})],
    [
      'changed their password',
      moderator => moderator.post('/admin/account/password', { password, 'new-password': next }),
    ],
  ])('knows a browser no more whose owner %s in another', async (_, end) => {
    const here = await join(blog(), 'moderator')
    const there = blog().visitor()
    await there.post('/sign-in', { email, password })
    await end(here)
    for (let n = 1; n <= 11; n++)
      await blog()
        .visitor({ ip: `203.0.113.${n}` })
        .post('/sign-in', { email, password: 'a guess' })
    const tries = { email, password: 'a guess' }
    expect((await there.post('/sign-in', tries)).status).toBe(429)
    // The one in which it was done is still known.
    await here.post('/sign-out', {})
    expect((await here.post('/sign-in', tries)).status).toBe(422)
  })

  test('gives another session each time, and ends the one before', async () => {
    const moderator = await join(blog(), 'moderator')
    const before = moderator.cookies.get('session') ?? ''
    await moderator.post('/sign-in', { email, password })
    expect(moderator.cookies.get('session')).not.toBe(before)
    const old = blog().visitor()
    old.cookies.set('session', before)
    expect((await old.get('/admin/comments')).status).toBe(303)
  })

  test('stores nothing that opens a session, and no password', async () => {
    const moderator = await accept(blog(), 'moderator')
    const token = moderator.cookies.get('session') ?? ''
    const rows = JSON.stringify([
      await blog().database.db.selectFrom('private.sessions').selectAll().execute(),
      await blog().database.db.selectFrom('private.accounts').selectAll().execute(),
    ])
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(password)
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })
})

test('signing out ends the session on the server too', async () => {
  const moderator = await join(blog(), 'moderator')
  const token = moderator.cookies.get('session') ?? ''
  await moderator.post('/sign-out', {})
  moderator.cookies.set('session', token)
  expect((await moderator.get('/admin/comments')).status).toBe(303)
})

test('a person sees where they are signed in, and signs out everywhere else', async () => {
  const here = await join(blog(), 'moderator')
  const there = blog().visitor({ headers: { 'user-agent': 'A library computer' } })
  await there.post('/sign-in', { email, password })
  expect((await here.get('/admin/account')).html).toContain('A library computer')
  await here.post('/admin/sessions/others/end', {})
  expect((await there.get('/admin/comments')).status).toBe(303)
  expect((await here.get('/admin/comments')).status).toBe(200)
})
