import { once } from 'node:events'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { byOld } from '../../src/transfer/address-map.ts'
import { articleMarkdown } from '../../src/transfer/article-markdown.ts'
import { type FindFile, filesOfWeb } from '../../src/transfer/files/find-file.ts'
import { baseOf, filesIn, withAddresses } from '../../src/transfer/files/links.ts'
import { formatNamed } from '../../src/transfer/formats.ts'
import { openSource } from '../../src/transfer/open-file.ts'
import { bringIn } from '../../src/transfer/store.ts'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { photo } from '../support/pictures.ts'
import { forgetImports } from './imports.ts'

const blog = testBlog()
forgetImports()

describe('the files of an article', () => {
  const base = baseOf({ source: 'wordpress', site: 'old.example' }, '7')
  const at = (markdown: string, from = base) => filesIn(markdown, from).map(({ url }) => url)

  test.each([
    ['![Pier](https://old.example/a.jpg "Dusk")', ['https://old.example/a.jpg']],
    [
      '[![a](/a-1024x683.jpg)](https://www.old.example/a.jpg)',
      ['https://old.example/a-1024x683.jpg', 'https://www.old.example/a.jpg'],
    ],
    ['![](<https://cdn.old.example/a b.png>)', ['https://cdn.old.example/a%20b.png']],
    ['![](https://i0.wp.com/old.example/a.png?w=3)', ['https://old.example/a.png']],
    ['<img alt="x" src="/show?id=5&amp;n=1">', ['https://old.example/show?id=5&n=1']],
    ['[the paper](/files/paper.PDF) and [a page](/about)', ['https://old.example/files/paper.PDF']],
    [
      '![](https://stranger.example/a.jpg) ![](data:image/png;base64,AA) ![](/media/AAAAAAAAAAAAAAAAAAAAAA/1x1.webp)',
      [],
    ],
    ['![](https://notold.example/a.jpg) ![](https://old.example.evil.example/a.jpg)', []],
  ])('in %s are those of its old site', (markdown, urls) => {
    expect(at(markdown)).toEqual(urls)
  })

  test('are found where themes hide them until they are scrolled to, the largest of several', () => {
    const hidden = [
      '<img src="data:image/gif;base64,R0" data-src="/a.jpg" srcset="/a-300.jpg 300w">',
      '<img srcset="/b-300.jpg 300w, /b-1024.jpg 1024w,/b-768.jpg 768w" sizes="100vw">',
      '<picture><source srcset="/c.webp"><img src="/c.jpg" srcset="/c-2.jpg 2x"></picture>',
    ]
    expect(articleMarkdown(hidden.join('<br>')).markdown.match(/\([^)]*/g)).toEqual([
      '(/a.jpg',
      '(/b-1024.jpg',
      '(/c.jpg',
    ])
  })

  test('of a folder are told from where the article lies in it', () => {
    const id = 'content/posts/lamp/index.md'
    expect(at('![](pier.jpg) ![](/img/x.png)', baseOf({ source: 'markdown', site: '' }, id))).toEqual([
      'https://folder.invalid/content/posts/lamp/pier.jpg',
      'https://folder.invalid/img/x.png',
    ])
  })

  test('get their new addresses where they stand, and nowhere else', () => {
    const markdown = '![](/a.jpg) ![](/a.jpg.png) [x](/a.jpg) `/a.jpg` <img src="/a.jpg">'
    expect(
      withAddresses(markdown, filesIn(markdown, base), url => (url.endsWith('/a.jpg') ? '/new' : undefined)),
    ).toBe('![](/new) ![](/a.jpg.png) [x](/new) `/a.jpg` <img src="/new">')
  })
})

/** An export of WordPress with one article that shows some files; written down, its path. */
async function exported(...markup: string[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'afterword-test-')), 'harbour.xml')
  await writeFile(
    path,
    `<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://old.example</wp:base_blog_url>
<item><title>Pier</title><link>http://old.example/pier/</link><content:encoded><![CDATA[${markup.join('\n\n')}]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date_gmt>2019-03-02 10:00:00</wp:post_date_gmt><wp:post_name>pier</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`,
  )
  return path
}

async function bring(path: string, find: FindFile | null, signal?: AbortSignal) {
  const format = formatNamed('wordpress')
  if (!format) throw new Error('WordPress is known')
  return bringIn({
    ...{ db: blog().database.db, ring: testKeys, settings: await blog().services.settings.current() },
    ...{
      format,
      source: await openSource(path),
      site: null,
      mapped: byOld([]),
      isDry: false,
    },
    ...{ actor: 'a test', tell: () => {}, find, mediaDir: null, log: blog().services.log, begun: null },
    ...(signal ? { signal } : {}),
  })
}

const shown = async () =>
  (await blog().database.db.selectFrom('posts').selectAll().executeTakeFirstOrThrow()).source

