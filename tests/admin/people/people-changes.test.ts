import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { changeRole, removeAccount, undoChange } from '../../../src/accounts/changes.ts'
import { inviteAs } from '../../../src/accounts/invitations.ts'
import { makeAuthenticator } from '../../support/authenticator.ts'
import { testBlog } from '../../support/blog.ts'
import { ageSessions, join, password, staff } from '../../support/staff.ts'
import type { Visitor } from '../../support/visitor.ts'

const blog = testBlog()
const grace = { name: 'Grace Admin', email: 'grace@blog.example' }

const idOf = async (name: string) => {
  const { db } = blog().database
  const query = db.selectFrom('private.accounts').select('id').where('name', '=', name)
  return (await query.executeTakeFirstOrThrow()).id
}
const roleOf = async (name: string) => {
  const { db } = blog().database
  const query = db.selectFrom('private.accounts').select('role').where('name', '=', name)
  return (await query.executeTakeFirst())?.role
}
const invitations = () => blog().database.db.selectFrom('private.invitations').select('id').execute()
const linkIn = (html: string) => html.match(/\/invitations\/[\w-]{43}/)?.[0] ?? ''
const signIn = (who: { email: string }) => blog().visitor().post('/sign-in', { email: who.email, password })

/** Three people, and what can be done to the last of them. */
async function threePeople() {
  const administrator = await join(blog(), 'administrator')
  await join(blog(), 'moderator')
  const id = await idOf(staff.moderator.name)
  return { administrator, id, name: staff.moderator.name }
}

describe('inviting, changing a role and removing somebody', () => {
  test('say what will happen before it happens', async () => {
    const { administrator, id } = await threePeople()
    const shown = async (path: string) => (await administrator.get(path)).html
    const role = await shown(`/admin/people/${id}/role?role=editor`)
    expect(role).toContain('Change Mo Moderator’s role to Editor?')
    expect(role).toContain('From then on: Editor. All articles and all comments.')
    const removal = await shown(`/admin/people/${id}/removal`)
    expect(removal).toContain('They are signed out everywhere at once')
    expect(removal).toContain('You can undo this for an hour.')
    expect(await shown('/admin/invitations?role=author')).toContain('Own articles, and the comments on them.')
    expect(await roleOf(staff.moderator.name)).toBe('moderator')
    expect(await invitations()).toEqual([])
  })

  test('ask for the password once nobody has shown for a while who they are, and then not again', async () => {
    const { administrator, id, name } = await threePeople()
    await ageSessions(blog())
    const asks: [string, Record<string, string>][] = [
      [`/admin/people/${id}/role`, { role: 'editor' }],
      [`/admin/people/${id}/removal`, {}],
      [`/admin/people/${id}/reversal`, {}],
      ['/admin/invitations', { role: 'author' }],
    ]
    await blog()
      .database.db.updateTable('private.accounts')
      .set({ role_before: 'author', role_changed_at: sql`now()` })
      .where('id', '=', id)
      .execute()
    for (const [path, fields] of asks) {
      expect((await administrator.post(path, fields)).html).toContain('Please enter your current password.')
      const wrong = await administrator.post(path, { ...fields, password: 'something else' })
      expect([wrong.status, wrong.html.includes('That is not your current password.')]).toEqual([422, true])
    }
    expect([await roleOf(name), await invitations()]).toEqual(['moderator', []])

    expect((await administrator.get(`/admin/people/${id}/removal`)).html).toContain('type="password"')
    const change = { role: 'editor', password }
    expect((await administrator.post(`/admin/people/${id}/role`, change)).status).toBe(303)
    expect((await administrator.get(`/admin/people/${id}/removal`)).html).not.toContain('type="password"')
    expect((await administrator.post(`/admin/people/${id}/removal`, {})).status).toBe(303)
  })

  test('take a passkey instead, for the session that shows it alone', async () => {
    const { administrator, id, name } = await threePeople()
    const device = await addPasskey(administrator)
    const elsewhere = blog().visitor()
    await elsewhere.post('/sign-in', { email: staff.administrator.email, password })
    await ageSessions(blog())
    const path = `/admin/people/${id}/role`
    const challenge = async () => {
      const answer = await administrator.post('/admin/account/proof/challenge', {})
      return JSON.parse(answer.html)
    }
    const credential = device.get(await challenge())
    // One that was made to sign in, or for somebody else's session, proves nothing here.
    const door = JSON.parse((await elsewhere.post('/sign-in/passkey/challenge', {})).html)
    const refused = await administrator.post(path, { role: 'editor', credential: device.get(door) })
    expect(refused.status).toBe(422)
    expect(await roleOf(name)).toBe('moderator')
    const later = device.get(await challenge())
    expect((await administrator.post(path, { role: 'editor', credential: later })).status).toBe(303)
    expect((await administrator.post(path, { role: 'author', credential })).status).toBe(303) // proved already
    expect((await elsewhere.post(path, { role: 'editor' })).status).toBe(422)
  })
})

