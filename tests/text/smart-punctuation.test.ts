import { describe, expect, test } from 'vitest'
import { renderPost } from '../../src/text/post-html.ts'
import { processorTime } from '../support/processor-time.ts'

const html = (source: string, language = 'en') => renderPost(source, language).html.trim()
const line = (source: string, language = 'en') => html(source, language).replace(/^<p>|<\/p>$/g, '')

describe('Punctuation is set', () => {
  test.each([
    ['around words', '"One" and "two".', '“One” and “two”.'],
    ['inside quotation', `"'One' and 'two'"`, '“‘One’ and ‘two’”'],
    ['in brackets', '("a") ["b"]', '(“a”) [“b”]'],
    ['around emphasis', '"*a*" *"b"*', '“<em>a</em>” <em>“b”</em>'],
    ['around strong words and struck ones', '"**a**" "~~b~~"', '“<strong>a</strong>” “<del>b</del>”'],
    ['around a link', '"[a](/b)" ["c"](/d)', '“<a href="/b">a</a>” <a href="/d">“c”</a>'],
    ['around code, which stays', '"`a--b`" `x`\'s', '“<code>a--b</code>” <code>x</code>’s'],
    ['around raw elements', '"<mark>a</mark>" "<b>b</b>"', '“<mark>a</mark>” “<b>b</b>”'],
    [
      'around an address, which stays',
      '"https://x.org/a--b"',
      '“<a href="https://x.org/a--b" rel="noopener">https://x.org/a--b</a>”',
    ],
    ['across a line break', '"a<br>b"', '“a<br />b”'],
    ['for apostrophes', "it's the dogs' l'été", 'it’s the dogs’ l’été'],
    ['for what is left out', "'tis the '90s, '99, rock 'n' roll", '’tis the ’90s, ’99, rock ’n’ roll'],
    ['around a speech that breaks off', '"But I--" she said', '“But I–” she said'],
    ['before and after other marks', '"What?!" "(yes)" "…"', '“What?!” “(yes)” “…”'],
    ['between words', 'a--b, 1--2, a -- b, a---b', 'a–b, 1–2, a – b, a—b'],
    ['for three points', 'wait... a...b', 'wait… a…b'],
    [
      'over an address that is bare',
      'https://example.com/a--b -- c',
      '<a href="https://example.com/a--b" rel="noopener">https://example.com/a--b</a> – c',
    ],
    [
      'not in the address that a link shows',
      '[https://x.example/a--b](/c) -- d',
      '<a href="/c">https://x.example/a--b</a> – d',
    ],
    ['not in an address without its scheme', 'x.example/a--b -- c', 'x.example/a--b – c'],
    ['not in the name of a file', 'see foo/bar--baz.html.', 'see foo/bar--baz.html.'],
    [
      'around an address, by the words beside it',
      '"ftp://x.example/a--b", he said',
      '“ftp://x.example/a--b”, he said',
    ],
    ['behind a line break of HTML', 'he said "hi"<br>"there"', 'he said “hi”<br />“there”'],
    ['behind a colon, without a space', '**Note:**"x" y', '<strong>Note:</strong>“x” y'],
    ['around Chinese in English', '他说"hello"了', '他说“hello”了'],
  ])('%s', (_, source, expected) => expect(line(source)).toBe(expected))

  test.each([
    ['fr', `l'"été"`, 'l’«\u202fété\u202f»'],
    ['it', `l'"uomo"`, 'l’“uomo”'],
    ['ca', `d'"oc"`, 'd’«oc»'],
  ])('behind an apostrophe, in %s', (language, source, expected) => {
    expect(line(source, language)).toBe(expected)
  })

  test('in every block', () => {
    expect(html('- "a"\n- [ ] "b"\n\n> "c"\n\n## "d"')).toMatch(/“a”[^]*“b”[^]*“c”[^]*“d”/)
    expect(html('| "a" |\n|---|\n| "b" -- c |')).toMatch(/“a”[^]*“b” – c/)
    expect(html('x[^1]\n\n[^1]: "a" -- b')).toContain('“a” – b')
    expect(html(`![a](/b.png '"c" -- d')`)).toContain('<figcaption>“c” – d</figcaption>')
  })

  test.each([
    ['de', '„a ‚b‘ c“ geht’s'],
    ['de-AT', '„a ‚b‘ c“ geht’s'],
    ['de-CH', '«a ‹b› c» geht’s'],
    ['fr', '«\u202fa “b” c\u202f» geht’s'],
    ['es', '«a “b” c» geht’s'],
    ['pt-BR', '“a ‘b’ c” geht’s'],
    ['pt-PT', '«a “b” c» geht’s'],
    ['pl', '„a «b» c” geht’s'],
    ['ru', '«a „b“ c» geht’s'],
    ['sv', '”a ’b’ c” geht’s'],
    ['nb', '«a ‘b’ c» geht’s'],
    ['en-GB', '“a ‘b’ c” geht’s'],
  ])('as it is in %s', (language, expected) => {
    expect(line(`"a 'b' c" geht's`, language)).toBe(expected)
  })
})

