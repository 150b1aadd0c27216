import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { forgetImports } from './imports.ts'

const blog = testBlog()
forgetImports()
const folder = mkdtempSync(join(tmpdir(), 'afterword-round-trip-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What YAML, HTML or a shell would make something else of. */
const awkward = fc.constantFrom(
  '3.10',
  '007',
  'True',
  '1e3',
  '~',
  '- a: b',
  '"q"',
  "it's",
  '# no',
  '<b>&amp;',
  '堤端的灯',
)
const words = fc.oneof(awkward, fc.stringMatching(/^[a-zA-Z äß灯堤か:&<>"'{}[\]#|*-]{1,30}$/))
const line = words.map(text => text.replace(/\s+/g, ' ').trim()).filter(text => text !== '')
const article = fc.record({
  title: line,
  tags: fc.uniqueArray(fc.stringMatching(/^[a-z灯堤]{1,12}$/), { maxLength: 3 }),
  status: fc.constantFrom('published', 'draft', 'private'),
  publishedAt: fc.date({ min: new Date('1999-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
  source: fc.array(line, { minLength: 1, maxLength: 4 }).map(lines => lines.join('\n\n')),
  language: fc.constantFrom('en', 'zh-CN', 'ja', 'de'),
})

/** The site as its readers and writers know it. */
async function site() {
  const rows = await blog()
    .database.db.selectFrom('posts')
    .select(['slug', 'title', 'status', 'language', 'source', 'html', 'published_at'])
    .orderBy('slug')
    .execute()
  return rows.map(({ published_at, ...row }) => ({ ...row, at: published_at?.toISOString() ?? null }))
}

test('a site of any articles that goes out as Markdown comes in the same, and as WordPress it shows the same', async () => {
  const articles = fc.sample(article, { numRuns: 12, seed: 41 })
  // What a generator would read as its own, were this its folder.
  const source =
    'Write `{{< figure src="a.png" >}}` or {{< ref "other" >}}.\n\n<!-- more -->\n\n``` js {hl_lines=[1]}\n```'
  for (const each of articles.slice(0, 1)) articles.push({ ...each, source })
  for (const [nth, each] of articles.entries()) await blog().publish({ ...each, slug: `article-${nth}` })
  const before = await site()
  await typed(blog(), 'export', 'markdown', join(folder, 'site'))
  await typed(blog(), 'export', 'wordpress', join(folder, 'site.xml'))

  await blog().database.db.deleteFrom('posts').execute()
  expect(await typed(blog(), 'import', 'markdown', join(folder, 'site'))).toMatchObject({
    code: 0,
    problems: [],
  })
  expect(await site()).toEqual(before)

  await blog().database.db.deleteFrom('posts').execute()
  expect(await typed(blog(), 'import', join(folder, 'site.xml'))).toMatchObject({ code: 0, problems: [] })
  const shown = (articles: Awaited<ReturnType<typeof site>>) =>
    articles.map(({ slug, title, status, language }) => ({ slug, title, status, language }))
  expect(shown(await site())).toEqual(shown(before))
})
