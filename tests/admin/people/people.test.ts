import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { forgetRemovedAccounts } from '../../../src/accounts/changes.ts'
import { testBlog } from '../../support/blog.ts'
import { join, password, staff } from '../../support/staff.ts'

const blog = testBlog()

test('an administrator asks somebody in by a link that works once', async () => {
  const administrator = await join(blog(), 'administrator')
  const { html } = await administrator.post('/admin/invitations', { role: 'moderator' })
  const path = html.match(/<code>http:\/\/localhost:3000(\/invitations\/[\w-]{43})<\/code>/)?.[1] ?? ''

  const newcomer = blog().visitor()
  expect((await newcomer.get(path)).html).toContain('Your role: Moderator')
  expect((await newcomer.post(path, { ...staff.moderator, password })).status).toBe(303)
  expect((await newcomer.get('/admin/comments')).status).toBe(200)
  expect((await blog().visitor().get(path)).status).toBe(404)
  expect(
    (
      await blog()
        .visitor()
        .post(path, { ...staff.editor, password })
    ).status,
  ).toBe(404)
})

test('an address that has an account can’t make another, and the link stays good', async () => {
  const administrator = await join(blog(), 'administrator')
  const { html } = await administrator.post('/admin/invitations', { role: 'moderator' })
  const path = html.match(/(\/invitations\/[\w-]{43})/)?.[1] ?? ''
  const taken = await blog()
    .visitor()
    .post(path, { ...staff.administrator, password })
  expect(taken.status).toBe(422)
  expect(taken.html).toContain('Somebody has an account with this address already.')
  expect(
    (
      await blog()
        .visitor()
        .post(path, { ...staff.moderator, password })
    ).status,
  ).toBe(303)
})

test('the last administrator can neither leave nor become less', async () => {
  const administrator = await join(blog(), 'administrator')
  const people = (await administrator.get('/admin/people')).html
  const id = people.match(/\/admin\/people\/(\d+)\/role/)?.[1]
  for (const [path, fields] of [
    [`/admin/people/${id}/removal`, {}],
    [`/admin/people/${id}/role`, { role: 'editor' }],
  ] as const) {
    const answer = await administrator.post(path, fields)
    expect(answer.status).toBe(409)
    expect(answer.html).toContain('The last administrator can’t be removed or changed.')
  }
  expect((await administrator.get('/admin/people')).status).toBe(200)
})

test('a person who is removed is out at once, and their address is forgotten an hour later', async () => {
  const administrator = await join(blog(), 'administrator')
  const moderator = await join(blog(), 'moderator')
  const people = (await administrator.get('/admin/people')).html
  const id =
    people.match(/Remove Mo Moderator/) &&
    people
      .match(/\/admin\/people\/(\d+)\/removal/g)
      ?.at(-1)
      ?.match(/\d+/)?.[0]
  expect((await administrator.post(`/admin/people/${id}/removal`, {})).status).toBe(303)
  expect((await moderator.get('/admin/comments')).status).toBe(303)
  const { db } = blog().database
  const contacts = () => db.selectFrom('private.contacts').select('id').execute()
  await forgetRemovedAccounts(db)
  expect(await contacts()).toHaveLength(2)
  await sql`update private.accounts set removed_at = removed_at - interval '1 hour'`.execute(db)
  await forgetRemovedAccounts(db)
  expect(await contacts()).toHaveLength(1)
})
