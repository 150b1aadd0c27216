import { describe, expect, test } from 'vitest'
import { parseMarkdownFile } from '../../src/transfer/markdown-file.ts'

const defaults = { fileName: 'My Tea', language: 'en' }

const read = (text: string | Uint8Array, more: Partial<Parameters<typeof parseMarkdownFile>[1]> = {}) =>
  parseMarkdownFile(typeof text === 'string' ? Buffer.from(text) : text, { ...defaults, ...more })

function problems(text: string | Uint8Array, more = {}): string[] {
  const post = read(text, more)
  return 'problems' in post ? post.problems.map(({ line, message }) => `${line}: ${message}`) : []
}

describe('a Markdown file', () => {
  test('says in its front matter everything that an article has', () => {
    const text = [
      '---',
      'title: On tea',
      'slug: tea-time',
      'language: zh-CN',
      'tags: [tea, travel, Tea]',
      'date: 2026-01-02T03:04:05Z',
      'draft: false',
      'private: true',
      'comments: false',
      '---',
      '',
      'Water first.',
      '',
    ].join('\n')
    expect(read(text)).toEqual({
      title: 'On tea',
      slug: 'tea-time',
      language: 'zh-CN',
      tags: ['tea', 'travel'],
      publishedAt: new Date('2026-01-02T03:04:05Z'),
      status: 'private',
      comments: { until: 'closed' },
      source: 'Water first.\n',
    })
  })

  test('needs no more than a title: the slug is its name’s, the language the site’s', () => {
    expect(read('---\ntitle: 1984\n---\nx')).toEqual({
      title: '1984',
      slug: 'my-tea',
      language: 'en',
      tags: [],
      publishedAt: null,
      status: 'published',
      source: 'x',
    })
  })

  test('reads the same with a byte order mark, and with the line ends of any system', () => {
    const text = '---\ntitle: Tea\n---\n\none\n\ntwo\n'
    expect(read(`\ufeff${text}`)).toEqual(read(text))
    expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text))
    expect(read(text.replaceAll('\n', '\r'))).toEqual(read(text))
  })

  test('may close its front matter with dots, and may use --- in its text', () => {
    expect(read('---\ntitle: Tea\n...\na\n\n---\n\nb')).toMatchObject({
      title: 'Tea',
      source: 'a\n\n---\n\nb',
    })
  })

  test('takes tags as a list or between commas', () => {
    expect(read('---\ntitle: x\ntags:\n  - a\n  - 2\n---\n')).toMatchObject({ tags: ['a', '2'] })
    expect(read('---\ntitle: x\ntags: a, b c\n---\n')).toMatchObject({ tags: ['a', 'b c'] })
  })

  test.each([
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2026-11-23 09:30', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23T09:30:15', '2026-11-23T09:30:15.000Z'],
    ['2026-11-23T09:30:00+09:00', '2026-11-23T00:30:00.000Z'],
    ['2026-11-23T09:30:00+0900', '2026-11-23T00:30:00.000Z'],
    ['"2026-11-23"', '2026-11-23T00:00:00.000Z'],
  ])('takes %s for the moment %s', (date, moment) => {
    expect(read(`---\ntitle: x\ndate: ${date}\n---\n`)).toMatchObject({ publishedAt: new Date(moment) })
  })
})

describe('a text field takes what was typed:', () => {
  test.each([
    '3.10',
    '007',
    '1e3',
    '0x1F',
    '0o17',
    '1_000',
    '+1',
    '.5',
    '1.',
    '12345678901234567890',
    '.inf',
    '.NaN',
    'True',
    'false',
    'null',
    'Null',
    '~',
    'yes',
    'No',
    'off',
    '2026-11-23',
    '12:30:45',
    '-0',
    '1984',
  ])('%s', typed => {
    const tags = typed === 'null' || typed === 'Null' || typed === '~' ? `[${typed}]` : typed
    expect(read(`---\ntitle: ${typed}\ntags: ${tags}\n---\n`)).toMatchObject({ title: typed, tags: [typed] })
    expect(read(`---\ntitle: ${typed} # so\ntags:\n  - ${typed}\n---\n`)).toMatchObject({
      title: typed,
      tags: [typed],
    })
    for (const quoted of [`'${typed}'`, `"${typed}"`, `>-\n  ${typed}`])
      expect(read(`---\ntitle: ${quoted}\n---\n`)).toMatchObject({ title: typed })
  })

  test.each([
    ['007', '007'],
    ['1e3', '1e3'],
    ['2026', '2026'],
    ['Welcome', 'welcome'],
    ['cafe\u0301', 'caf\u00e9'],
  ])('the slug %s', (typed, slug) => {
    expect(read(`---\ntitle: x\nslug: ${typed}\n---\n`)).toMatchObject({ slug })
  })

  test('what stays empty is not given', () => {
    expect(problems('---\ntitle:\n---\n')).toEqual([expect.stringContaining('2: An article needs a title')])
    expect(read('---\ntitle: x\nslug: ~\ntags: null\nlanguage:\n---\n')).toMatchObject({
      slug: 'my-tea',
      tags: [],
      language: 'en',
    })
  })

  test('while switches and dates are read', () => {
    expect(read('---\ntitle: x\ndraft: true\ncomments: False\ndate: 2026-01-02\n---\n')).toMatchObject({
      status: 'draft',
      comments: { until: 'closed' },
      publishedAt: new Date('2026-01-02T00:00:00Z'),
    })
  })
})

