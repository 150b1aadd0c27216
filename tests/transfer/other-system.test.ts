import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { formats, looksLikeAnother } from '../../src/transfer/formats.ts'
import { openSource } from '../../src/transfer/open-file.ts'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { forgetImports } from './imports.ts'

const blog = testBlog()
forgetImports()
const folder = mkdtempSync(join(tmpdir(), 'afterword-other-'))
afterAll(() => rmSync(folder, { recursive: true }))
const sample = (name: string) => join(import.meta.dirname, '..', 'samples', 'transfer', name)

/** The samples of each system, and the names that read them. */
const samples: readonly (readonly [string, readonly string[]])[] = [
  ['wordpress', ['wordpress.xml', 'wordpress-https-1.1.xml', 'wordpress-truncated.xml']],
  ['disqus', ['disqus.xml']],
  ['ghost', ['ghost.json']],
  ['isso', ['isso.db']],
  ['remark42', ['remark42.json', 'remark42.gz']],
  ['commento', ['commento.json', 'comentario.json']],
  ['artalk', ['artrans.json']],
  ['waline', ['waline.json', 'valine.jsonl']],
  ['cusdis', ['cusdis.db']],
  ['markdown', ['hugo', 'jekyll', 'hexo', 'astro']],
]

/** Other names of a system. */
const alias: Record<string, string> = { valine: 'waline', twikoo: 'waline', comentario: 'commento' }
const named = [...formats.map(({ name }) => name), ...Object.keys(alias), 'afterword']

const rows = () => blog().database.db.selectFrom('private.imports').select('id').execute()

const filesOf = (isAsked: (system: string) => boolean) =>
  [...samples].flatMap(([system, files]) => (isAsked(system) ? files.map(file => ({ system, file })) : []))

test.each(named)('a file of %s is taken for what it is said to be', async name => {
  const system = alias[name] ?? name
  const format = formats.find(format => format.name === system)
  for (const { file } of filesOf(other => other === system))
    expect([file, format && looksLikeAnother(await openSource(sample(file)), format)]).toEqual([
      file,
      undefined,
    ])
})

test.each(named)(
  'what is said to be a file of %s and is like that of another is refused by name',
  async name => {
    for (const { system, file } of filesOf(other => other !== (alias[name] ?? name))) {
      const { code, lines, problems: said } = await typed(blog(), 'import', name, sample(file))
      expect([file, code, lines]).toEqual([file, 1, []])
      expect(said[0]).toMatch(
        new RegExp(`${file}: this looks like a file of .*, not of .* Say: import ${system} FILE`),
      )
    }
    expect(await rows()).toEqual([])
  },
)

test('one in which there is nothing of what it is said to be, or is like, is no import either', async () => {
  const file = (name: string, bytes: string | Buffer) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const empty = readFileSync(sample('wordpress.xml'), 'utf8').replace(/<item>[\s\S]*<\/item>/, '')
  for (const [args, why] of [
    [['artalk', file('list.json', '[]')], 'there is nothing of Artalk (Artrans) in it.'],
    [['commento', file('other.json', '{"a": [1]}')], 'there is nothing of Commento or Comentario in it.'],
    [[file('empty.xml', empty)], 'there is nothing of WordPress (WXR) in it.'],
    [['afterword', file('other.jsonl', '{"a": [1]}')], 'there is nothing of Afterword in it.'],
    [
      ['markdown', file('a.markdown.gz', gzipSync(empty))],
      'this looks like a file of WordPress (WXR), not of Markdown.',
    ],
  ] as const) {
    const { code, problems } = await typed(blog(), 'import', ...args)
    expect([code, problems[0]]).toEqual([1, expect.stringContaining(why)])
  }
  expect(await rows()).toEqual([])
})