/** The old site, on this machine; `asked` are the paths that were. */
async function oldSite() {
  const picture = await photo(600, 400)
  const asked: string[] = []
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '')
    if (
      request.url === '/up/caf%E9.jpg' ||
      request.url === '/up/100%.jpg' ||
      request.url === '/up/pier.jpg' ||
      request.url === '/up/lamp-300x200.jpg'
    )
      answer.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture)
    else if (request.url === '/up/page.jpg')
      answer.writeHead(200, { 'content-type': 'text/html' }).end('gone')
    else answer.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const find = filesOfWeb({ resolve: async () => ['127.0.0.1'], mayReach: (_, at) => at === port })
  return { asked, find, at: `http://old.example:${port}/up` }
}

describe('pictures of an old site', () => {
  test('come here, and articles show them from here; a second import asks nobody and changes nothing', async () => {
    const { asked, find, at } = await oldSite()
    const path = await exported(
      ...[`<img src="${at}/pier-1024x683.jpg" alt="Pier">`, `<img src="${at}/lamp-300x200.jpg">`],
      ...[`<img src="${at}/none.jpg">`, `<a href="${at}/page.jpg">x</a>`],
    )
    const report = await bring(path, find)
    // The picture that a small one was made of; the small one where that is gone. Both are the same file here.
    expect(asked).toEqual([
      '/up/pier.jpg',
      '/up/lamp.jpg',
      '/up/lamp-300x200.jpg',
      '/up/none.jpg',
      '/up/page.jpg',
    ])
    expect(report.files).toEqual({
      kept: 2,
      failed: [
        { url: `${at}/none.jpg`, why: 'notFound' },
        { url: `${at}/page.jpg`, why: 'otherType' },
      ],
    })
    expect(report.away).toEqual([{ article: 'Pier', files: [`${at}/none.jpg`, `${at}/page.jpg`] }])
    const source = await shown()
    expect(source).toMatch(/!\[Pier\]\(\/media\/[\w-]{22}\/600x400\.webp\)/)
    expect(source).toContain(`${at}/none.jpg`)
    expect((await blog().visitor().get('/pier')).html).toMatch(/<img [^>]*src="\/media\//)

    const again = await bring(path, find)
    expect(asked.slice(5)).toEqual(['/up/none.jpg', '/up/page.jpg'])
    expect(again.articles).toMatchObject({ added: 0, updated: 0, unchanged: 1 })
    expect(await shown()).toBe(source)
    // A newer file shows them from here at once.
    const newer = await bring(await exported(`<img src="${at}/pier-1024x683.jpg" alt="The pier">`), null)
    expect(newer.articles.updated).toBe(1)
    expect(await shown()).toMatch(/^!\[The pier\]\(\/media\/[\w-]{22}\/600x400\.webp\)$/)
  })

  test('stay where they are unless somebody asks, and the report says which; stopped, the rest comes the next time', async () => {
    const { asked, find, at } = await oldSite()
    const path = await exported(`<img src="${at}/pier.jpg">`, `<img src="${at}/lamp-300x200.jpg">`)
    const report = await bring(path, null)
    expect([report.files, report.away]).toEqual([
      null,
      [{ article: 'Pier', files: [`${at}/pier.jpg`, `${at}/lamp-300x200.jpg`] }],
    ])
    expect(asked).toEqual([])
    const stop = new AbortController()
    const stopping: FindFile = async (...wanted) => {
      const found = await find(...wanted)
      stop.abort()
      return found
    }
    expect((await bring(path, stopping, stop.signal)).isCancelled).toBe(true)
    expect(asked).toEqual(['/up/pier.jpg'])
    await bring(path, find)
    expect(asked).toEqual(['/up/pier.jpg', '/up/lamp.jpg', '/up/lamp-300x200.jpg'])
    expect(await shown()).not.toContain('old.example')
  })

  test('come under the names that they have, in whatever letters', async () => {
    const { find, at } = await oldSite()
    const report = await bring(
      await exported(`<img src="${at}/caf%E9.jpg">`, `<img src="${at}/100%.jpg">`),
      find,
    )
    expect(report.files).toEqual({ kept: 2, failed: [] })
    expect(await shown()).not.toContain('old.example')
  })

  test('are taken from a folder as well: the one whose path is most like theirs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'afterword-test-'))
    for (const [month, width] of [
      ['01', 700],
      ['02', 500],
    ] as const) {
      await mkdir(join(folder, 'uploads', '2020', month), { recursive: true })
      await writeFile(join(folder, 'uploads', '2020', month, 'pier.jpg'), await photo(width, 300))
    }
    const uploads = 'https://old.example/wp-content/uploads'
    const path = await exported(
      `<img src="${uploads}/2020/02/pier-300x200.jpg">`,
      `<img src="${uploads}/2021/pier.jpg">`,
    )
    const { lines, problems } = await typed(blog(), 'import', path, '--media-from', folder)
    expect(await shown()).toMatch(/^!\[\]\(\/media\/[\w-]{22}\/500x300\.webp\)/)
    expect(lines).toContain('1 picture or file brought from the old site')
    expect(lines.join('\n')).toContain('2021/pier.jpg: not in the folder')
    expect(problems).toEqual([])
  })
})
