import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { mara, newMark, origin } from '../support/visitor.ts'

const blog = testBlog()
const stored = () => blog().database.db.selectFrom('comments').selectAll().execute()
const form = 'application/x-www-form-urlencoded'

const send = (slug: string, body: BodyInit, type: string | null = form) =>
  blog()
    .visitor()
    .send(`/${slug}/comments`, {
      method: 'POST',
      headers: { origin, cookie: `browser=${newMark()}`, ...(type === null ? {} : { 'content-type': type }) },
      body,
    })

const encoded = (fields: Record<string, string>) => new URLSearchParams({ ...mara, ...fields }).toString()

describe('characters that deceive or can’t be read are refused with 422, and nothing is stored:', () => {
  test.each([
    ['a null byte in the comment', { comment: 'a\0b' }],
    ['a null byte in the name', { name: 'Ma\0ra' }],
    ['a null byte in the address', { email: 'mara\0@lindqvist.example' }],
    ['a null byte in the website', { website: 'https://lindqvist.example/\0' }],
    ['a control character', { comment: 'bell \u0007' }],
    ['a name turned round', { name: '\u202earaM' }],
    ['a comment turned round', { comment: 'harmless \u202etxt.exe' }],
    ['an isolate in a name', { name: '\u2066Mara' }],
    ['a website turned round', { website: 'https://example.org/\u202efdp' }],
    ['a name padded to look like another', { name: 'Mara\u200b' }],
    ['a name of nothing visible', { name: '\u200b\u2060\ufeff' }],
    ['a comment of nothing visible', { comment: '\u200b\u200b\u200b' }],
    ['a comment padded with nothing visible', { comment: `word${'\u200b'.repeat(50)}` }],
    ['an address with something invisible', { email: 'mara\u200b@lindqvist.example' }],
    ['two lines in a name', { name: 'Mara\nsays:' }],
    ['a separator of lines in a name', { name: 'Mara\u2028says:' }],
  ])('%s', async (_, fields) => {
    const slug = await blog().publish()
    const answer = await send(slug, encoded(fields))
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('id="error-summary"')
    expect(await stored()).toHaveLength(0)
  })

  test.each([
    ['a lone surrogate', '%ED%A0%80'],
    ['a byte that begins nothing', '%FF'],
    ['half a character', '%E4%BD'],
    ['an overlong slash', '%C0%AF'],
    ['Chinese in GB 18030', '%C4%E3%BA%C3'],
  ])('bytes that are not UTF-8: %s', async (_, bytes) => {
    const slug = await blog().publish()
    for (const field of ['comment', 'name', 'email', 'website']) {
      const others = new URLSearchParams({ ...mara })
      others.delete(field)
      const answer = await send(slug, `${others.toString()}&${field}=${bytes}x`)
      expect({ field, status: answer.status }).toEqual({ field, status: 422 })
    }
    expect(await stored()).toHaveLength(0)
  })

  test('but what people write with joiners and marks of direction passes', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    for (const comment of ['👩‍💻 codes', 'می‌خواهم', 'क्‍ष', '例\u3000文'])
      await reader.comment(slug, { ...mara, comment })
    expect(await stored()).toHaveLength(4)
  })
})

describe('a body that no form of ours sends is refused with 400, and nothing is stored:', () => {
  test.each([
    ['no content type', null],
    ['JSON', 'application/json'],
    ['plain text', 'text/plain'],
    ['an unknown encoding', `${form}; charset=klingon`],
    ['an encoding that is not UTF-8', `${form}; charset=utf-16`],
    ['Chinese by another encoding', `${form};charset="gb18030"`],
    ['a multipart form without a boundary', 'multipart/form-data'],
    ['a multipart form with another boundary', 'multipart/form-data; boundary=elsewhere'],
  ])('%s', async (_, type) => {
    const slug = await blog().publish()
    const answer = await send(slug, new TextEncoder().encode(encoded({})), type)
    expect(answer.status).toBe(400)
    expect(answer.html).toContain('That request could not be understood.')
    expect(await stored()).toHaveLength(0)
  })

  test.each(['comment', 'name', 'email', 'website', 'parent', 'remember'])(
    'the field %s sent twice',
    async field => {
      const slug = await blog().publish()
      const answer = await send(slug, `${encoded({ parent: '', remember: 'yes' })}&${field}=again`)
      expect(answer.status).toBe(400)
      expect(await stored()).toHaveLength(0)
    },
  )

  test.each(['abc', '0', '-1', '1.5', '1e3', '0x1', ' 1', '１', '1\0', '9'.repeat(30)])(
    'a parent of %j',
    async parent => {
      const slug = await blog().publish()
      expect((await send(slug, encoded({ parent }))).status).toBe(400)
      expect(await stored()).toHaveLength(0)
    },
  )

  test('a file where text is expected', async () => {
    const slug = await blog().publish()
    const body = new FormData()
    for (const [name, value] of Object.entries(mara)) if (name !== 'comment') body.set(name, value)
    body.set('comment', new File(['words'], 'comment.txt'))
    const request = new Request(origin, { method: 'POST', body })
    const answer = await send(slug, await request.arrayBuffer(), request.headers.get('content-type'))
    expect(answer.status).toBe(400)
    expect(await stored()).toHaveLength(0)
  })
})