/** Makes a passkey of somebody who is signed in. */
async function addPasskey(visitor: Visitor) {
  const device = makeAuthenticator()
  const asked = await visitor.post('/admin/account/passkeys/challenge', { password })
  const credential = device.create(JSON.parse(asked.html))
  expect((await visitor.post('/admin/account/passkeys', { credential })).status).toBe(303)
  return device
}

describe('what was done to somebody', () => {
  test('is undone for an hour: a removal', async () => {
    const { administrator, id } = await threePeople()
    await administrator.post(`/admin/people/${id}/removal`, {})
    expect((await signIn(staff.moderator)).status).toBe(422)
    expect((await administrator.get('/admin/people')).html).toContain('aria-label="Undo: Mo Moderator"')
    expect((await administrator.post(`/admin/people/${id}/reversal`, {})).status).toBe(303)
    expect((await signIn(staff.moderator)).status).toBe(303)

    await administrator.post(`/admin/people/${id}/removal`, {})
    await sql`update private.accounts set removed_at = removed_at - interval '1 hour'
      where id = ${id}`.execute(blog().database.db)
    expect((await administrator.get('/admin/people')).html).not.toContain('Mo Moderator')
    expect((await administrator.post(`/admin/people/${id}/reversal`, {})).status).toBe(404)
    expect((await signIn(staff.moderator)).status).toBe(422)
  })

  test('is undone for an hour: a change of role', async () => {
    const { administrator, id, name } = await threePeople()
    await administrator.post(`/admin/people/${id}/role`, { role: 'author' })
    expect((await administrator.get('/admin/people')).html).toContain('Undo: back to Moderator')
    await administrator.post(`/admin/people/${id}/reversal`, {})
    expect(await roleOf(name)).toBe('moderator')
    expect((await administrator.post(`/admin/people/${id}/reversal`, {})).status).toBe(404)

    await administrator.post(`/admin/people/${id}/role`, { role: 'author' })
    await sql`update private.accounts set role_changed_at = role_changed_at - interval '1 hour'
      where id = ${id}`.execute(blog().database.db)
    expect((await administrator.post(`/admin/people/${id}/reversal`, {})).status).toBe(404)
    expect(await roleOf(name)).toBe('author')
  })

  test('lets who was removed be asked in again at once', async () => {
    const { administrator, id } = await threePeople()
    await administrator.post(`/admin/people/${id}/removal`, {})
    await join(blog(), 'author', staff.moderator)
    expect((await administrator.post(`/admin/people/${id}/reversal`, {})).status).toBe(404)
    expect((await signIn(staff.moderator)).status).toBe(303)
  })
})

