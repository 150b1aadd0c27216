import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { leadToPost } from '../../src/addresses/addresses.ts'
import { transact } from '../../src/db/transact.ts'
import { setAuthors } from '../../src/posts/authors.ts'
import { renderPost } from '../../src/text/post-html.ts'
import { articleMarkdown } from '../../src/transfer/article-markdown.ts'
import { authorsNamed } from '../../src/transfer/authors-named.ts'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { forgetImports } from './imports.ts'
import { line } from './random-site.ts'
import { postId } from '../support/rows.ts'

const blog = testBlog()
forgetImports()
const folder = mkdtempSync(join(tmpdir(), 'afterword-round-trip-'))
afterAll(() => rmSync(folder, { recursive: true }))

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

test('of an article’s HTML, as it goes out for WordPress, nothing is lost that an article of ours can hold', () => {
  const film = '/media/AAAAAAAAAAAAAAAAAAAAAA/film.mp4'
  const source = [
    ...[
      '-   [ ] boil\n-   [x] pour *slowly*',
      '1.  [x] loose\n    \n2.  steep',
      'Tea[^1] and iron[^two][^1], [^注][^größe][^a.b] [^100 %][^ref-1] and a ![sound](/media/AAAAAAAAAAAAAAAAAAAAAA/a.mp3) within.',
    ],
    ...[`![a \\[film\\]](<${film}>)`, 'https://youtu.be/dQw4w9WgXcQ', '[^1]: A note\n    \n    with more.'],
    '[^two]: Another.\n\n[^注]: A.\n\n[^größe]: B.\n\n[^a.b]: C.\n\n[^100 %]: D.\n\n[^ref-1]: E.',
    `![a film](${film} "Of \\"tea\\" & iron")`,
    '| a | b | c | d |\n| :-- | --: | :-: | --- |\n| 1 | 2 | 3 | 4 |',
    '![a pier](/media/AAAAAAAAAAAAAAAAAAAAAA/1600x1000-avif.webp "At dawn")',
  ].join('\n\n')
  const videos = [
    { key: 'youtube/dQw4w9WgXcQ', title: 'T', picture: film.replace('film.mp4', '640x360.webp') },
  ]
  const { html } = renderPost(source, 'en', { videos })
  expect(html).toContain('class="video"')
  const { markdown, lost } = articleMarkdown(html)
  expect(lost).toEqual([])
  expect(renderPost(markdown, 'en', { videos }).html).toBe(html)
})

test.each([
  [
    '<figure class="video wide"><a href="https://youtu.be/dQw4w9WgXcQ">A film</a><figcaption>By <b>us</b></figcaption></figure>',
    '[A film](https://youtu.be/dQw4w9WgXcQ)\n\n*By **us***',
  ],
  [
    '<table><thead><tr><th class="has-text-align-right">A</th></tr></thead><tbody><tr><td class="has-text-align-right">1</td></tr></tbody></table>',
    '| A   |\n| ---: |\n| 1   |',
  ],
  ['<figure class="video"><img src="/a.png"><figcaption>A</figcaption></figure>', '![](/a.png "A")'],
  ['<figure class="video"><video src="/a.mp4">No <i>film</i></video></figure>', '![](/a.mp4)'],
  ['Tea <audio src="https://a.example/b.mp3"></audio> more', 'Tea ![](https://a.example/b.mp3) more'],
  [
    '<p>Tea<sup><a href="#footnote-1">1</a></sup></p><div id="footnote-1">A note</div>',
    'Tea<sup><a href="#footnote-1">1</a></sup>\n\nA note',
  ],
  [
    '<p>Tea<a href="#footnote-1"><sup>1</sup></a></p><ol><li id="footnote-1">A note</li></ol>',
    'Tea[<sup>1</sup>](#footnote-1)\n\n1.  A note',
  ],
])('what only looks like an article of ours loses nothing: %s', (html, markdown) =>
  expect(articleMarkdown(html)).toEqual({ markdown, lost: [] }),
)

/** What few articles say. */
const seldom = fc.record({
  excerpt: fc.option(line),
  description: fc.option(line),
  canonical: fc.constantFrom(null, 'https://old.example/a?b=1#c'),
  pinned: fc.boolean(),
  comments: fc.oneof(
    fc.record({ until: fc.constantFrom('site', 'closed', 'always') }),
    fc.record({ until: fc.constant('days' as const), days: fc.integer({ min: 1, max: 36_500 }) }),
  ),
})

/** All that is to be known of it beside its comments. */
async function whole({ withAddresses = true } = {}) {
  const { rows } = await sql<Record<string, unknown>>`
    select p.slug, p.title, p.status, p.language, p.source, p.published_at, p.own_excerpt, p.description, p.canonical,
      p.pinned, p.comments_open, p.close_after_days,
      array(select a.name from post_authors x join authors a on a.id = x.author_id where x.post_id = p.id order by x.place)
        as authors,
      array(select t.name from post_tags x join tags t on t.id = x.tag_id where x.post_id = p.id order by x.place) as tags,
      array(select a.path from addresses a where a.post_id = p.id and ${withAddresses} order by a.path) as addresses
    from posts p order by p.slug`.execute(blog().database.db)
  return rows
}

test('an article that went out as Markdown comes back by its file alone, unchanged, mended, or into another blog', async () => {
  const { db } = blog().database
  const said = fc.sample(fc.tuple(article, seldom), { numRuns: 8, seed: 43 })
  for (const [nth, [common, more]] of said.entries()) {
    const slug = `article-${nth}`
    await blog().publish({ ...common, ...more, slug })
    await transact(db, async trx => {
      const id = await postId(trx, slug)
      const authors = await authorsNamed(trx, nth % 2 === 0 ? ['Rosa, the elder', `Author: ${nth}`] : [])
      await setAuthors(trx, id, authors)
      if (nth % 3 === 0) await leadToPost(trx, `/old/${nth}`, id)
    })
  }
  const before = await whole()
  const out = join(folder, 'alone')
  await typed(blog(), 'export', 'markdown', out)
  const files = before.map(({ slug }) => join(out, 'posts', `${String(slug)}.md`))
  const again = await typed(blog(), 'import', 'markdown', ...files)
  expect([again.problems, again.lines.filter(text => !/: unchanged, /.test(text))]).toEqual([[], []])
  expect(await whole()).toEqual(before)

  const [first = ''] = files
  writeFileSync(first, `${readFileSync(first, 'utf8')}\n\nMended.`)
  expect((await typed(blog(), 'import', 'markdown', first)).lines).toEqual([
    expect.stringMatching(/: updated, /),
  ])
  const mended = before.map((row, nth) =>
    nth === 0 ? { ...row, source: `${String(row['source'])}\n\nMended.` } : row,
  )
  expect(await whole()).toEqual(mended)

  const empty = async () => {
    await db.deleteFrom('posts').execute()
    await db.deleteFrom('addresses').execute()
    await db.deleteFrom('authors').execute()
  }
  await empty()
  expect((await typed(blog(), 'import', 'markdown', ...files)).problems).toEqual([])
  expect(await whole()).toEqual(mended)

  // As one folder they bring the addresses of that folder besides.
  await empty()
  expect((await typed(blog(), 'import', 'markdown', out)).problems).toEqual([])
  expect(await whole({ withAddresses: false })).toEqual(mended.map(row => ({ ...row, addresses: [] })))
})
