import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { judgeUnblocked } from '../../../src/moderation/judge-unblocked.ts'
import { readSettings } from '../../../src/settings/settings.ts'
import { testBlog } from '../../support/blog.ts'
import { setSettings } from '../../support/settings.ts'
import { giveTo, join } from '../../support/staff.ts'
import { hiddenIn, mara } from '../../support/visitor.ts'

const blog = testBlog()

const statusOf = async (id: number) => {
  const { db } = blog().database
  return (await db.selectFrom('comments').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status
}

describe('the page of a person', () => {
  test('has their names, what moderators noted, and is led to from each of their comments', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    await blog()
      .visitor()
      .comment(slug, { ...mara, name: 'M. L.', comment: 'Another' })
    const moderator = await join(blog(), 'moderator')
    const path = `/admin/comments/${id}/person`
    const first = await moderator.get(path)
    for (const part of [mara.name, 'M. L.', mara.email, 'Pending: 2']) expect(first.html).toContain(part)
    expect((await moderator.post(`${path}/notes`, { note: ' ' })).status).toBe(422)
    await moderator.post(`${path}/notes`, { note: 'Knows <b>ships</b>' })
    expect((await moderator.get(path)).html).toContain('Knows &lt;b&gt;ships&lt;/b&gt;')
    expect((await moderator.get('/admin/comments')).html.match(/has notes/g)).toHaveLength(2)

    const administrator = await join(blog(), 'administrator')
    const exported = await administrator.post('/admin/readers/export', { address: mara.email })
    expect(exported.html).toContain('Knows <b>ships</b>')
    await administrator.post('/admin/readers/erasure', { address: mara.email, comments: 'keep', sure: 'yes' })
    expect(await blog().database.db.selectFrom('private.person_notes').selectAll().execute()).toEqual([])
    expect((await moderator.get(path)).html).toContain('Nothing is known any more')
  })

  test('is of one browser where they gave no address, and nobody is noted or muted for another of that name', async () => {
    await setSettings(blog().database.db, { name_email_required: false, trust_after: 0 })
    const slug = await blog().publish()
    const guest = { name: 'Guest', email: '', website: '' }
    const [one, other] = [blog().visitor(), blog().visitor({ ip: '198.51.100.7' })]
    const id = await one.comment(slug, { ...guest, comment: 'One' })
    await one.comment(slug, { ...guest, comment: 'One again' })
    await other.comment(slug, { ...guest, comment: 'Other' })
    const moderator = await join(blog(), 'moderator')
    const path = `/admin/comments/${id}/person`
    const { html } = await moderator.get(path)
    expect(html).toContain('Approved: 2')
    expect(html).toContain(`href="/admin/comments/${id}/block`)
    for (const form of ['notes', 'mute']) expect(html).not.toContain(`action="${path}/${form}"`)
    expect((await moderator.post(`${path}/mute`, { time: 'good' })).status).toBe(400)
    expect((await moderator.post(`${path}/notes`, { note: 'Rude' })).status).toBe(400)
    expect(await statusOf(await other.comment(slug, { ...guest, comment: 'Heard' }))).toBe('approved')
  })

  test('lets their comments wait for a while, though they are trusted', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const id = await reader.comment(slug, mara)
    await blog().approve(id)
    const say = async (comment: string) => statusOf(await reader.comment(slug, { ...mara, comment }))
    expect(await say('Trusted')).toBe('approved')
    const moderator = await join(blog(), 'moderator')
    const path = `/admin/comments/${id}/person`
    await moderator.post(`${path}/mute`, { time: 'week' })
    expect((await moderator.get(path)).html).toContain('Their comments wait until')
    expect(await say('Muted')).toBe('pending')
    const { id: muted } = await blog()
      .database.db.selectFrom('comments')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    await moderator.post(`${path}/mute`, { time: 'no' })
    await judgeUnblocked(blog().database.db, await readSettings(blog().database.publicDb), () => true)
    expect(await statusOf(muted)).toBe('approved')
    expect(await say('Heard again')).toBe('approved')
    const { db } = blog().database
    const audited = await db
      .selectFrom('private.audit_log')
      .select(['event', 'subject'])
      .orderBy('id')
      .execute()
    expect(audited.slice(-2)).toEqual([
      { event: 'block added', subject: 'person' },
      { event: 'block lifted', subject: 'person' },
    ])
  })

  test('lets them wait though their only comment is gone, and forgets what was noted with that', async () => {
    await setSettings(blog().database.db, { trust_after: 0 })
    const slug = await blog().publish()
    const reader = blog().visitor()
    const id = await reader.comment(slug, mara)
    const moderator = await join(blog(), 'moderator')
    const path = `/admin/comments/${id}/person`
    await moderator.post(`${path}/mute`, { time: 'good' })
    await moderator.post(`${path}/notes`, { note: 'Shouts' })
    await reader.post(`/comments/${id}/withdrawal`, {})
    const { db } = blog().database
    expect(await db.selectFrom('private.person_notes').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('private.contacts').select('id').execute()).toHaveLength(1) // the moderator’s
    expect(await statusOf(await reader.comment(slug, { ...mara, comment: 'Again' }))).toBe('pending')
    const administrator = await join(blog(), 'administrator')
    await administrator.post('/admin/readers/erasure', { address: mara.email, comments: 'keep', sure: 'yes' })
    expect(await statusOf(await reader.comment(slug, { ...mara, comment: 'Anew' }))).toBe('approved')
  })
})

