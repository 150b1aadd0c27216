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

  test('is named after what it is about', () => {
    const vague = /(?:^|\/)(?:index|utils?|helpers?|misc|common|shared|lib|types|constants)(?:\.tsx?$|\/)/
    expect(everything.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([])
    expect(
      vague.test('src/site/index.ts') && vague.test('src/utils/a.ts') && vague.test('src/helper.ts'),
    ).toBe(true)
  })

  test('is named in small letters joined by hyphens', () => {
    const name = /\/(?:\d{4}-)?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.tsx?$/
    const isTag = (path: string) => /^src\/i18n\/languages\/[A-Za-z-]+\.ts$/.test(path)
    expect(program.filter(({ path }) => !name.test(path) && !isTag(path)).map(({ path }) => path)).toEqual([])
  })

  test('exports names, but for the languages, each of which is its file', () => {
    const defaults = filesWith(/\bexport\s+default\b/).filter(path => !path.startsWith('src/i18n/languages/'))
    expect(defaults).toEqual([])
  })

  test('passes on at most types: no barrels', () => {
    expect(filesWith(/^export\s+(?:\*|\{[^}]*\})\s*from\b/m)).toEqual([])
  })
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
    expect(filesWith(/\bprocess\.std(?:out|err)\b/)).toEqual(['src/cli/run.ts', 'src/main.ts'])
  })

  test('names addresses, their hashes and user agents in queries nowhere but where readers are kept', () => {
    const known = filesSaying(rules.entrusted).filter(path => !/^(?:migrations|src\/readers)\//.test(path))
    expect(known).toEqual(['src/db/tables.ts'])
  })

  test('has one table of addresses, in which nothing is decided', () => {
    const app = program.find(({ path }) => path === 'src/app.tsx')?.code ?? ''
    expect(app.match(/\bapp\.(?:get|post|put|delete|patch|use)\(/g)?.length).toBeGreaterThan(10)
    expect(app).not.toMatch(/\b(?:if|for|while|switch|await|async|try)\b|\?\?|&&|\|\|/)
    expect(filesWith(/\bapp\.(?:get|post|put|delete|patch)\(/)).toEqual(['src/app.tsx'])
  })

  test('spells out a path of the site nowhere but in its table and in urls', () => {
    const spelled = /(?:href|action|src)=(?:"|\{['"`])\/|redirect\(\s*['"`]\//
    expect(filesSaying(spelled)).toEqual([])
  })
})

describe('a view', () => {
  const views = program.filter(({ path }) => path.startsWith('views/'))
  const inline = /\sstyle=|\son[a-z]+=|<style\b|<script(?![^>]*\ssrc=)|javascript:/i

  test('has no script and no style in it, which the content security policy would stop', () => {
    expect(filesSaying(inline, views)).toEqual([])
  })

  test('gives HTML that is already made nowhere but where an article or a comment stands, or a doctype', () => {
    const given = program.flatMap(({ path, text }) =>
      [...text.matchAll(/\braw\(([^()]*)\)|dangerouslySetInnerHTML/g)].map(
        found => `${path}: ${found[1] ?? ''}`,
      ),
    )
    expect(given).toEqual([
      'views/admin/comment-erasure.tsx: comment.html',
      'views/admin/comment-reply.tsx: comment.html',
      'views/admin/queued-comment.tsx: comment.html',
      'views/admin/queued-comment.tsx: answers.html',
      "views/layouts/document.tsx: '<!doctype html>'",
      'views/site/comment-form.tsx: html',
      'views/site/comment.tsx: comment.html',
      'views/site/post.tsx: post.html',
      'views/site/revision.tsx: preview',
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
    ['entrusted', "db.selectFrom('private.contacts')"],
    ['entrusted', 'sql`select user_agent from x`'],
  ] as const)('%s notices %s', (rule, text) => expect(rules[rule].test(text)).toBe(true))

  test.each([
    ['any', "const anything: string = 'any'"],
    ['nonNull', 'if (!a || b !== c) return'],
    ['environment', 'function read(env: Environment) {}'],
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
