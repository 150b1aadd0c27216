import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSlug, safeReturnPath, slugOf, urls } from '../src/urls.ts'

describe('the way back after a form', () => {
  test.each(['/', '/tea', '/tea?from=12#comment-7', '/tags/%E8%8C%B6', '/comments/1/revision'])(
    'is kept when it leads to this site: %s',
    path => expect(safeReturnPath(path)).toBe(path),
  )

  test.each([
    undefined,
    '',
    'tea',
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    ' //evil.example',
  ])('is the home page when it could lead elsewhere: %j', path => expect(safeReturnPath(path)).toBe('/'))

  test('stays on this site, whatever was sent', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('/', '\\', '.', '\t', '\n', ':', '@', '?', '#', 'a', '%2f'),
    })
    fc.assert(
      fc.property(nasty, text => {
        const to = new URL(safeReturnPath(`/${text}`), 'https://blog.example')
        expect(to.origin).toBe('https://blog.example')
      }),
      { numRuns: 3000 },
    )
  })
})

describe('a slug', () => {
  test.each(['tea', 'on-tea', '2026', 'für-elise', '茶と時間', 'नमस्ते', 'x'.repeat(200)])('may be %s', slug =>
    expect(isSlug(slug)).toBe(true),
  )

  test.each([
    '',
    '-',
    '-tea',
    'tea-',
    'on--tea',
    'on tea',
    'a/b',
    '..',
    'a.b',
    'tea\0',
    'a?b',
    'comments',
    'x'.repeat(201),
  ])('may not be %j', slug => expect(isSlug(slug)).toBe(false))

  test.each([
    ['On Tea & Time', 'on-tea-time'],
    ["Don't panic", 'dont-panic'],
    ['  --Hello--  ', 'hello'],
    ['茶と時間', '茶と時間'],
    ['ＦＵＬＬ', 'full'],
    ['Comments', 'comments-post'],
    ['???', ''],
    [
      `${'words '.repeat(15)}unfinished`,
      'words-words-words-words-words-words-words-words-words-words-words-words-words',
    ],
    ['茶'.repeat(90), '茶'.repeat(80)],
    [`vue ${'茶'.repeat(90)}`, `vue-${'茶'.repeat(76)}`],
  ])('is made of the title %j: %j', (title, slug) => expect(slugOf(title)).toBe(slug))

  test('that is made of a title is always one that can be used, or empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), title => {
        const slug = slugOf(title)
        expect(slug === '' || isSlug(slug)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('an address', () => {
  test('survives the way through a browser in every script', () => {
    expect(decodeURIComponent(new URL(urls.post('茶と時間'), 'https://blog.example').pathname)).toBe(
      '/茶と時間',
    )
    expect(urls.tag('a/b?c')).toBe('/tags/a%2Fb%3Fc')
  })

  test('leaves out what is the same without it', () => {
    expect([urls.home(), urls.home(1), urls.home(2)]).toEqual(['/', '/', '/?page=2'])
    expect([urls.post('tea'), urls.post('tea', 9)]).toEqual(['/tea', '/tea?from=9'])
  })

  test('of the site’s own is never an article’s', () => {
    const own = [urls.comment(1), urls.avatar('a'), urls.tag('a'), urls.preferences, urls.health, '/assets/x']
    for (const path of own) expect(isSlug(path.split('/')[1] ?? '')).toBe(false)
  })
})