test('the queue of an author says nothing of what a reader did elsewhere, nor of notes', async () => {
  await setSettings(blog().database.db, { trust_after: 3 })
  const [elsewhere, own] = [await blog().publish(), await blog().publish({ slug: 'own' })]
  const author = await join(blog(), 'author')
  const accounts = blog().database.db.selectFrom('private.accounts').select('id')
  await giveTo(blog(), (await accounts.executeTakeFirstOrThrow()).id, own)
  const reader = blog().visitor()
  const said = [
    await reader.comment(elsewhere, mara),
    await reader.comment(own, { ...mara, comment: 'Here' }),
  ]
  await blog().approve(said[0] ?? 0)
  await reader.comment(own, { ...mara, comment: 'And here' })
  const moderator = await join(blog(), 'moderator')
  await moderator.post(`/admin/comments/${said[1]}/person/notes`, { note: 'Knows ships' })
  const queues = [await moderator.get('/admin/comments'), await author.get('/admin/comments')]
  const told = (html: string) => [...html.matchAll(/(\d) of 3 approved|(has notes)/g)].map(([text]) => text)
  expect(queues.map(({ html }) => told(html))).toEqual([
    ['1 of 3 approved', 'has notes', '1 of 3 approved', 'has notes'],
    ['0 of 3 approved', '0 of 3 approved'],
  ])
})

test('a saved reply is put into the form of any behind what was typed, changed and removed', async () => {
  const id = await blog()
    .visitor()
    .comment(await blog().publish(), mara)
  const moderator = await join(blog(), 'moderator')
  expect((await moderator.post('/admin/replies', { name: 'Thanks', source: '' })).status).toBe(422)
  await moderator.post('/admin/replies', { name: 'Thanks', source: 'Thank you *all*' })
  const path = `/admin/comments/${id}/reply`
  const { html } = await moderator.get(path)
  const ready = html.match(/name="ready" value="(\d+)"/)?.[1] ?? ''
  const filled = await moderator.post(path, { ...hiddenIn(html, path), comment: 'Dear Mara', ready })
  expect(filled.status).toBe(200)
  expect(filled.html).toContain('Dear Mara\n\nThank you *all*</textarea>')
  const opened = hiddenIn((await moderator.get('/admin/replies')).html, `/admin/replies/${ready}`)
  await moderator.post(`/admin/replies/${ready}`, { ...opened, name: 'Thanks', source: 'Thanks' })
  expect((await moderator.get('/admin/replies')).html).toContain('Thanks</textarea>')
  await moderator.post(`/admin/replies/${ready}/removal`, {})
  expect((await moderator.get(path)).html).not.toContain('name="ready"')
})

