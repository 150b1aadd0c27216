import { describe, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { photo } from '../../support/pictures.ts'
import { ageSessions, giveTo, join, password, staff } from '../../support/staff.ts'
import { hiddenIn, origin, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()

async function sendPicture(visitor: Visitor, bytes: Buffer | string, name: string) {
  const form = new FormData()
  form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name))
  const body = new Response(form)
  return visitor.send('/admin/account/picture', {
    method: 'POST',
    headers: { origin, 'content-type': body.headers.get('content-type') ?? '' },
    body: await body.arrayBuffer(),
  })
}

async function writer(): Promise<Visitor> {
  await blog().publish()
  const visitor = await join(blog(), 'author')
  const { id } = await blog()
    .database.db.selectFrom('private.accounts')
    .select('id')
    .where('name', '=', staff.author.name)
    .executeTakeFirstOrThrow()
  await giveTo(blog(), id, 'tea')
  return visitor
}

const article = async () => (await blog().visitor().get('/tea')).html
const profile = {
  name: 'Aino A.',
  line: 'Writes & walks',
  links: 'https://aino.example/\r\nhttps://example.org/@aino',
}

describe('one’s own profile', () => {
  test('stands under one’s articles at the next request, in the feed, and for search engines', async () => {
    const visitor = await writer()
    expect(await article()).toContain('Aino Author')
    expect((await visitor.post('/admin/account/profile', profile)).status).toBe(303)
    const html = await article()
    expect(html).toContain('Writes &amp; walks')
    expect(html).toContain('<a href="https://example.org/@aino" rel="me noopener">example.org/@aino</a>')
    expect(html).not.toContain('Aino Author')
    expect(html).toContain('"sameAs":["https://aino.example/","https://example.org/@aino"]')
    expect((await blog().visitor().get('/feed/atom')).html).toContain('<uri>https://aino.example/</uri>')
    expect((await visitor.get('/admin/account')).html).toContain('value="Writes &amp; walks"')
  })

  test.each([
    ['name', ''],
    ['name', 'x'.repeat(101)],
    ['name', 'two\u200bwords'],
    ['line', 'x'.repeat(301)],
    ['links', 'javascript:alert(1)'],
    ['links', 'https://user@evil.example/'],
    ['links', Array.from({ length: 11 }, (_, n) => `https://${n}.example/`).join('\n')],
  ])('can’t have %s %j, which is given back', async (field, typed) => {
    const visitor = await writer()
    const answer = await visitor.post('/admin/account/profile', { ...profile, [field]: typed })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('field-error')
    expect(await article()).toContain('Aino Author')
  })

  test('has a picture, which is small where it is shown and can be taken away', async () => {
    const visitor = await writer()
    expect((await sendPicture(visitor, await photo(900, 900), 'me.jpg')).status).toBe(303)
    expect(await article()).toMatch(/<img src="\/media\/[\w-]{22}\/480\.webp" alt="" width="64"/)
    expect((await sendPicture(visitor, 'no picture', 'notes.txt')).status).toBe(422)
    await visitor.post('/admin/account/picture/removal', {})
    expect(await article()).not.toContain('480.webp')
  })
})

describe('the address one signs in with', () => {
  const next = 'new@blog.example'
  const canSignIn = async (email: string) =>
    (await blog().visitor().post('/sign-in', { email, password })).status === 303

  test('is changed once it is shown who wants it, and never stands in an address', async () => {
    const visitor = await join(blog(), 'author')
    await ageSessions(blog())
    const asked = await visitor.post('/admin/account/address', { email: next })
    expect(asked.status).toBe(200)
    expect(hiddenIn(asked.html, '/admin/account/address')).toEqual({ email: next })
    const wrong = await visitor.post('/admin/account/address', { email: next, password: 'a guess' })
    expect(wrong.status).toBe(422)
    expect(await canSignIn(next)).toBe(false)
    const done = await visitor.post('/admin/account/address', { email: next, password })
    expect(done.headers.get('location')).toBe('/admin/account?done=address')
    expect([await canSignIn(next), await canSignIn(staff.author.email)]).toEqual([true, false])
    const { db } = blog().database
    const events = await db.selectFrom('private.audit_log').select(['event', 'subject']).execute()
    expect(events).toContainEqual({ event: 'address changed', subject: '' })
    expect(await db.selectFrom('private.contacts').select('id').execute()).toHaveLength(1)
  })

  test.each([
    ['', 'Please enter your email address.'],
    ['nobody', 'Please enter a valid email address'],
    [staff.editor.email, 'Somebody has an account with this address already.'],
  ])('can’t be %j', async (email, words) => {
    await join(blog(), 'editor')
    const visitor = await join(blog(), 'author')
    const answer = await visitor.post('/admin/account/address', { email })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(words)
    expect(await canSignIn(staff.author.email)).toBe(true)
  })
})
