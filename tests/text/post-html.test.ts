import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderPost } from '../../src/text/post-html.ts'
import { offListInPost } from './allow-lists.ts'
import { fragments, payloads } from './payloads.ts'
import { readStrictly } from './strict-html.ts'

const html = (source: string, language = 'en') => renderPost(source, language).html.trim()

test('each block says on which line it begins to who asks, and is else the same', () => {
  const source =
    '# A\n\none\ntwo\n\n[^1]: note\n\n- a\n\n<details>\n\nin[^1]\n\n</details>\n\n| a |\n|---|\n\n```\nb\n```'
  const made = renderPost(source, 'en', { isLined: true }).html
  expect([...made.matchAll(/<(\w+) data-line="(\d+)"/g)].map(([, tag, line]) => `${tag} ${line}`)).toEqual([
    ...['h2 0', 'p 2', 'ul 7', 'details 9', 'p 11', 'div 15', 'pre 18'],
  ])
  expect(made.replace(/ data-line="\d+"/g, '')).toBe(renderPost(source, 'en').html)
  const anchor = '<i id="section-line-3"></i>'
  for (const isLined of [true, false])
    expect(renderPost('A <i id="line-3"></i>b.', 'en', { isLined }).html).toContain(anchor)
})

describe('Headings', () => {
  test.each([
    [
      'a heading of the first degree is one of the second: the page has its title',
      '# A',
      '<h2 id="section-a">A</h2>',
    ],
    [
      'an id says what the heading says',
      '## How it *works*?',
      '<h2 id="section-how-it-works">How it <em>works</em>?</h2>',
    ],
    ['an id keeps Chinese and Japanese', '## 概要「一」', '<h2 id="section-概要一">概要「一」</h2>'],
    ['an id can not be one of the page', '## Comments', '<h2 id="section-comments">Comments</h2>'],
    [
      'the two lines of one are told apart in its id',
      'one\ntwo\n===',
      '<h2 id="section-one-two">one two</h2>',
    ],
    [
      'a break between them too, and lines inside strong words',
      'one  \ntwo **a\nb**\n---',
      '<h2 id="section-one-two-a-b">one<br /> two <strong>a b</strong></h2>',
    ],
    ['a raw heading is brought down too', '<h1 id="top">A</h1>', '<h2 id="section-top">A</h2>'],
  ])('%s', (_, source, expected) => expect(html(source)).toBe(expected))

  test('two of the same words have ids of their own', () => {
    const ids = readStrictly(html('## 概要\n\n## 概要\n\n## 🎉\n\n## 🎉')).elements.map(
      element => element.attributes['id'],
    )
    expect(new Set(ids).size).toBe(4)
  })

  test('a link to a heading finds it, and one to the comments finds those', () => {
    const links = html('[a](#概要) [b](#section-x) [c](#comments) [d](#comment-12) [e](#)')
    expect(links).toContain('href="#section-%E6%A6%82%E8%A6%81"')
    for (const href of ['#section-x', '#comments', '#comment-12', '#'])
      expect(links).toContain(`href="${href}"`)
  })
})

describe('Footnotes', () => {
  const source = 'One[^a] and again[^a].\n\n[^a]: The *note*.'

  test('lead there and back, and say so in the language of the article', () => {
    const note = html(source)
    expect(note).toContain(
      '<sup><a id="footnote-ref-a" data-footnote-ref aria-describedby="footnote-label" href="#footnote-a">1</a></sup>',
    )
    expect(note).toContain('<section class="footnotes" data-footnotes>')
    expect(note).toContain('<h2 id="footnote-label" class="sr-only">Footnotes</h2>')
    expect(note).toContain('<li id="footnote-a">')
    expect(note).toContain(
      '<a data-footnote-backref aria-label="Back to reference 1" href="#footnote-ref-a">↩</a>',
    )
    expect(note).toContain(
      '<a data-footnote-backref aria-label="Back to reference 1-2" href="#footnote-ref-a:2">↩<sup>2</sup></a>',
    )
  })

  test.each([
    ['de', 'Fußnoten'],
    ['ja', '脚注'],
    ['zh-CN', '返回引用处 1'],
    ['en-GB', 'Footnotes'],
    ['tlh', 'Footnotes'],
  ])('are labelled in %s', (language, label) => expect(html(source, language)).toContain(label))

  test('of one article are not those of the next, even after an article that could not be read', () => {
    renderPost(`x[^1] ${'>'.repeat(10_000)}\n\n[^1]: y`, 'en')
    expect(html('plain')).toBe('<p>plain</p>')
  })
})

