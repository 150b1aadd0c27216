import { describe, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { setSettings } from '../../support/settings.ts'
import { join } from '../../support/staff.ts'
import { mara, origin, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()
const encoded = 'application/x-www-form-urlencoded'

const send = (visitor: Visitor, path: string, body: string, type = encoded) =>
  visitor.send(path, { method: 'POST', headers: { origin, 'content-type': type }, body })

const own = (id: number) => [`/comments/${id}/revision`, `/comments/${id}/withdrawal`]

/** Every form that a stranger may send, with a browser that has the key to a comment. */
async function forms(): Promise<{ visitor: Visitor; paths: string[] }> {
  await setSettings(blog().database.db, { comments_per_minute: 1000 })
  const visitor = blog().visitor()
  const id = await visitor.comment(await blog().publish(), mara)
  const sign = ['/sign-in', '/sign-in/code', '/sign-in/passkey', '/preferences', '/invitations/abc']
  return { visitor, paths: [...sign, '/tea/comments', '/tea/comments/preview', ...own(id)] }
}

describe('a form is refused by what is cheapest to find out:', () => {
  test('its bytes', async () => {
    const { visitor, paths } = await forms()
    for (const path of paths) {
      const answer = await send(visitor, path, 'a&'.repeat(1_000_000))
      expect([path, answer.status, answer.headers.get('connection')]).toEqual([path, 413, 'close'])
    }
  })

  test('the number of its fields, before one is read', async () => {
    const { visitor, paths } = await forms()
    for (const path of paths) {
      expect([path, (await send(visitor, path, 'a&'.repeat(30_000))).status]).toEqual([path, 400])
      expect([path, (await send(visitor, path, `${'a=&'.repeat(30)}b=`)).status]).toEqual([path, 400])
    }
    const comment = new URLSearchParams({ ...mara, comment: 'More.' }).toString()
    expect((await send(visitor, '/tea/comments', `${comment}${'&a='.repeat(20)}`)).status).toBe(303)
  })

  test('the length of a field, a line end counted once', async () => {
    const { visitor } = await forms()
    const withEmail = (email: string) => send(visitor, '/sign-in', new URLSearchParams({ email }).toString())
    expect((await withEmail('x'.repeat(8_001))).status).toBe(413)
    expect((await withEmail('\r\n'.repeat(8_000))).status).toBe(422)
    expect((await withEmail('\r\n'.repeat(8_001))).status).toBe(413)
  })

  test('the number of its parts, and what stands above one', async () => {
    const { visitor, paths } = await forms()
    const boundary = '----FormBoundaryOf38Characters0123456789'
    const type = `multipart/form-data; boundary=${boundary}`
    const part = (name: string, text: string, more = '') =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n${more}\r\n${text}\r\n`
    const end = `--${boundary}--\r\n`
    for (const path of paths) {
      const status = async (body: string, as = type) => (await send(visitor, path, body, as)).status
      expect(await status(part('a', '').repeat(300) + end)).toBe(400)
      expect(await status(part('a', '', 'x: y\r\n'.repeat(500)) + end)).toBe(400)
      expect(await status(part('a', '') + end, `${type}; boundary=other`)).not.toBe(500)
      expect(await status(part('a', '') + end, `multipart/form-data; boundary=${'b'.repeat(71)}`)).toBe(400)
      expect(await status(part('a', '') + end, `multipart/form-data; boundary="${boundary}`)).not.toBe(500)
    }
    const comment = Object.entries({ ...mara, comment: 'In parts.' })
    const body = comment.map(([name, text]) => part(name, text)).join('') + end
    expect((await send(visitor, '/tea/comments', body, type)).status).toBe(303)
  })
})

describe('an attempt is taken before a body is read:', () => {
  test('whatever is in it, its sender waits after the sixtieth of a minute', async () => {
    await blog().publish()
    const bodies = ['a&'.repeat(1_000_000), 'a&'.repeat(30_000), 'email=%ED%A0%80', '']
    const visitor = blog().visitor()
    for (let n = 0; n < 60; n++)
      expect((await send(visitor, '/preferences', bodies[n % 4] ?? '')).status).not.toBe(429)
    for (const path of ['/preferences', '/sign-in', '/sign-in/passkey', '/invitations/abc', ...own(1)]) {
      const answer = await send(visitor, path, 'email=x')
      expect([path, answer.status]).toEqual([path, 429])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect((await send(blog().visitor({ ip: '203.0.113.4' }), '/sign-in', 'email=x')).status).toBe(422)
  })

  test('words are given back even then, and who is signed in waits for nobody else', async () => {
    await blog().publish()
    const staff = await join(blog(), 'moderator')
    const visitor = blog().visitor()
    for (let n = 0; n < 60; n++) await send(visitor, '/preferences', '')
    for (const path of ['/tea/comments', '/tea/comments/preview']) {
      const answer = await visitor.post(path, { ...mara, comment: 'An hour’s work' })
      expect([path, answer.status]).toEqual([path, 429])
      expect(answer.html).toContain('An hour’s work</textarea>')
    }
    expect((await staff.post('/admin/decisions', { to: 'spam', status: 'pending' })).status).toBe(422)
  })
})