describe('Punctuation stays as it was typed', () => {
  test.each([
    ['in code', '`"a" -- ...`', '<code>"a" -- ...</code>'],
    ['in keys', '<kbd>"a" -- ...</kbd>', '<kbd>"a" -- ...</kbd>'],
    ['in what a program says', '<samp>"a" -- *b*...</samp>', '<samp>"a" -- <em>b</em>...</samp>'],
    ['in a variable', '<var>a--b</var>', '<var>a--b</var>'],
    ['where it is escaped', 'a \\-- b \\"c\\" d\\...', 'a -- b "c" d...'],
    ['where it is a reference', '&quot;a&quot; &#34;b&#34; &#45;&#45;', '"a" "b" --'],
    ['as feet and inches', `6'2" and 5" and 6'`, `6'2" and 5" and 6'`],
    ['as an option', 'say --force or "--quiet"', 'say --force or “--quiet”'],
    ['as an arrow', 'a --> b <-- c', 'a --&gt; b &lt;-- c'],
    ['in a path', 'go test ./...', 'go test ./...'],
    ['as four points', 'well....', 'well....'],
    ['where nothing is beside it', 'a " b \' c', 'a " b \' c'],
    ['between letters', 'a"b', 'a"b'],
  ])('%s', (_, source, expected) => expect(line(source)).toBe(expected))

  test('in blocks of code and of raw HTML', () => {
    expect(html('```\n"a" -- ...\n```')).toContain('"a" -- ...')
    expect(html('    "a" -- ...')).toContain('"a" -- ...')
    expect(html('<pre>\n"a" -- ...\n</pre>\n\n"b"')).toBe('<pre tabindex="0">\n"a" -- ...\n</pre><p>“b”</p>')
    expect(html('<kbd>\n\n"a"\n\n</kbd>\n\n"b"')).toMatch(/"a"[^]*“b”/)
    expect(html('<kbd>"a"\n\n"b"')).toMatch(/"a"[^]*“b”/)
    expect(html('<p>"a" -- b</p>')).toBe('<p>"a" -- b</p>')
  })

  test.each(['zh-CN', 'ja', 'ko', 'he', 'x'])('but for dashes and points, in %s', language => {
    expect(line(`"a" 'b' -- c...`, language)).toBe(`"a" 'b' – c…`)
  })

  test('in attributes', () => {
    expect(html('[a](https://x.org/?q=a--b "q...")')).toContain('href="https://x.org/?q=a--b"')
    expect(html('![a--b](/c--d.png)')).toContain('src="/c--d.png" alt="a--b"')
  })
})

test('a long line is set in a time that grows with it', () => {
  const source = `"a 'b -- c... ${"x' ".repeat(3)}`.repeat(4_000)
  expect(processorTime(() => html(source))).toBeLessThan(5_000)
})