describe('a form in another shape', () => {
  test('as multipart is a comment like any other', async () => {
    const slug = await blog().publish()
    const body = new FormData()
    for (const [name, value] of Object.entries(mara)) body.set(name, value)
    const request = new Request(origin, { method: 'POST', body })
    const answer = await send(slug, await request.arrayBuffer(), request.headers.get('content-type'))
    expect(answer.status).toBe(303)
    expect(await stored()).toMatchObject([{ name: mara.name, source: mara.comment }])
  })

  test('with arrays by the names of others has no comment', async () => {
    const slug = await blog().publish()
    const answer = await send(slug, 'comment[]=a&comment[]=b&name[x]=c&email=mara@lindqvist.example')
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('Please write a comment.')
  })

  test('with an empty body names every field', async () => {
    const slug = await blog().publish()
    const answer = await send(slug, '')
    expect(answer.status).toBe(422)
    for (const field of ['comment', 'name', 'email'])
      expect(answer.html).toContain(`#comment-field-${field}"`)
  })
})

describe('an address that nobody typed in a browser', () => {
  test.each([
    '/%00',
    '/a%00b',
    '/%ED%A0%80',
    '/%FF',
    '/%',
    '/%zz',
    '/tags/%00',
    '/tags/%FF',
    '/?page=%00',
    '/?page=0',
    '/?page=999999999999',
    '/tea?from=abc',
    '/tea?from=99999999999999999999',
    '/tea?reply=%00',
    '/tea/threads/0',
    '/tea/threads/%00',
    '/comments/%00',
    '/comments/1e3',
    '/comments/99999999999999999999',
    '/comments/1/revision',
    '/avatars/../keys.svg',
    '/assets/x/../../package.json',
    '/..%2f..%2fetc%2fpasswd',
    `/${'a'.repeat(5_000)}`,
    '/nothing/comments',
    '/nothing/comments/preview',
    '/nothing/threads/1',
    '/%00/comments',
    '/%FF/comments/preview',
    '/a%00b/threads/1',
  ])('finds a page that helps: %s', async path => {
    await blog().publish()
    const answer = await blog().visitor().get(path)
    expect(answer.status).toBe(404)
    expect(answer.html).toContain('Page not found.')
    expect(answer.html).toContain('On tea')
  })

  test.each(['/avatars/zz.svg', '/assets/x/js/%2e%2e/%2e%2e/package.json'])(
    'or a line of text where it names a file: %s',
    async path => {
      const answer = await blog().visitor().get(path)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/plain; charset=utf-8'])
      expect(answer.html).toContain('Page not found.')
    },
  )

  test.each(['/%00/comments', '/%FF/comments', '/tea%00/comments/preview'])(
    'takes no form: %s',
    async path => {
      await blog().publish()
      const answer = await blog().visitor().post(path, mara)
      expect([200, 404]).toContain(answer.status)
      expect(await stored()).toHaveLength(0)
    },
  )

  test.each([
    'comment-1=',
    'comment-1=x',
    'comment-999999999999999=x',
    'remember=x',
    'remember=%00',
    'language=%00',
    'theme=<b>',
    'language=en; language=zh-CN',
  ])('nor do made-up cookies do anything: %s', async cookie => {
    await blog().publish()
    const answer = await blog().visitor({ headers: { cookie } }).get('/tea')
    expect(answer.status).toBe(200)
    expect(answer.html).not.toContain('<b>')
    expect(answer.html).toContain('id="comment-form-fields"')
  })
})
