import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { containsAddress } from '../../src/text/addresses.ts'
import { plainComment, renderComment } from '../../src/text/comment-rendering.ts'
import { textOfHtml } from '../../src/text/html.ts'
import { offListInComment } from './allow-lists.ts'
import { fragments, payloads } from './payloads.ts'

const rel = 'rel="ugc nofollow noopener"'

describe('A comment may hold', () => {
  test.each([
    ['emphasis', '*a* **b** ~~c~~', '<p><em>a</em> <strong>b</strong> <del>c</del></p>\n'],
    ['code', '`a < b`', '<p><code>a &lt; b</code></p>\n'],
    ['fenced code, without its language', '```js\na\n```', '<pre><code>a\n</code></pre>\n'],
    ['indented code', '    a', '<pre><code>a\n</code></pre>\n'],
    ['a quote', '> a', '<blockquote>\n<p>a</p>\n</blockquote>\n'],
    ['a list', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n'],
    ['a list that goes on', '3. a', '<ol start="3">\n<li>a</li>\n</ol>\n'],
    ['line breaks', 'a\nb', '<p>a<br />b</p>\n'],
    ['a link', '[a](https://x.org/b)', `<p><a href="https://x.org/b" ${rel}>a</a></p>\n`],
    [
      'a reference link, without its title',
      '[a]\n\n[a]: http://x.org "t"',
      `<p><a href="http://x.org/" ${rel}>a</a></p>\n`,
    ],
    [
      'a bare address of a page',
      'see https://x.org/a_b?c=1&d=2.',
      `<p>see <a href="https://x.org/a_b?c=1&amp;d=2" ${rel}>https://x.org/a_b?c=1&amp;d=2</a>.</p>\n`,
    ],
  ])('%s', (_, source, html) => expect(renderComment(source)).toBe(html))
})

describe('A comment shows as text or in plainer form', () => {
  test.each([
    ['raw HTML, with the Markdown inside it', '<b>*x*</b>', '<p>&lt;b&gt;<em>x</em>&lt;/b&gt;</p>\n'],
    ['an HTML comment', '<!-- x -->', '<p>&lt;!-- x --&gt;</p>\n'],
    ['a heading, as a strong paragraph', '# a', '<p><strong>a</strong></p>\n'],
    ['a rule', 'a\n\n---', '<p>a</p>\n<p>---</p>\n'],
    ['a task', '- [x] a', '<ul>\n<li>[x] a</li>\n</ul>\n'],
    ['a table', '| a |\n|---|', '<p>| a |<br />|---|</p>\n'],
    ['link definitions with nothing else', '[a]: http://x.org', '<p>[a]: http://x.org</p>\n'],
    [
      'a picture, as a link to it',
      '![a](https://x.org/b.png)',
      `<p><a href="https://x.org/b.png" ${rel}>a</a></p>\n`,
    ],
    [
      'a picture inside a link, as its words',
      '[![a](https://x.org/b.png) c](https://x.org/)',
      `<p><a href="https://x.org/" ${rel}><span>a</span> c</a></p>\n`,
    ],
  ])('%s', (_, source, html) => expect(renderComment(source)).toBe(html))
})

describe('Where words have no spaces between them', () => {
  test.each([
    ['これは**「括弧」**の例', '<p>これは<strong>「括弧」</strong>の例</p>\n'],
    ['**「あ」**は', '<p><strong>「あ」</strong>は</p>\n'],
    ['这是**“引号”**的例子', '<p>这是<strong>“引号”</strong>的例子</p>\n'],
    ['これは*"x"*だ', '<p>これは<em>"x"</em>だ</p>\n'],
    ['これは~~「x」~~の', '<p>これは<del>「x」</del>の</p>\n'],
    ['**重要。**次', '<p><strong>重要。</strong>次</p>\n'],
    ['한국어**(괄호)**는', '<p>한국어<strong>(괄호)</strong>는</p>\n'],
    ['a * b * c, 2**3, snake_case_name', '<p>a * b * c, 2**3, snake_case_name</p>\n'],
  ])('emphasis stands where it is typed: %s', (source, html) => expect(renderComment(source)).toBe(html))

  test.each([
    ['https://例え.jp/パス、次', 'https://例え.jp/パス'],
    ['https://例え.jp/パス。', 'https://例え.jp/パス'],
    ['（https://zh.wikipedia.org/wiki/维基百科）', 'https://zh.wikipedia.org/wiki/维基百科'],
    ['見てhttps://x.org/aを', 'https://x.org/aを'],
    ['“https://x.org/a”', 'https://x.org/a'],
  ])('a bare address ends where the sentence goes on: %s', (source, link) => {
    const html = renderComment(source)
    expect(html).toContain(`>${link}</a>`)
    expect(html).toContain(`href="${new URL(link).href}"`)
  })
})

test('a javascript: link loses its address and keeps its words', () => {
  expect(renderComment('[read *this*](javascript:alert(1))')).toBe('<p><span>read <em>this</em></span></p>\n')
})

test('a link to a path of this site loses its address, for a comment is shown in feeds and mails too', () => {
  expect(renderComment('[a](/admin) [b](//evil.example)')).toBe('<p><span>a</span> <span>b</span></p>\n')
})

describe('A link that looks like another loses its address and keeps its words:', () => {
  test.each([
    'https://paypal.com%2F@evil.example',
    'https://paypal.com@evil.example/login',
    'https://user:word@evil.example',
    'https://@evil.example',
    'https:paypal.com%40evil.example',
    'https://p%61ypal.com/',
    'https:\\\\paypal.com@evil.example',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://127.1/',
  ])('%s', href => expect(renderComment(`[PayPal](${href})`)).toBe('<p><span>PayPal</span></p>\n'))

  test.each([
    'https://例え.jp/@user',
    'https://127.0.0.1:8080/a%40b',
    'https://[::1]/',
    'https://mastodon.social/@user@other.social',
    'HTTPS://Example.ORG/?a=@b',
  ])('and %s is none', href => {
    expect(renderComment(`[a](${href})`)).toContain(`href="${new URL(href).href}"`)
  })
})

test('a page whose path names a person of another server is linked whole', () => {
  const page = 'https://mastodon.social/@user@other.social'
  expect(renderComment(`see ${page}.`)).toBe(`<p>see <a href="${page}" ${rel}>${page}</a>.</p>\n`)
})

describe('An address of a person is not shown', () => {
  test.each([
    ['in text', 'mei@example.org'],
    ['with its at escaped', 'mei\\@example.org'],
    ['with a reference', 'mei&#64;example.org'],
    ['in angle brackets', '<mei@example.org>'],
    ['as a mail link', '[a](mailto:mei@example.org)'],
    ['in a link', '[a](https://x.org/?to=mei@example.org)'],
    ['in a link, encoded', '[a](https://x.org/?to=mei%40example%2Eorg)'],
    ['in a link, escaped', '[a](https://x.org/?to=mei\\@example.org)'],
    ['in a bare page address', 'https://mei@example.org/'],
    ['in code', '`mei@example.org`'],
    ['in fenced code', '```\nmei@example.org\n```'],
    ['in the title of a link', '[a](https://x.org "mei@example.org")'],
    ['as the words of a picture', '![mei@example.org](https://x.org/a.png)'],
    ['in a picture inside a link', '[![mei\\@example.org](x)](https://x.org)'],
    ['in a raw tag', '<a href="mailto:mei@example.org">'],
    ['across emphasis', 'mei@*example*.org'],
    ['across strong text', '*mei*@**example**.org'],
    ['across links', 'mei@[example](https://x.org).org'],
    ['across an escape and emphasis', 'mei\\@*example*.org'],
  ])('%s', (_, source) => {
    const html = renderComment(source)
    expect(containsAddress(html)).toBe(false)
    expect(containsAddress(textOfHtml(html))).toBe(false)
    expect(html).not.toMatch(/mei(?:@|%40|&#64;)/)
    expect(offListInComment(html)).toEqual([])
  })
})

test('an address in pieces gives up the formatting and leaves the paragraphs', () => {
  expect(renderComment('*one*\n\nmei@*example*.org **two**')).toBe('<p>one</p>\n<p>•••@••• two</p>\n')
})

test('a plain comment is as it was typed, escaped, without addresses', () => {
  expect(plainComment('**a** <b>\nmei@example.org')).toBe('<p>**a** &#60;b&#62;<br />\n•••@•••</p>\n')
})

test.each(['mei@*example*.org', 'mei\\@example.org', '_mei_@_example_.org', 'm`e`i＠[example].org'])(
  'formatting that is shown as typed hides no address that it splits: %j',
  typed => {
    expect(plainComment(`Write to ${typed} *now*`)).toBe('<p>Write to •••@••• *now*</p>\n')
  },
)

test.each(payloads)('nothing off the allow-list comes out of %j', payload => {
  expect(offListInComment(renderComment(payload))).toEqual([])
  expect(offListInComment(plainComment(payload))).toEqual([])
})

test('whatever is typed, nothing off the allow-list and no address comes out', () => {
  const source = fc.array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fragments, ...payloads) }, fc.string()),
    { maxLength: 25 },
  )
  fc.assert(
    fc.property(source, pieces => {
      const html = renderComment(pieces.join(''))
      expect(offListInComment(html)).toEqual([])
      expect(containsAddress(textOfHtml(html))).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})
