import { describe, expect, test } from 'vitest'
import { sourcesIn, withoutWords, type Source } from './sources.ts'

const program = await sourcesIn('src', 'views', 'migrations')
const everything = [...program, ...(await sourcesIn('tests'))]

/** The files in which a pattern is found, outside of comments and strings. */
const filesWith = (pattern: RegExp, sources: readonly Source[] = program) =>
  sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path)

/** The same, in strings and templates too: SQL stands in them. */
const filesSaying = (pattern: RegExp, sources: readonly Source[] = program) =>
  sources
    .filter(({ text }) => pattern.test(text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')))
    .map(({ path }) => path)

const rules = {
  any: /(?:[:<|&,]|\bas|=>)\s*any\b/,
  cast: /[\w)\]}]\s+as\s+(?!const\b)[A-Za-z{(['"]|\bsatisfies\s+any\b/,
  nonNull: /[\w)\]]!(?=[.,;)\]\s[(])(?!\s*=)/,
  ignored: /@ts-(?:ignore|nocheck|expect-error)/,
  environment: /\bprocess\.env\b|\bprocess\s*\[|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/,
  ownClock: /\bnew\s+Date\b(?!\s*\(\s*[^\s)])|\bDate\s*\.\s*now\b|(?<!new\s)\bDate\s*\(|\bTemporal\b/,
  console: /\bconsole\s*[.[]/,
  entrusted: /private\.(?:contacts|origins)|email_(?:hash|sealed)|user_agent\b|\borigins\.ip\b/,
} as const

/** Imports and exports may rename; only elsewhere is `as` a cast. */
const castsIn = ({ code }: Source) =>
  rules.cast.test(code.replace(/^(?:import|export)\s[^;]*?\sfrom\s*''|^import\s*''/gm, ''))

describe('a file', () => {
  test('is one subject: no more than 250 lines', () => {
    // A language is a list of texts, as long as what there is to say.
    const read = program.filter(({ path }) => !path.startsWith('src/i18n/languages/'))
    const long = read.filter(({ text }) => text.split('\n').length > 251)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('reads an address in one place: no handler sees what stands in it as a raw text', () => {
    expect(filesWith(/\.req\.(?:param|quer(?:y|ies))\b/)).toEqual(['src/http/input/params.ts'])
  })

  test('reads of an address that is kept nothing but what is known to tell two pages apart', () => {
    const known = new Set(['from', 'page', 'reply', 'sort', 'marked'])
    // What a search finds is never kept.
    const site = program.filter(({ path }) => path.startsWith('src/site/') && path !== 'src/site/search.tsx')
    const asked = site.flatMap(({ text }) =>
      [...text.matchAll(/\b(?:query\(c\)|asked)\s*\.\w+\(\s*'(\w+)'/g)].map(found => found[1] ?? ''),
    )
    expect(asked.length).toBeGreaterThan(4)
    // One that is new here belongs in src/http/input/canonical-path.ts as well.
    expect(asked.filter(name => !known.has(name))).toEqual([])
  })

  test('is named after what it is about', () => {
    const vague = /(?:^|\/)(?:index|utils?|helpers?|misc|common|shared|lib|types|constants)(?:\.tsx?$|\/)/
    expect(everything.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([])
    expect(
      vague.test('src/site/index.ts') && vague.test('src/utils/a.ts') && vague.test('src/helper.ts'),
    ).toBe(true)
  })

  test('is named in small letters joined by hyphens', () => {
    const name = /\/(?:\d{4}-)?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test|\.d)?\.tsx?$/
    const isTag = (path: string) => /^src\/i18n\/languages\/[A-Za-z-]+\/[a-z]+\.ts$/.test(path)
    expect(program.filter(({ path }) => !name.test(path) && !isTag(path)).map(({ path }) => path)).toEqual([])
  })

  test('exports names, but for the languages, each part of which is its file', () => {
    const defaults = filesWith(/\bexport\s+default\b/).filter(path => !path.startsWith('src/i18n/languages/'))
    expect(defaults).toEqual([])
  })

  test('passes on at most types: no barrels', () => {
    expect(filesWith(/^export\s+(?:\*|\{[^}]*\})\s*from\b/m)).toEqual([])
  })
})

test('texts are normalised in one place, which knows what that may cost', () => {
  // A disguise is folded one character at a time; a migration imports nothing, and tags are short.
  const known = ['src/text/marks.ts', 'src/text/disguises.ts', 'migrations/0042-tags.ts']
  expect(filesWith(/\.normalize\(/)).toEqual(known.toSorted())
})

describe('types', () => {
  test('are never any, asserted, or silenced', () => {
    expect(filesWith(rules.any)).toEqual([])
    expect(filesWith(rules.nonNull)).toEqual([])
    expect(
      everything.filter(
        ({ path, text }) => !path.startsWith('tests/architecture/') && rules.ignored.test(text),
      ),
    ).toEqual([])
  })

  test('are cast in one place, the way Kysely gives for a narrower view of a database', () => {
    expect(program.filter(castsIn).map(({ path }) => path)).toEqual(['src/db/open.ts'])
    const open = program.find(({ path }) => path === 'src/db/open.ts')
    expect(open?.code.match(/\sas\s+(?!const\b)\w+/g)).toEqual([' as never'])
  })
})

describe('the program', () => {
  test('reads the environment in one file', () => {
    expect(filesWith(rules.environment)).toEqual(['src/config.ts'])
  })

  test('writes through its log or its command line, never to the console', () => {
    expect(filesWith(rules.console)).toEqual([])
    expect(filesWith(/\bprocess\.std(?:out|err)\b/)).toEqual([
      'src/cli/run.ts',
      'src/cli/terminal.ts',
      'src/main.ts',
    ])
  })

  test('leaves cookies with a browser in one place, which knows what keeps them from others', () => {
    expect(filesWith(/\b(?:set|delete)Cookie\(/)).toEqual(['src/http/client/own-cookies.ts'])
  })

  test('opens a transaction in one place, where a collision is tried again', () => {
    expect(filesWith(/\.(?:startT|t)ransaction\(/)).toEqual(['src/db/transact.ts'])
  })

  test('never asks its own clock what time it is, but the database’s; how long something takes is told by performance.now', () => {
    expect(filesWith(rules.ownClock)).toEqual([])
  })

  test('names addresses, their hashes and user agents in queries nowhere but where readers are kept', () => {
    const known = filesSaying(rules.entrusted).filter(path => !/^(?:migrations|src\/readers)\//.test(path))
    expect(known).toEqual(['src/db/tables.ts', 'src/db/transfer-tables.ts'])
  })

  test('has one table of addresses, in which nothing is decided', () => {
    const isTable = (path: string) => /^src\/app(?:\.tsx$|\/)/.test(path)
    const table = program
      .filter(({ path }) => isTable(path))
      .map(({ code }) => code)
      .join('\n')
    expect(table.match(/\bapp\.(?:get|post|put|delete|patch|use)\(/g)?.length).toBeGreaterThan(60)
    expect(table).not.toMatch(/\b(?:if|for|while|switch|await|async|try)\b|\?\?|&&|\|\|/)
    expect(filesWith(/\bapp\.(?:get|post|put|delete|patch)\(/).filter(path => !isTable(path))).toEqual([])
  })

  test('spells out a path of the site nowhere but in its table and in urls', () => {
    const spelled = /(?:href|action|src)=(?:"|\{['"`])\/|redirect\(\s*['"`]\//
    expect(filesSaying(spelled)).toEqual([])
  })
})

describe('a view', () => {
  const views = program.filter(({ path }) => path.startsWith('views/'))
  const inline =
    /\sstyle=|\son[a-z]+=|<style\b|<script(?![^>]*\s(?:src=|type="application\/ld\+json"))|javascript:/i

  test('has no script and no style in it, which the content security policy would stop', () => {
    expect(filesSaying(inline, views)).toEqual([])
  })

  test('quotes the value of each attribute in a template of HTML, which is escaped for no other place', () => {
    expect(filesSaying(/\s[a-z-]+=\$\{/, views)).toEqual([])
    expect(filesSaying(/\bhtml`/)).toEqual([
      'views/components/comment-text.tsx',
      'views/kept.ts',
      'views/layouts/document.tsx',
      'views/site/comment.tsx',
      'views/site/conversation.tsx',
    ])
  })

  test('keeps no part of a page but those that are the same for everyone', () => {
    expect(filesSaying(/\bkeptPart\(/)).toEqual([
      'views/components/preferences.tsx',
      'views/kept.ts',
      'views/layouts/page.tsx',
      'views/site/comment-form.tsx',
    ])
  })

  test('gives HTML that is already made nowhere but where an article, a comment or a conversation stands, a form that nobody touched, a footer, the host’s words, or a doctype', () => {
    const given = program.flatMap(({ path, text }) =>
      [...text.matchAll(/\braw\(([^()]*)\)|dangerouslySetInnerHTML/g)].map(
        found => `${path}: ${found[1] ?? ''}`,
      ),
    )
    expect(given).toEqual([
      'views/components/comment-text.tsx: directed',
      'views/html.ts: written[0]',
      "views/layouts/document.tsx: '<!doctype html>'",
      'views/layouts/document.tsx: json',
      'views/layouts/page.tsx: site.footer',
      'views/site/comment-form.tsx: leading',
      'views/site/comment-preview.tsx: html',
      'views/site/comment-thread.tsx: html',
      'views/site/post-article.tsx: post.html',
      'views/site/privacy.tsx: own.html',
    ])
  })
})

describe('the rules themselves', () => {
  test.each([
    ['any', 'const a: any = 1'],
    ['any', 'function f(x: Array<any>) {}'],
    ['any', 'return value as any'],
    ['nonNull', 'const a = list[0]!.name'],
    ['nonNull', 'use(map.get(key)!)'],
    ['nonNull', 'const a = find()!\n'],
    ['ignored', '// @ts-expect-error because'],
    ['environment', 'const port = process.env.PORT'],
    ['environment', 'const { env } = process'],
    ['console', 'console.log(1)'],
    ['ownClock', 'const at = new Date()'],
    ['ownClock', 'const at = new Date'],
    ['ownClock', 'start(Date.now)'],
    ['ownClock', 'const at = Date()'],
    ['entrusted', "db.selectFrom('private.contacts')"],
    ['entrusted', 'sql`select user_agent from x`'],
  ] as const)('%s notices %s', (rule, text) => expect(rules[rule].test(text)).toBe(true))

  test.each([
    ['any', "const anything: string = 'any'"],
    ['nonNull', 'if (!a || b !== c) return'],
    ['environment', 'function read(env: Environment) {}'],
    ['ownClock', 'const day = new Date(text)'],
    ['ownClock', 'function f(at: Date) {}'],
    ['entrusted', 'const contacts = countContacts()'],
  ] as const)('%s lets pass %s', (rule, text) => expect(rules[rule].test(text)).toBe(false))

  test('tell a cast from what only looks like one', () => {
    const casts = (text: string) => castsIn({ path: '', text, code: withoutWords(text), imports: [] })
    for (const text of [
      'const a = b as string',
      'f(x as unknown as Foo)',
      'return { a: 1 } as Thing',
      '(x as { a: 1 }).a',
    ])
      expect(casts(text)).toBe(true)
    for (const text of [
      "import * as fs from 'node:fs'",
      "import { a as b } from './a.ts'",
      "const a = ['x'] as const",
      'sql`select 1 as number`',
      "// as good as it gets\nconst a = 'as good'",
    ])
      expect(casts(text)).toBe(false)
  })
})