describe('a Markdown file that can’t be read', () => {
  test.each([
    ['without front matter', 'Just text.', '1: An article needs a title'],
    ['without a title', '---\nslug: tea\n---\nx', '1: An article needs a title'],
    ['whose title is a list', '---\nslug: tea\ntitle: [a]\n---\n', '3: An article needs a title'],
    ['whose title has a null byte', '---\nslug: tea\ntitle: "a\\0b"\n---\n', '3: An article needs a title'],
    ['whose title is half a character', '---\ntitle: "a\\ud800"\n---\n', '2: An article needs a title'],
    ['whose title has two lines', '---\ntitle: "a\\nb"\n---\n', '2: An article needs a title of one line'],
    ['whose title is too long', `---\ntitle: ${'x'.repeat(501)}\n---\n`, '2: A title has at most 500'],
    ['that never closes its front matter', '---\ntitle: x\n\ntext', '1: The front matter begins with ---'],
    ['whose YAML is broken', '---\ntitle: x\ntags: [a\n---\n', '4: The front matter is not YAML'],
    ['that says a thing twice', '---\ntitle: x\ntitle: y\n---\n', '3: The front matter is not YAML'],
    ['whose front matter is a list', '---\n- title\n---\n', '2: The front matter must be lines of'],
    ['with a name nobody knows', '---\ntitle: x\nauthor: me\n---\n', '3: Front matter has no "author"'],
    ['with an impossible slug', '---\ntitle: x\nslug: a/b\n---\n', '3: "a/b" can\'t be an address'],
    ['with a reserved slug', '---\ntitle: x\nslug: comments\n---\n', '3: "comments" can\'t be an address'],
    ['with a slug that is empty', '---\ntitle: x\nslug: ""\n---\n', '3: "" can\'t be an address'],
    ['with a language that is none', '---\ntitle: x\nlanguage: en_US\n---\n', '3: language is a tag'],
    ['with tags that are none', '---\ntitle: x\ntags: {a: b}\n---\n', '3: tags are a list'],
    ['with a tag that is too long', `---\ntitle: x\ntags: [${'x'.repeat(101)}]\n---\n`, '3: tags are a list'],
    ['with a tag that has a null byte', '---\ntitle: x\ntags: ["a\\0"]\n---\n', '3: tags are a list'],
    ['with a date in words', '---\ntitle: x\ndate: yesterday\n---\n', '3: date is a day or a time'],
    ['with a day that is none', '---\ntitle: x\ndate: 2026-02-31\n---\n', '3: date is a day or a time'],
    ['with a month that is none', '---\ntitle: x\ndate: 2026-13-01\n---\n', '3: date is a day or a time'],
    [
      'with an hour that is none',
      '---\ntitle: x\ndate: 2026-01-01T25:00Z\n---\n',
      '3: date is a day or a time',
    ],
    ['whose draft is a word', '---\ntitle: x\ndraft: yes please\n---\n', '3: draft is true or false'],
    [
      'whose comments close after no day',
      '---\ntitle: x\ncomments: 0 days\n---\n',
      '3: comments is true or false',
    ],
    ['whose authors are none', '---\ntitle: x\nauthors: [1, {}]\n---\n', '3: authors are a list'],
    ['that stood first at no address', '---\ntitle: x\ncanonical: here\n---\n', '3: canonical is the whole'],
    [
      'whose excerpt is too long',
      `---\ntitle: x\nexcerpt: ${'x'.repeat(1001)}\n---\n`,
      '3: excerpt is a text of at most',
    ],
    ['whose comments are a number', '---\ntitle: x\ncomments: 1\n---\n', '3: comments is true or false'],
  ])('%s says so with its line', (_, text, expected) => {
    expect(problems(text)).toEqual([expect.stringContaining(expected)])
  })

  test('because it is a picture is not taken for text', () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00])
    expect(problems(png)).toEqual([expect.stringContaining('1: This is not UTF-8 text')])
  })

  test('because of one byte in another encoding names that byte’s line', () => {
    const latin = Buffer.concat([
      Buffer.from('---\ntitle: x\n---\ncaf'),
      Buffer.from([0xe9]),
      Buffer.from('\n'),
    ])
    expect(problems(latin)).toEqual([expect.stringContaining('4: This is not UTF-8 text')])
  })

  test('tells all that is wrong at once, in the order of its lines', () => {
    const text = '---\ndate: soon\nlanguage: "?"\nmood: good\n---\n'
    expect(problems(text).map(problem => problem.slice(0, 2))).toEqual(['1:', '2:', '3:', '4:'])
  })

  test('because another has its address names that other, and its own slug’s line', () => {
    const takenBy = () => 'old/tea.md'
    expect(problems('---\ntitle: x\nslug: tea\n---\n', { takenBy })).toEqual([
      '3: old/tea.md has the address "tea" already. Give this one a slug.',
    ])
    expect(problems('---\ntitle: x\n---\n', { takenBy })).toEqual([
      expect.stringMatching(/^1: old\/tea\.md has/),
    ])
  })
})

describe('code in front matter', () => {
  test('is never run, under the names that make other programs run it', () => {
    const code = 'globalThis.wasRun = true'
    for (const text of [
      `---js\n{ title: (() => { ${code}; return 'x' })() }\n---\n`,
      `---javascript\n${code}\n---\n`,
      `---coffee\n${code}\n---\n`,
      `---\ntitle: !!js/function 'function () { ${code} }'\n---\n`,
      `---\ntitle: !<tag:yaml.org,2002:js/undefined> '${code}'\n---\n`,
    ])
      read(text)
    expect(Reflect.get(globalThis, 'wasRun')).toBeUndefined()
  })

  test('of another language is refused', () => {
    expect(problems("---js\n{ title: 'x' }\n---\n")).toHaveLength(1)
  })

  test('can’t blow a small file up: an alias is no value', () => {
    const text = '---\ntags: &a [x, x]\ntitle: *a\n---\n'
    expect(problems(text)).toEqual([expect.stringContaining('3: An article needs a title')])
  })
})