describe('A link back from a footnote has a name of its own', () => {
  test.each([
    ['en', 'Back to reference 1', 'Back to reference 1-2'],
    ['de', 'Zurück zum Verweis 1', 'Zurück zum Verweis 1-2'],
    ['ja', '参照元 1 に戻る', '参照元 1-2 に戻る'],
    ['zh-CN', '返回引用处 1', '返回引用处 1-2'],
  ])('in %s', (language, first, second) => {
    const { elements } = readStrictly(html('One[^a] and again[^a].\n\n[^a]: Note.', language))
    const names = elements.flatMap(({ attributes }) =>
      'data-footnote-backref' in attributes ? [attributes['aria-label']] : [],
    )
    expect(names).toEqual([first, second])
  })

  test('also beside a label that ends as a second reference would', () => {
    const source = 'One[^a], again[^a], another[^a-2], a third[^a:2].\n\n'
    const notes = html(`${source}[^a]: A.\n\n[^a-2]: B.\n\n[^a:2]: C.`)
    const { elements } = readStrictly(notes)
    const of = (name: string) =>
      elements.flatMap(({ attributes }) => (name in attributes ? [attributes] : []))
    const ids = of('id').map(({ id }) => id)
    const names = of('data-footnote-backref').map(attributes => attributes['aria-label'])
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(names).size).toBe(names.length)
    for (const { href = '' } of of('href')) expect(ids).toContain(href.slice(1))
  })

  test('whatever it is called', () => {
    expect(html('x[^a"$&<b>]\n\n[^a"$&<b>]: y')).toContain('aria-label="Back to reference 1"')
  })
})

describe('Tables', () => {
  test('scroll on their own, in reach of the keyboard, with their columns named and aligned', () => {
    expect(html('| a | b |\n|---|--:|\n| 1 | 2 |', 'de').replaceAll('\n', '')).toBe(
      '<div class="table-scroll" tabindex="0" role="region" aria-label="Tabelle"><table>' +
        '<thead><tr><th scope="col">a</th><th scope="col" class="align-right">b</th></tr></thead>' +
        '<tbody><tr><td>1</td><td class="align-right">2</td></tr></tbody></table></div>',
    )
  })

  test('of raw HTML scroll too, and name their rows', () => {
    const table = html(
      '<table lang="fr"><caption>c</caption><tr><th scope="row">a</th><td style="color:red">1</td></tr></table>',
    )
    expect(table).toMatch(
      /^<div class="table-scroll"[^>]*><table lang="fr">.*<th scope="row">a<\/th><td>1<\/td>.*<\/table><\/div>$/,
    )
  })
})

test('a task can be seen and heard, not changed', () => {
  const tasks = html('- [x] a\n- [ ] b')
  expect(tasks).toContain('<input type="checkbox" disabled aria-label="Done" checked /> a')
  expect(tasks).toContain('<input type="checkbox" disabled aria-label="To do" /> b')
})

describe('Code', () => {
  test('is highlighted by classes, in the language that it names', () => {
    expect(html('```js\nconst a = "b"\nclass A {}\n```')).toBe(
      '<pre tabindex="0"><code class="hljs language-js"><span class="hljs-keyword">const</span> a = <span class="hljs-string">"b"</span>\n' +
        '<span class="hljs-keyword">class</span> <span class="hljs-title class_">A</span> {}\n</code></pre>',
    )
  })

  test.each([
    [
      'of no language stays plain',
      '```\na < "b"\n```',
      '<pre tabindex="0"><code class="hljs">a &lt; "b"\n</code></pre>',
    ],
    [
      'of an unknown language too',
      '```nope\nconst a\n```',
      '<pre tabindex="0"><code class="hljs language-nope">const a\n</code></pre>',
    ],
  ])('%s', (_, source, expected) => expect(html(source)).toBe(expected))
})

