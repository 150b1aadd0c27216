import { describe, expect, test } from 'vitest'
import { fieldLimits } from '../../src/comments/limits.ts'
import { testBlog } from '../support/blog.ts'
import { setSettings } from '../support/settings.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

async function send(fields: Partial<typeof mara>) {
  const answer = await blog()
    .visitor()
    .post('/tea/comments', { ...mara, ...fields })
  const [comment] = await blog().database.db.selectFrom('comments').selectAll().execute()
  return { status: answer.status, html: answer.html, comment }
}

describe('what a browser lets through, the server takes:', () => {
  // A browser counts UTF-16 code units, and a line end as one.
  test.each([
    ['a Chinese name of 100 characters', { name: '名'.repeat(100) }],
    ['a name of 50 emoji', { name: '🦊'.repeat(50) }],
    ['a name in decomposed letters', { name: 'e\u0301'.repeat(50) }],
    ['a name in letters that Unicode takes apart', { name: '\u0958'.repeat(100) }],
    ['20,000 Chinese characters', { comment: '字'.repeat(20_000) }],
    ['20,000 characters of which 10,000 are line ends', { comment: 'x\n'.repeat(9_999) + 'xy' }],
    ['10,000 emoji', { comment: '🦊'.repeat(10_000) }],
    ['20,000 letters that Unicode takes apart', { comment: '\u0958'.repeat(20_000) }],
    ['an address of 254 characters', { email: `${'a'.repeat(64)}@${'b.'.repeat(91)}example` }],
    ['a website of 2,000 characters', { website: `https://example.org/${'路'.repeat(1_980)}` }],
    ['a website of a long host in Chinese', { website: `https://${'路.'.repeat(100)}example/` }],
  ])('%s', async (_, fields) => {
    await blog().publish()
    for (const [name, text] of Object.entries(fields))
      expect(text.length).toBeLessThanOrEqual(Reflect.get(fieldLimits, name))
    const { status, comment } = await send(withLineEnds(fields))
    expect(status).toBe(303)
    const typed = { ...mara, ...fields }
    expect(comment?.source.normalize('NFC')).toBe(typed.comment.normalize('NFC').trim())
    expect(comment?.name.normalize('NFC')).toBe(typed.name.normalize('NFC'))
  })
})

describe('what a browser does not let through, the server refuses with 422:', () => {
  test.each([
    ['a Chinese name of 101 characters', { name: '名'.repeat(101) }, 'longer than 100 characters'],
    ['a name of 51 emoji', { name: '🦊'.repeat(51) }, 'longer than 100 characters'],
    ['20,001 characters', { comment: '字'.repeat(20_001) }, 'longer than 20,000 characters'],
    ['10,001 emoji', { comment: '🦊'.repeat(10_001) }, 'longer than 20,000 characters'],
    [
      'an address of 255 characters',
      { email: `${'a'.repeat(65)}@${'b.'.repeat(91)}example` },
      'longer than 254',
    ],
    [
      'a website of 2,001 characters',
      { website: `https://example.org/${'a'.repeat(1_981)}` },
      'longer than 2,000',
    ],
    ['a comment of spaces', { comment: ' \n\t\u3000 ' }, 'Please write a comment.'],
    ['a name of spaces', { name: '\u3000 ' }, 'Please enter your name.'],
    ['an address without an @', { email: 'mara.lindqvist.example' }, 'Please enter a valid email address'],
    ['two addresses', { email: 'a@b.example, c@d.example' }, 'Please enter a valid email address'],
    ['an address in a name', { name: 'mara@lindqvist.example' }, 'names are published'],
    ['a website that is a word', { website: 'lindqvist' }, 'full address of a website'],
    ['a website that runs', { website: 'javascript:alert(1)' }, 'full address of a website'],
    ['a website with a password', { website: 'https://mara:secret@lindqvist.example/' }, 'website'],
    ['an address as a website', { website: 'mailto:mara@lindqvist.example' }, 'contains an email address'],
  ])('%s', async (_, fields, message) => {
    await blog().publish()
    const { status, html, comment } = await send(withLineEnds(fields))
    expect(status).toBe(422)
    expect(html).toContain(message)
    expect(comment).toBe(undefined)
  })

  test('a comment that is too long, which comes back whole', async () => {
    await blog().publish()
    const long = `${'tea '.repeat(25_000)}with milk`
    const { status, html } = await send({ comment: long })
    expect(status).toBe(422)
    expect(html).toContain(`${long}</textarea>`)
    expect(html).toContain('longer than 20,000 characters')
  })

  test('a comment that its masked addresses make longer than is stored', async () => {
    await blog().publish()
    const { status, html, comment } = await send({ comment: 'a@b.co '.repeat(2_857) })
    expect(status).toBe(422)
    expect(html).toContain('longer than 20,000 characters')
    expect(comment).toBe(undefined)
  })
})

describe('the form tells the browser the same limits', () => {
  test('by maxlength, required, type and autocomplete', async () => {
    await blog().publish()
    const { html } = await blog().visitor().get('/tea')
    const tags = ['comment', 'name', 'email', 'website'].map(
      name => html.match(new RegExp(`<(?:input|textarea) id="comment-field-${name}"[^>]*>`))?.[0] ?? '',
    )
    // A comment that was pasted is not cut: what is too long comes back whole, with a word about it.
    expect(tags.map(tag => tag.match(/maxlength="(\d+)"/)?.[1])).toEqual([undefined, '100', '254', '2000'])
    expect(tags.map(tag => / required/.test(tag))).toEqual([true, true, true, false])
    expect(tags.map(tag => tag.match(/ type="(\w+)"/)?.[1])).toEqual([undefined, 'text', 'email', 'text'])
    expect(tags.map(tag => tag.match(/ autocomplete="(\w+)"/)?.[1])).toEqual([
      undefined,
      'name',
      'email',
      'url',
    ])
  })

  test('and needs neither name nor address where the host says so', async () => {
    await blog().publish()
    await setSettings(blog().database.db, { name_email_required: false })
    const { html } = await blog().visitor().get('/tea')
    expect(html.match(/ required/g)).toHaveLength(1)
    const { status, comment } = await send({ name: '', email: '', website: '' })
    expect(status).toBe(303)
    await blog().approve(comment?.id ?? 0)
    expect((await blog().visitor().get('/tea')).html).toContain('<bdi>Anonymous</bdi>')
  })
})

/** As a form submits a text: with two characters for a line end. */
const withLineEnds = (fields: Partial<typeof mara>) =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]))
