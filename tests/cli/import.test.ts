import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { importCommand } from '../../src/cli/import.ts'
import { commandTexts } from '../../src/i18n/command-line.ts'
import { listAllPosts } from '../../src/posts/manage.ts'
import { testBlog } from '../support/blog.ts'
import { typed, typedIn } from './typed.ts'

const blog = testBlog()
const folder = mkdtempSync(join(tmpdir(), 'afterword-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const importFiles = (...paths: string[]) => typed(blog(), 'import', 'markdown', ...paths)
const slugs = async () =>
  (await blog().database.db.selectFrom('posts').select('slug').orderBy('slug').execute()).map(
    post => post.slug,
  )

const sample = join(import.meta.dirname, '..', 'samples', 'eu-japan-tech-ties.md')

describe('import markdown', () => {
  test('brings in each file and says where it is now', async () => {
    const one = file('one.md', '---\ntitle: One\n---\nText.')
    const two = file('two.md', '---\ntitle: Two\ndraft: true\n---\nText.')
    expect(await importFiles(one, two)).toEqual({
      code: 0,
      lines: [`${one}: added, http://localhost:3000/one`, `${two}: added, two (draft)`],
      problems: [],
    })
    expect((await blog().visitor().get('/one')).status).toBe(200)
  })

  test('changes nothing the second time, comments and all', async () => {
    await importFiles(sample)
    const [slug = ''] = await slugs()
    const id = await blog().visitor().comment(slug, {})
    await blog().approve(id)
    const { db } = blog().database
    const before = await db.selectFrom('posts').selectAll().execute()
    expect((await importFiles(sample)).lines).toEqual([expect.stringContaining(': unchanged, ')])
    expect(await db.selectFrom('posts').selectAll().execute()).toEqual(before)
    expect((await listAllPosts(db))[0]?.comment_count).toBe(1)
  })

  test('updates an article whose file was changed', async () => {
    const path = file('changing.md', '---\ntitle: Before\n---\nText.')
    await importFiles(path)
    file('changing.md', '---\ntitle: After\n---\nText.')
    expect((await importFiles(path)).lines).toEqual([expect.stringContaining(': updated, ')])
    expect((await blog().visitor().get('/changing')).html).toContain('After')
  })

  test('names file and line of what it can’t read, brings in the rest, and ends with 1', async () => {
    const good = file('good.md', '---\ntitle: Good\n---\nText.')
    const bad = file('bad.md', '---\ntitle: Bad\ndate: soon\nlanguage: "?"\n---\nText.')
    const binary = file('binary.md', new Uint8Array([0x1f, 0x8b, 0x08, 0x00]))
    const { code, problems } = await importFiles(bad, binary, good)
    expect(code).toBe(1)
    expect(problems).toEqual([
      expect.stringMatching(/bad\.md:3: date is/),
      expect.stringMatching(/bad\.md:4: language is/),
      expect.stringMatching(/binary\.md:1: This is not UTF-8 text/),
      '2 of 3 files were not imported.',
    ])
    expect(await slugs()).toEqual(['good'])
  })

  test('names a file that is not there, and brings in the rest, a folder as what is in it', async () => {
    const good = file('here.md', '---\ntitle: Here\n---\n')
    const missing = join(folder, 'missing.md')
    const directory = join(folder, 'directory')
    mkdirSync(directory)
    file('directory/inside.md', '---\ntitle: Inside\n---\nText.')
    const { code, problems } = await importFiles(missing, good, directory)
    expect(code).toBe(1)
    expect(problems[0]).toBe(`There is no file ${missing}.`)
    expect(problems[1]).toBe('1 of 3 files was not imported whole.')
    const german = await typedIn('de_DE.UTF-8', blog(), 'import', 'wordpress', join(folder, 'none', 'a.xml'))
    expect(german.problems[0]).toBe(`Einen Ordner ${join(folder, 'none')} gibt es nicht.`)
    expect(await slugs()).toEqual(['here', 'inside'])
  })

  test('a system that is mistyped is said, and nothing comes in; what can’t is named before the rest does', async () => {
    const good = file('typed.md', '---\ntitle: Typed\n---\nText.')
    for (const words of [['wordpres', good], ['wordpres']]) {
      const { code, lines, problems } = await typed(blog(), 'import', ...words)
      expect([code, lines, problems]).toEqual([
        1,
        [],
        [
          expect.stringMatching(
            /^"wordpres" is neither a file that is here nor a system: wordpress, disqus, .*afterword\.$/,
          ),
        ],
      ])
    }
    expect(await slugs()).toEqual([])

    const said: string[] = []
    const output = {
      line: (text: string) => void said.push(text),
      problem: (text: string) => void said.push(text),
      texts: await commandTexts('en'),
    }
    const tree = join(folder, 'tree')
    mkdirSync(tree)
    file('tree/one.md', '---\ntitle: One\n---\nText.')
    const strange = file('strange.txt', 'of nobody')
    const input = await importCommand.prepare([tree, strange], output)
    expect(await importCommand.run(blog().services, input, output)).toBe(1)
    expect(said[0]).toContain('this is like no file that is known')
    expect(said[1]).toBe(`${tree}: Markdown`)
    expect(await slugs()).toEqual(['one'])
  })

  test('a backup is said to be one, whatever it is taken for', async () => {
    const path = join(folder, 'b.backup')
    await typed(blog(), 'backup', path)
    for (const words of [[], ['wordpress'], ['markdown'], ['afterword']]) {
      const { code, problems } = await typed(blog(), 'import', ...words, path)
      expect([code, problems[0]]).toEqual([1, `${path}: This is a backup: restore FILE`])
    }
    const german = await typedIn('de_DE.UTF-8', blog(), 'import', path)
    expect(german.problems[0]).toBe(`${path}: Das ist ein Backup: restore FILE`)
  })

  test.each([
    ['empty.xml', ''],
    ['broken.xml', '<?xml version="1.0"?><rss><1>'],
  ])('of %s, of which nothing can be read, it is not said that something is in', async (name, text) => {
    const path = file(name, text)
    const { code, problems } = await typed(blog(), 'import', 'wordpress', path)
    expect([code, problems[1]]).toEqual([1, 'Nothing of it came in.'])
    const dry = await typed(blog(), 'import', 'wordpress', path, '--dry-run')
    expect(dry.problems).toEqual([problems[0], problems[2]])
  })

  test('one is said as one, in English and in German', async () => {
    const { importing: en, imports: past } = await commandTexts('en')
    const { importing: de, imports: vorher } = await commandTexts('de')
    const alone = join(folder, 'alone')
    mkdirSync(alone)
    file('alone/one.md', '---\ntitle: One\n---\nText.')
    expect((await typed(blog(), 'import', alone)).lines[1]).toMatch(/^1 article read = 1 added /)
    expect([past.attached(1), en.attached(1), past.added(1, 2), en.failed(1, 1)]).toEqual([
      '1 comment came in that had waited for its article.',
      '1 comment came in that an earlier import had kept aside',
      '1 article and 2 comments added',
      'The file was not imported.',
    ])
    expect([vorher.attached(1), de.attached(1), vorher.added(1, 1), de.failed(1, 2)]).toEqual([
      '1 Kommentar kam dazu, der auf seinen Artikel gewartet hatte.',
      '1 Kommentar kam dazu, den ein früherer Import beiseitegelegt hatte',
      '1 Artikel und 1 Kommentar neu',
      '1 von 2 Dateien wurde nicht importiert.',
    ])
  })

  test('refuses the second of two files of one address, each time again', async () => {
    const one = file('first.md', '---\ntitle: First\nslug: same\n---\n')
    const two = file('second.md', '---\ntitle: Second\nslug: same\n---\n')
    for (const saved of ['added', 'unchanged']) {
      const { code, lines, problems } = await importFiles(one, two)
      expect(code).toBe(1)
      expect(lines).toEqual([expect.stringContaining(`first.md: ${saved}`)])
      expect(problems[0]).toMatch(/second\.md:3: .*first\.md has the address "same" already/)
    }
    expect((await blog().visitor().get('/same')).html).toContain('First')
  })

  test('takes a file that is named twice once', async () => {
    const path = file('twice.md', '---\ntitle: Twice\n---\n')
    const { code, lines } = await importFiles(path, path)
    expect(code).toBe(0)
    expect(lines.map(line => line.match(/: (\w+),/)?.[1])).toEqual(['added', 'unchanged'])
  })

  test('brings in what would overrun the Markdown parser, as text', async () => {
    const path = file('deep.md', `---\ntitle: Deep\n---\n${'>'.repeat(20_000)}${'*'.repeat(60_000)}a`)
    expect((await importFiles(path)).code).toBe(0)
    expect((await blog().visitor().get('/deep')).status).toBe(200)
  })

  test.each([[[]], [['markdown']], [['wordpress']]])('%j is refused with how it is used', async args => {
    expect(await typed(blog(), 'import', ...args)).toMatchObject({
      code: 2,
      problems: [
        'Usage: import [SYSTEM] FILE… [--site NAME] [--map FILE] [--media | --media-from PATH] [--dry-run] | import --take-back ID',
      ],
    })
  })
})