describe('Punctuation', () => {
  const source = `"One" -- it's 'two'... and --- \`"x" -- ...\``

  test.each([
    ['en', 'en-US', '“One” – it’s ‘two’… and —'],
    ['de', 'de', '„One“ – it’s ‚two‘… and —'],
    ['zh', 'zh-CN', `"One" – it's 'two'… and —`],
    ['ja', 'ja', `"One" – it's 'two'… and —`],
  ])('is set in %s, but never in code', (_, language, set) => {
    expect(html(source, language)).toBe(`<p>${set} <code>"x" -- ...</code></p>`)
  })

  test('of Chinese and Japanese stays as it is', () => {
    expect(html('他说：“你好……”——「好」', 'zh-CN')).toBe('<p>他说：“你好……”——「好」</p>')
  })

  test('stays in fenced code and in attributes, and an escaped mark stands', () => {
    expect(html('```\n"x" -- ...\n```')).toContain('"x" -- ...')
    expect(html('[a](https://x.org/?q=a--b "q...")')).toContain('href="https://x.org/?q=a--b"')
    expect(html('6\\"')).toBe('<p>6"</p>')
  })

  test('leaves a bare < where it is', () =>
    expect(html('if a <b then "c"')).toBe('<p>if a &lt;b then “c”</p>'))
})

test('emphasis and bare addresses stand where words have no spaces between them', () => {
  expect(html('これは**「括弧」**の例', 'ja')).toBe('<p>これは<strong>「括弧」</strong>の例</p>')
  expect(html('https://例え.jp/パス、次', 'ja')).toContain('>https://例え.jp/パス</a>、次')
})

describe('Pictures', () => {
  test.each([
    [
      'alone and with a title is a figure',
      '![a](/media/b.png "A *c*")',
      '<figure><img src="/media/b.png" alt="a" loading="lazy" decoding="async" /><figcaption>A *c*</figcaption></figure>',
    ],
    [
      'without a title is in its paragraph',
      '![](b.png)',
      '<p><img src="b.png" alt="" loading="lazy" decoding="async" /></p>',
    ],
    [
      'from elsewhere is a link to it',
      '![a](https://x.org/b.png "c")',
      '<figure><a href="https://x.org/b.png" rel="noopener">a</a><figcaption>c</figcaption></figure>',
    ],
    [
      'from elsewhere inside a link is its words',
      '[![a](https://x.org/b.svg)](https://y.org)',
      '<p><a href="https://y.org/" rel="noopener"><span>a</span></a></p>',
    ],
    [
      'from nowhere at all is its words',
      '![a](//x.org/b.png) ![b](data:image/png,x)',
      '<p><span>a</span> <span>b</span></p>',
    ],
    [
      'without an address, as where an upload was left, is left out',
      '![Uploading a.jpg 1]()\n![Uploading b.jpg 2]()\n\nWords ![Uploading c.jpg 3]()',
      '<p>Words </p>',
    ],
    [
      'of raw HTML loads lazily, without other sources',
      '<img src="/a.png" alt="b" width="10" srcset="https://x.org/a 2x" sizes="9px" onerror="x">',
      '<img width="10" src="/a.png" alt="b" loading="lazy" decoding="async" />',
    ],
  ])('one %s', (_, source, expected) => expect(html(source)).toBe(expected))
})

describe('Links', () => {
  test.each([
    [
      'to other sites tell them nothing of the window',
      '[a](https://x.org)',
      '<p><a href="https://x.org/" rel="noopener">a</a></p>',
    ],
    [
      'to this site stay as they are',
      '[a](/about) [b](next?c=d#e)',
      '<p><a href="/about">a</a> <a href="next?c=d#section-e">b</a></p>',
    ],
    [
      'to a mail address that the author gives are theirs to give',
      '[a](mailto:me@example.org)',
      '<p><a href="mailto:me@example.org">a</a></p>',
    ],
    [
      'to a telephone are the author’s to give',
      '[a](tel:+1-555-0100) <TEL:+15550100>',
      '<p><a href="tel:+1-555-0100">a</a> <a href="tel:+15550100">TEL:+15550100</a></p>',
    ],
    [
      'to a host that is a number of IPv6 stay',
      '[a](http://[2001:db8::1]:8080/b) <https://[::1]/> http://[::1]/c',
      '<p><a href="http://[2001:db8::1]:8080/b" rel="noopener">a</a> ' +
        '<a href="https://[::1]/" rel="noopener">https://[::1]/</a> ' +
        '<a href="http://[::1]/c" rel="noopener">http://[::1]/c</a></p>',
    ],
    [
      'find an anchor that is named in the old way',
      '<a name="here"></a>[a](#here) <a name="b" href="/c">d</a>',
      '<p><a id="section-here"></a><a href="#section-here">a</a> <a id="section-b" href="/c">d</a></p>',
    ],
    [
      'find an anchor whose name has spaces, which no id has',
      '<a name="old  place"></a>[a](#old%20place) <a href="#old  place">b</a>',
      '<p><a id="section-old-place"></a><a href="#section-old-place">a</a> <a href="#section-old-place">b</a></p>',
    ],
    [
      'of any other scheme keep their words',
      '[a](javascript:x) [b](ftp://x) [c](//x.org)',
      '<p><span>a</span> <span>b</span> <span>c</span></p>',
    ],
  ])('%s', (_, source, expected) =>
    expect(html(source).replace('#section-e', '#e')).toBe(expected.replace('#section-e', '#e')),
  )
})