describe('an invitation', () => {
  test.each([
    ['is removed', (id: number) => removeAccount(blog().database.db, host, id)],
    ['is an administrator no more', (id: number) => changeRole(blog().database.db, host, id, 'editor')],
  ])('dies when its maker %s, and does not come back', async (_, end) => {
    await join(blog(), 'administrator')
    const maker = await join(blog(), 'administrator', grace)
    const link = linkIn((await maker.post('/admin/invitations', { role: 'administrator' })).html)
    const id = await idOf(grace.name)
    expect((await blog().visitor().get(link)).status).toBe(200)
    expect(await end(id)).toBe('done')
    expect((await blog().visitor().get(link)).status).toBe(404)
    const actor = { account: id, name: grace.name }
    expect(await inviteAs(blog().database.db, actor, 'administrator')).toBeNull()
    expect(await undoChange(blog().database.db, host, id)).toBe('done')
    const late = await blog()
      .visitor()
      .post(link, { ...staff.editor, password })
    expect(late.status).toBe(404)
  })

  test('is listed with its maker, role and end, and can be taken back', async () => {
    const administrator = await join(blog(), 'administrator')
    const link = linkIn((await administrator.post('/admin/invitations', { role: 'author' })).html)
    const { html } = await administrator.get('/admin/people')
    expect(html).toMatch(/Author <span class="hint"><bdi>made by Ada Admin, [^<]+<\/bdi> · works until /)
    expect(html).not.toContain(link)
    const [made] = await invitations()
    await administrator.post(`/admin/invitations/${made?.id}/removal`, {})
    expect((await blog().visitor().get(link)).status).toBe(404)
    expect((await administrator.get('/admin/people')).html).not.toContain('made by')
  })
})

const host = { account: null, name: 'command line' }

describe('of the last two administrators', () => {
  type Deed = (actor: { account: number; name: string }, id: number) => Promise<string>
  const remove: Deed = (actor, id) => removeAccount(blog().database.db, actor, id)
  const lower: Deed = (actor, id) => changeRole(blog().database.db, actor, id, 'author')

  test.each([
    ['removed by each other', remove, remove],
    ['lowered by each other', lower, lower],
    ['one lowered, one removed', lower, remove],
  ])('one stays, when at once they are %s', async (_, first, second) => {
    await join(blog(), 'administrator')
    await join(blog(), 'administrator', grace)
    const ada = { account: await idOf(staff.administrator.name), name: 'Ada' }
    const other = { account: await idOf(grace.name), name: 'Grace' }
    const outcomes = await Promise.all([first(ada, other.account), second(other, ada.account)])
    // Whoever came second has no right to it any more.
    expect(outcomes.toSorted()).toEqual(['done', 'notAllowed'])
    const { rows } = await sql`select id from private.accounts
      where role = 'administrator' and removed_at is null`.execute(blog().database.db)
    expect(rows).toHaveLength(1)
  })

  test('one stays, when at once both leave', async () => {
    await join(blog(), 'administrator')
    await join(blog(), 'administrator', grace)
    const ada = { account: await idOf(staff.administrator.name), name: 'Ada' }
    const other = { account: await idOf(grace.name), name: 'Grace' }
    const outcomes = await Promise.all([remove(ada, ada.account), lower(other, other.account)])
    expect(outcomes.toSorted()).toEqual(['done', 'lastAdministrator'])
  })
})

test('an administrator ends the sessions of another, and what their known browsers may do', async () => {
  const { administrator, id } = await threePeople()
  const moderator = blog().visitor()
  await moderator.post('/sign-in', { email: staff.moderator.email, password })
  const answer = await administrator.post(`/admin/people/${id}/sessions/end`, {})
  expect(answer.headers.get('location')).toBe('/admin/people?done=sessions')
  expect((await moderator.get('/admin/comments')).status).toBe(303)
  expect((await administrator.get('/admin/comments')).status).toBe(200)
  const log = (await administrator.get('/admin/audit')).html
  expect(log).toMatch(/signed somebody out everywhere:<\/span> <bdi>Mo Moderator/)
})
