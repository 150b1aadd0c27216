import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CommentField, commentText, draftOf, isTrapped, typedComment } from '../../src/comments/form.ts'
import { fieldLimits } from '../../src/comments/limits.ts'
import { containsAddress } from '../../src/text/addresses.ts'
import { hasStrangeCharacters } from '../../src/text/field-text.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units)),
  fc.string({ unit: fc.constantFrom('a', '@', '＠', '.', ' ', '\r', '\n', '​', '&#64;', 'mailto:', 'é') }),
)

const fields = { comment: 'Well said.', name: 'Mara', email: 'mara@lindqvist.example', website: '' }
const typed = (given: Partial<Record<CommentField, string>>) =>
  typedComment(name => given[name] ?? fields[name])
const errorsOf = (given: Partial<Record<CommentField, string>>) => {
  const result = draftOf(typed(given), { nameEmailRequired: true })
  return 'errors' in result ? result.errors : {}
}

test('whatever is typed becomes a draft or errors by field, and a draft holds nothing that may not be shown', () => {
  fc.assert(
    fc.property(
      fc.record({ comment: anyText, name: anyText, email: anyText, website: anyText }),
      fc.boolean(),
      (given, nameEmailRequired) => {
        const draft = draftOf(typed(given), { nameEmailRequired })
        const shown = 'errors' in draft ? [] : [draft.text, draft.name, draft.website ?? '']
        expect(shown.filter(text => containsAddress(text) || hasStrangeCharacters(text))).toEqual([])
        expect('errors' in draft ? Object.keys(draft.errors) : draft.text.trim()).not.toHaveLength(0)
        const [text = '', name = ''] = shown
        expect([text.length > fieldLimits.comment, name.length > fieldLimits.name]).toEqual([false, false])
      },
    ),
    { numRuns: 500 },
  )
})

test('a comment that would be a draft again, edited without a change, is one', () => {
  fc.assert(
    fc.property(anyText, comment => {
      const draft = draftOf(typed({ comment }), { nameEmailRequired: true })
      const again = 'errors' in draft ? null : commentText(draft.text, null)
      expect(again).toEqual('errors' in draft ? null : { text: draft.text })
    }),
    { numRuns: 500 },
  )
})

describe('Nobody’s own address stands in what they wrote, however it is spelled:', () => {
  test.each([
    'anna@mail.firma',
    'anna@büro',
    'anna@foto.png',
    'anna@2x.lager',
    'a@b.c',
    'anna@例子.公司名',
    'o&b@x--y.zz',
  ])('%s', email => {
    const link = `https://blog.example/u/${email}?a=${email}`
    const written = `Write to ${email.toUpperCase()} or [me](${link}), ${email}.`
    const draft = draftOf(typed({ email, comment: written }), { nameEmailRequired: true })
    expect('errors' in draft ? draft.errors : draft.text).toBe(
      `Write to •••@••• or [me](https://blog.example/u/•••@•••?a=•••@•••), •••@•••.`,
    )
    expect(errorsOf({ email, name: `Anna (${email})`, website: link })).toEqual({
      name: 'holdsAddress',
      website: 'holdsAddress',
    })
  })
})

describe('what fits into a field of a browser is never too long for the server, nor what does not fits:', () => {
  const letters = ['a', '文', '😀', '\n']
  test.each(['comment', 'name', 'email', 'website'] as const)('%s', field => {
    const limit = fieldLimits[field]
    fc.assert(
      fc.property(fc.constantFrom(...letters), fc.integer({ min: -2, max: 2 }), (letter, more) => {
        const text = letter.repeat(Math.ceil((limit + more) / letter.length) - 1).padEnd(limit + more, 'x')
        // A browser counts a line end as one character, and sends it as two.
        const error = errorsOf({ [field]: `${text.slice(0, -1)}x`.replaceAll('\n', '\r\n') })[field]
        expect(error === 'tooLong').toBe(more > 0)
      }),
    )
  })
})

describe('a website is an address of a page and nothing else:', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//elsewhere.example',
    'https://user:secret@example.org/',
    'https://paypal.com%2F@evil.example',
    'https://',
    'rita',
    'rita@lindqvist.example',
    'rita@lindqvist.example/about',
    'mailto:rita@lindqvist.example',
    '192.0.2.7',
    'v2.0',
    'I like tea. Really',
  ])('%s is refused', website => {
    expect(errorsOf({ website })).toEqual({
      website: expect.stringMatching(/notAWebsite|holdsAddress|holdsUser/),
    })
  })

  test('one that is refused is told what of it is wrong', () => {
    const wrong = {
      'https://rita@example.org/': 'holdsUser',
      'rita@example.org': 'holdsAddress',
      rita: 'notAWebsite',
    }
    for (const [website, error] of Object.entries(wrong))
      expect(errorsOf({ website })).toEqual({ website: error })
  })

  test.each([
    'https://例え.jp/パス',
    'http://example.org:8080/?a=b#c',
    ' https://example.org ',
    'https://mastodon.social/@user@other.social',
    'https://example.org/logo@2x.png',
    'rita.example',
    'rita.example/about?a=b',
  ])('%s is taken', website => {
    expect(errorsOf({ website })).toEqual({})
  })

  test('a host without a scheme is that of its pages', () => {
    const draft = draftOf(typed({ website: ' rita.example/about' }), { nameEmailRequired: true })
    expect(draft).toMatchObject({ website: 'https://rita.example/about' })
  })
})

test('every field that is wrong is named at once', () => {
  expect(errorsOf({ comment: ' \n ', name: '', email: 'mara@', website: 'mailto:x@example.org' })).toEqual({
    comment: 'missing',
    name: 'missing',
    email: 'notAnEmail',
    website: 'holdsAddress',
  })
})

test('a pile of marks on one letter is named by its field, and what is too long is not looked at any closer', () => {
  const pile = `a${'\u0301'.repeat(17)}`
  expect(errorsOf({ comment: `So ${pile}!`, name: pile, website: `https://example.org/${pile}` })).toEqual({
    comment: 'piledMarks',
    name: 'piledMarks',
    website: 'piledMarks',
  })
  const endless = '\u200d '.repeat(1_000_000)
  expect(errorsOf({ comment: endless, name: endless, email: endless, website: endless })).toEqual({
    comment: 'tooLong',
    name: 'tooLong',
    email: 'tooLong',
    website: 'tooLong',
  })
  expect(errorsOf({ comment: `a${'\u200d '.repeat(9_000)}b` })).toEqual({})
  expect(errorsOf({ comment: `a${'\ufeff '.repeat(9_000)}b` })).toEqual({})
})

test.each([
  ['', false],
  ['  ', false],
  ['http://casino.example', true],
  ['Buy now', true],
  ['https://lindqvist.example/', true],
  ['Mara Lindqvist', false],
  ['Mara', false],
  ['lindqvist', false],
  ['MARA@lindqvist.example ', false],
])('a hidden field with “%s” in it is a robot’s: %s', (hidden, trapped) => {
  const website = 'https://lindqvist.example/'
  const typed = { comment: 'Hello', name: 'Mara Lindqvist', email: 'mara@lindqvist.example', website }
  expect(isTrapped(hidden, typed)).toBe(trapped)
})