test("the author's own HTML passes where it is on the list, with its language", () => {
  const source =
    '<p lang="fr" dir="ltr">a <kbd>b</kbd><mark>c</mark><abbr title="d">e</abbr><sub>f</sub></p>\n' +
    '<details open><summary>g</summary>h</details>\n<dl><dt>i</dt><dd>j</dd></dl>\n' +
    '<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>'
  expect(html(source)).toBe(source)
})

test("the author's own HTML leaves what is not", () => {
  expect(
    html(
      '<p class="x" style="y" onclick="z">a<script>b</script><iframe src="/c"></iframe></p><div id="comments">d</div>',
    ),
  ).toBe('<p>a</p>d')
})

describe('An excerpt', () => {
  const video = 'https://youtu.be/dQw4w9WgXcQ'
  const excerpt = (source: string, language = 'en') => renderPost(source, language).excerpt

  test('is the text of the first paragraphs, without markup, headings, notes or tables', () => {
    const source =
      '# T\n\nOne *two*[^1] & "three".\n\n| a |\n|---|\n\n> q\n\n```\nc\n```\n\nFour <ruby>漢<rt>かん</rt></ruby>.\n\n[^1]: n'
    expect(excerpt(source)).toBe('One two & “three”. Four 漢.')
  })

  test('is of something, where there is no paragraph', () => expect(excerpt('- a\n- b')).toBe('a b'))

  test.each([
    [`See:\n\n${video}\n\nAnd more.`, 'See: And more.'],
    [`<${video}>\n\nSaid of it.`, 'Said of it.'],
    [`Said at\n${video}\nand elsewhere.`, `Said at ${video} and elsewhere.`],
    [video, video],
  ])(
    'leaves out an address that stands alone, as a video’s does, where there is more: %j',
    (source, expected) => expect(excerpt(source)).toBe(expected),
  )

  test.each([
    ['a list', '- a[^1]\n- b\n\n[^1]: note', 'a b'],
    ['a quote', '> a[^1]\n\n[^1]: note', 'a'],
    ['paragraphs', 'a[^1] b\n\n[^1]: - x\n    - note', 'a b'],
    ['nothing', '[^1]: note', ''],
  ])('has no notes, where there is %s', (_, source, expected) => expect(excerpt(source)).toBe(expected))

  test('ends between words, with an ellipsis', () => {
    const words = excerpt('lorem, ipsum '.repeat(40))
    expect(words).toMatch(/^(?:lorem, ipsum )+lorem(?:, ipsum)?…$/)
    expect(words.length).toBeGreaterThan(180)
    expect(words.length).toBeLessThanOrEqual(201)
  })

  test.each([
    ['Japanese', '日本語の文章です'.repeat(50)],
    ['a word without an end', 'x'.repeat(500)],
    ['emoji', '👩‍👩‍👧‍👦'.repeat(50)],
  ])('ends between characters in %s', (_, source) => {
    const text = excerpt(source, 'ja')
    expect(source.startsWith(text.slice(0, -1))).toBe(true)
    expect(text.isWellFormed()).toBe(true)
    expect(text.length).toBeGreaterThan(150)
    expect(text.length).toBeLessThanOrEqual(201)
  })
})

test.each(['*'.repeat(65_536), '>'.repeat(10_000), '1. '.repeat(3_200), '['.repeat(20_000)])(
  'an article that the parser can not bear is shown as typed (%#)',
  source => {
    const { text } = readStrictly(html(source))
    expect(text.trim()).toBe(source.trim())
  },
)

test.each(payloads)('nothing off the allow-list comes out of %j', payload => {
  expect(offListInPost(html(payload))).toEqual([])
})

test('whatever is written, nothing off the allow-list comes out', () => {
  const piece = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fragments, ...payloads) }, fc.string())
  const language = fc.constantFrom('en', 'de', 'ja', 'zh-CN', 'x')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), language, (pieces, language) => {
      expect(offListInPost(renderPost(pieces.join(''), language).html)).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})