describe('a saved reply that somebody has open', () => {
  async function open() {
    const moderator = await join(blog(), 'moderator')
    await moderator.post('/admin/replies', { name: 'Thanks', source: 'As it was' })
    const { html } = await moderator.get('/admin/replies')
    const path = html.match(/action="(\/admin\/replies\/\d+)"/)?.[1] ?? ''
    return { moderator, path, seen: hiddenIn(html, path) }
  }
  const saved = () =>
    blog().database.db.selectFrom('private.ready_replies').select(['name', 'source']).orderBy('id').execute()

  test('and that a colleague changes stays theirs, until it is replaced by who has seen it', async () => {
    const { moderator, path, seen } = await open()
    await moderator.post(path, { ...seen, name: 'Thanks', source: 'By a colleague' })
    const mine = { name: 'Thanks', source: 'By me' }
    const late = await moderator.post(path, { ...seen, ...mine })
    expect(late.status).toBe(409)
    for (const text of ['Somebody changed this reply', 'By a colleague', 'By me</textarea>'])
      expect(late.html).toContain(text)
    expect(await saved()).toEqual([{ name: 'Thanks', source: 'By a colleague' }])
    await moderator.post(path, { ...hiddenIn(late.html, path), ...mine })
    expect(await saved()).toEqual([mine])
    // who wants the same is in nobody's way
    expect((await moderator.post(path, { ...seen, ...mine })).status).toBe(303)
  })

  test('and that a colleague removes is saved as a new one', async () => {
    const { moderator, path, seen } = await open()
    await moderator.post(`${path}/removal`, {})
    const empty = await moderator.post(path, { ...seen, name: '', source: 'Long in the making' })
    expect([empty.status, empty.html.includes('Long in the making</textarea>')]).toEqual([422, true])
    const mine = { name: 'Mine', source: 'Long in the making' }
    expect((await moderator.post(path, { ...seen, ...mine })).status).toBe(303)
    expect(await saved()).toEqual([mine])
  })

  test('is one of a hundred: one more is refused in words, and kept in its form', async () => {
    const { moderator } = await open()
    const many = Array.from({ length: 99 }, (_, n) => ({ name: `Reply ${n}`, source: 'Yes' }))
    await blog().database.db.insertInto('private.ready_replies').values(many).execute()
    const answer = await moderator.post('/admin/replies', { name: 'Zuletzt', source: 'One more' })
    expect(answer.status).toBe(422)
    for (const text of ['There are 100 already', 'One more</textarea>']) expect(answer.html).toContain(text)
    expect(await saved()).toHaveLength(100)
  })
})

test('the figures say how long comments waited for a person, how many came, and why they waited', async () => {
  const slug = await blog().publish()
  const ids = [
    await blog().visitor().comment(slug, mara),
    await blog()
      .visitor()
      .comment(slug, { ...mara, comment: 'Another' }),
  ]
  const moderator = await join(blog(), 'moderator')
  expect((await moderator.get('/admin/figures')).html).toContain('Nobody has decided on a waiting comment')
  await sql`update comments set created_at = now() - interval '3 hours'`.execute(blog().database.db)
  await blog().approve(...ids)
  const { html } = await moderator.get('/admin/figures')
  expect(html).toContain(
    '2 comments waited for a person: half of them 3 hours or less, nine of ten 3 hours or less.',
  )
  expect(html).toMatch(/not trusted yet<\/th><td class="number">2</)
  expect(html).toMatch(/<\/a><\/th><td class="number">2<\/td><td class="number">2</)
})

test('the list of keys says of each what it does, in words that all begin small', async () => {
  const { html } = await (await join(blog(), 'moderator')).get('/admin/comments')
  const list = html.match(/<dialog class="queue-keys"[\s\S]*?<\/dialog>/)?.[0] ?? ''
  const words = [...list.matchAll(/<dd>([^<]*)<\/dd>/g)].map(match => match[1])
  expect(words).toHaveLength(13)
  expect(words).toContain('clear selection')
  for (const word of words) expect(word).toMatch(/^[a-z]/)
})
