import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { join, password, staff } from '../support/staff.ts'

const blog = testBlog()
const { email } = staff.moderator
const next = 'seven slow badgers dig'

const events = async () =>
  (await blog().database.db.selectFrom('private.audit_log').select('event').orderBy('id').execute()).map(
    ({ event }) => event,
  )

describe('changing one’s password', () => {
  test('takes the one before, ends every other session, and gives this browser a new one', async () => {
    const here = await join(blog(), 'moderator')
    const there = blog().visitor()
    await there.post('/sign-in', { email, password })
    const before = here.cookies.get('session') ?? ''
    const answer = await here.post('/admin/account/password', { password, 'new-password': next })
    expect(answer.headers.get('location')).toBe('/admin/account?done=password')
    expect((await here.get('/admin/account?done=password')).html).toContain('Your password is changed.')
    expect(here.cookies.get('session')).not.toBe(before)
    expect((await there.get('/admin/comments')).status).toBe(303)
    const old = blog().visitor()
    old.cookies.set('session', before)
    expect((await old.get('/admin/comments')).status).toBe(303)

    expect((await blog().visitor().post('/sign-in', { email, password })).status).toBe(422)
    expect((await blog().visitor().post('/sign-in', { email, password: next })).status).toBe(303)
    expect((await events()).slice(-3)).toEqual(['password changed', 'sign-in refused', 'signed in'])
  })

  test.each([
    [{ password: 'something else', 'new-password': next }, 'That is not your current password.'],
    [{ password: '', 'new-password': next }, 'Please enter your current password.'],
    [{ password, 'new-password': '' }, 'Please choose a password.'],
    [{ password, 'new-password': 'too short' }, 'The password is shorter than 12 characters.'],
    [{ password, 'new-password': 'Mo Moderator 2026' }, 'This password is easy to guess'],
    [{ password, 'new-password': 'blog.example-99' }, 'This password is easy to guess'],
  ])('is refused for %o, and changes nothing', async (fields, words) => {
    const moderator = await join(blog(), 'moderator')
    const answer = await moderator.post('/admin/account/password', fields)
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(words)
    expect(answer.html).not.toContain(`value="${fields['new-password'] || next}"`)
    expect((await blog().visitor().post('/sign-in', { email, password })).status).toBe(303)
  })

  test('is no way to guess the one before', async () => {
    const moderator = await join(blog(), 'moderator')
    const guess = () =>
      moderator.post('/admin/account/password', { password: 'a guess', 'new-password': next })
    for (let n = 1; n <= 10; n++) expect((await guess()).status).toBe(422)
    const answer = await guess()
    expect(answer.status).toBe(429)
    expect(answer.html).toContain('Too many attempts.')
  })
})

test('a session that somebody ends elsewhere is over, and the log says so; nobody ends another’s', async () => {
  const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const here = await join(blog(), 'moderator')
  const there = blog().visitor({ headers: { 'user-agent': agent } })
  await there.post('/sign-in', { email, password })
  const { html } = await here.get('/admin/account')
  expect(html).toContain('Firefox, Windows')
  const path = html.match(/\/admin\/sessions\/\d+\/end/)?.[0] ?? ''

  const editor = await join(blog(), 'editor')
  await editor.post(path, {})
  expect((await there.get('/admin/comments')).status).toBe(200)
  await here.post(path, {})
  expect((await there.get('/admin/comments')).status).toBe(303)
  const { db } = blog().database
  const [last] = await db
    .selectFrom('private.audit_log')
    .select(['event', 'subject'])
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  expect(last).toEqual({ event: 'session ended', subject: 'Firefox, Windows' })
})

test('an account page shows a name and a role, and no address', async () => {
  const moderator = await join(blog(), 'moderator')
  const { html } = await moderator.get('/admin/account')
  expect(html).toContain('Mo Moderator')
  expect(html).toContain('All comments.')
  expect(html).not.toContain(email)
})

test('a new account is led to the offer of a passkey, from which one may go on', async () => {
  const administrator = await join(blog(), 'administrator')
  const { html } = await administrator.post('/admin/invitations', { role: 'moderator' })
  const path = html.match(/\/invitations\/[\w-]{43}/)?.[0] ?? ''
  const newcomer = blog().visitor()
  const answer = await newcomer.post(path, { ...staff.moderator, password })
  expect(answer.headers.get('location')).toBe('/admin/account/welcome')
  expect((await newcomer.get('/admin/account/welcome')).html).toContain('<a href="/admin">Not now</a>')
})
