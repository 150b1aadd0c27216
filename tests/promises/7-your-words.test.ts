import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'

const site = testSite()
const article = join(import.meta.dirname, '..', 'samples', 'eu-japan-tech-ties.md')
const posts = () => site().database.db.selectFrom('posts').selectAll().orderBy('id').execute()

describe('an article that is imported', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'afterword-words-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('is kept byte for byte as it was written', async () => {
    await site().importMarkdown(article)
    const written = await readFile(article, 'utf8')
    const [post] = await posts()
    expect(written.endsWith(post?.source ?? '?')).toBe(true)
    expect(written.slice(0, -(post?.source.length ?? 0)).trimEnd()).toMatch(/^---\n[\s\S]*\n---$/)
  })

  test('is changed by a second import only where it was written anew', async () => {
    await site().importMarkdown(article)
    const first = await posts()
    await site().importMarkdown(article)
    expect(await posts()).toEqual(first)
  })

  test.each([
    'Spaces at the end  \nof lines, a tab\there,   three spaces.\n',
    '<div onclick="x">HTML that is not shown</div>\n\n<script>alert(1)</script>',
    'mail@example.org, “quotes”, "straight ones", -- dashes...\n',
    '# 標題\n\n這是**「括弧」**。\n\n- [ ] e\u0301 and é, 👩‍💻, \u200bnothing\n\n\n\n',
    '    code\n\n```js\nlet a  =  1\n```\n[^1]\n\n[^1]: note',
  ])('keeps what its page does not show: %j', async source => {
    const path = join(folder, 'words.md')
    await writeFile(path, `---\ntitle: Words\ndate: 2026-01-02\n---\n${source}`)
    await site().importMarkdown(path)
    expect((await posts())[0]?.source).toBe(source)
    await site().importMarkdown(path)
    expect(await posts()).toHaveLength(1)
  })
})

describe('a comment', () => {
  test.each([
    'Two  spaces, a tab\there, *stars*, <b>tags</b>, &amp; and "quotes"',
    'Lines\nand\n\n\nblank ones  \nwith spaces at their ends',
    '    indented code\n\tand a tab',
    'これは**「括弧」**の例。👩‍💻 می‌خواهم',
    '[x](javascript:alert(1)) <script>alert(1)</script>',
  ])('is kept as it was typed, whatever its page makes of it: %j', async comment => {
    await site().publish()
    const text = `Begin\n${comment}`
    const id = await site()
      .visitor()
      .comment('tea', { ...mara, comment: text })
    const row = await site()
      .database.db.selectFrom('comments')
      .select('source')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row?.source).toBe(text)
  })

  test('is given back to its author for an edit as it was typed', async () => {
    await site().publish()
    const reader = site().visitor()
    const id = await reader.comment('tea', { ...mara, comment: 'A  *star*\n\n<b>' })
    expect((await reader.get(`/comments/${id}/revision`)).html).toContain(
      '>\nA  *star*\n\n&lt;b&gt;</textarea>',
    )
  })
})
