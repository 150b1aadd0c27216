import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { decoded } from '../../src/transfer/article-markdown.ts'
import { typed } from '../cli/typed.ts'
import { elementsOf } from '../promises/elements.ts'
import { testBlog } from '../support/blog.ts'
import { join as joinStaff } from '../support/staff.ts'
import type { Visitor } from '../support/visitor.ts'
import { payloads } from '../text/payloads.ts'
import { forgetImports } from './imports.ts'

const blog = testBlog()
forgetImports()
const folder = mkdtempSync(join(tmpdir(), 'afterword-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Of every kind of trick some; and what would break out of where a name, a title or a slug is written. */
const tricks = [
  ...payloads.filter((_, nth) => nth % Math.floor(payloads.length / 20) === 0).slice(0, 20),
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '[x](javascript:alert(1)) ![y](javascript:alert(2))',
  '</title><script>alert(1)</script>',
  ']]>\u202e<img src=x onerror=alert(1)> https://evil.example/"onload="alert(1)',
]
const website = 'javascript:alert(1)//https://x.example'
const at = (nth: number) => new Date(Date.UTC(2020, 0, 1, 0, 0, nth)).toISOString()
const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
const each = (line: (trick: string, nth: number) => unknown) => tricks.map(line)
const json = (value: unknown) => JSON.stringify(value)

const files: Record<string, () => string> = {
  wordpress:
    () => `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>
    <title>${cdata(tricks[3] ?? '')}</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
    <wp:author><wp:author_login>a</wp:author_login><wp:author_display_name>${cdata(tricks[7] ?? '')}</wp:author_display_name></wp:author>
    ${each(
      (
        trick,
        nth,
      ) => `<item><title>${cdata(trick)}</title><link>${cdata(`https://old.example/${trick}`)}</link><dc:creator>a</dc:creator>
      <wp:post_id>${nth + 1}</wp:post_id><wp:post_date_gmt>2020-01-01 00:00:00</wp:post_date_gmt><wp:post_name>${cdata(trick)}</wp:post_name>
      <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="post_tag" nicename="${nth}">${cdata(trick)}</category>
      <content:encoded>${cdata(`<p>Words.</p>${trick}`)}</content:encoded><excerpt:encoded>${cdata(trick)}</excerpt:encoded>
      <wp:comment><wp:comment_id>${nth + 1}</wp:comment_id><wp:comment_author>${cdata(trick)}</wp:comment_author>
      <wp:comment_author_url>${cdata(nth % 2 ? trick : website)}</wp:comment_author_url><wp:comment_date_gmt>2020-01-02 00:00:00</wp:comment_date_gmt>
      <wp:comment_content>${cdata(`Words. ${trick}`)}</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>`,
    ).join('\n')}
    </channel></rss>`,
  ghost: () =>
    json({
      db: [
        {
          meta: { exported_on: 1, version: '5.0.0' },
          data: {
            posts: each((trick, nth) => ({
              ...{ id: `a${nth}`, title: trick, slug: trick, html: `<p>Words.</p>${trick}`, type: 'post' },
              ...{ status: 'published', visibility: 'public', published_at: at(nth), feature_image: website },
              custom_excerpt: trick,
            })),
            members: each((trick, nth) => ({ id: `m${nth}`, name: trick, email: '' })),
            comments: each((trick, nth) => ({
              ...{ id: `c${nth}`, post_id: `a${nth}`, member_id: `m${nth}`, status: 'published' },
              ...{ html: `<p>Words.</p>${trick}`, created_at: at(nth) },
            })),
          },
        },
      ],
    }),
  disqus: () => `<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
    <thread dsq:id="1"><forum>f</forum><link>https://old.example/tea</link><title>${cdata(tricks[0] ?? '')}</title><isDeleted>false</isDeleted></thread>
    ${each(
      (
        trick,
        nth,
      ) => `<post dsq:id="${nth}"><message>${cdata(`<p>Words.</p>${trick}`)}</message><createdAt>${at(nth)}</createdAt><isDeleted>false</isDeleted>
      <isSpam>false</isSpam><author><name>${cdata(trick)}</name></author><thread dsq:id="1"/></post>`,
    ).join('\n')}</disqus>`,
  remark42: () =>
    [
      { version: 1, users: [], posts: [] },
      ...each((trick, nth) => ({
        ...{ id: trick, pid: '', orig: `Words. ${trick}`, text: trick, user: { id: 'u', name: trick } },
        ...{ locator: { site: 'old', url: 'https://old.example/tea' }, time: at(nth), title: trick },
      })),
    ]
      .map(json)
      .join('\n'),
  commento: () =>
    json({
      version: 1,
      commenters: each((trick, nth) => ({ commenterHex: `p${nth}`, name: trick, link: website, email: '' })),
      comments: each((trick, nth) => ({
        ...{ commentHex: `${nth}`, domain: 'old', url: '/tea', commenterHex: `p${nth}`, html: '' },
        ...{ markdown: `Words. ${trick}`, parentHex: 'root', state: 'approved', creationDate: at(nth) },
      })),
    }),
  artalk: () =>
    json(
      each((trick, nth) => ({
        ...{
          id: `${nth}`,
          rid: '0',
          content: `<p>Words.</p>${trick}`,
          nick: trick,
          link: website,
          email: '',
        },
        ...{
          created_at: at(nth),
          page_key: '/tea',
          page_title: trick,
          site_name: 'Old',
          is_pending: 'false',
        },
      })),
    ),
  waline: () =>
    json({
      ...{ type: 'waline', version: 1, tables: ['Comment'] },
      data: {
        Comment: each((trick, nth) => ({
          ...{ objectId: nth, comment: `Words. ${trick}`, nick: trick, link: website, url: '/tea' },
          ...{ status: 'approved', insertedAt: at(nth) },
        })),
      },
    }),
}

function bringSqlite(
  path: string,
  tables: string,
  insert: string,
  row: (trick: string, nth: number) => string[],
) {
  const database = new DatabaseSync(path)
  database.exec(tables)
  const statement = database.prepare(insert)
  for (const values of tricks.map(row)) statement.run(...values)
  database.close()
}

function writeAll(): Map<string, string> {
  const paths = new Map<string, string>()
  for (const [system, text] of Object.entries(files)) {
    paths.set(system, join(folder, system))
    writeFileSync(join(folder, system), text())
  }
  const isso = join(folder, 'isso')
  bringSqlite(
    isso,
    `create table threads (id integer primary key, uri text, title text); insert into threads values (1, '/tea', 'x');
     create table comments (tid integer, id integer primary key, parent integer, created real, modified real, mode integer,
       remote_addr text, text text, author text, email text, website text, likes integer, dislikes integer, voters blob)`,
    'insert into comments (tid, created, mode, text, author, website) values (1, 1577836800, 1, ?, ?, ?)',
    trick => [`Words. ${trick}`, trick, website],
  )
  const cusdis = join(folder, 'cusdis')
  bringSqlite(
    cusdis,
    `create table projects (id text, deleted_at text); insert into projects values ('p', null);
     create table pages (id text, slug text, url text, title text, "projectId" text); insert into pages values ('g', '/tea', '', 'x', 'p');
     create table comments (id text, "pageId" text, created_at integer, "deletedAt" text, "moderatorId" text, by_email text,
       by_nickname text, content text, approved integer, "parentId" text)`,
    `insert into comments (id, "pageId", created_at, content, by_nickname, approved) values (?, 'g', 1577836800000, ?, ?, 1)`,
    (trick, nth) => [`k${nth}`, `Words. ${trick}`, trick],
  )
  const markdown = join(folder, 'markdown')
  mkdirSync(markdown)
  for (const [nth, trick] of tricks.entries())
    writeFileSync(
      join(markdown, `a${nth}.md`),
      `---\ntitle: ${json(trick)}\nslug: ${json(trick)}\ndate: 2020-01-01\ntags: [${json(trick)}]\nauthor: ${json(trick)}\nimage: ${json(website)}\naliases: [${json(`/${trick}`)}]\n---\nWords.\n\n${trick.replaceAll('\0', '')}\n`,
    )
  return paths.set('isso', isso).set('cusdis', cusdis).set('markdown', markdown)
}

const links = new Set('href src action formaction data poster background xlink:href'.split(' '))

/** The HTML that a feed hands to who reads it. */
function handedBy(path: string, text: string): string {
  if (path.endsWith('/json')) {
    const { items }: { items: { content_html: string }[] } = JSON.parse(text)
    return items.map(({ content_html }) => content_html).join('\n')
  }
  const parts = text.matchAll(/<(?:content|content:encoded)\b[^>]*>([^]*?)<\/content/g)
  return Array.from(parts, ([, html = '']) => {
    const [, raw] = /^\s*<!\[CDATA\[([^]*)\]\]>\s*$/.exec(html) ?? []
    return raw ?? decoded(html)
  }).join('\n')
}

/** What of a page a browser would run, or ask another site for. */
function dangersIn(html: string): string[] {
  return elementsOf(html).flatMap(({ tag, attributes }) => {
    const bad: string[] = []
    const { src = '', type = '' } = attributes
    if (tag === 'script' && !src.startsWith('/') && type !== 'application/ld+json' && type !== 'importmap')
      bad.push('script')
    if (['iframe', 'object', 'embed', 'base', 'style', 'applet', 'frame'].includes(tag)) bad.push(tag)
    if (tag === 'meta' && attributes['http-equiv'] !== undefined) bad.push('meta')
    for (const [name, value] of Object.entries(attributes)) {
      if (/^on/i.test(name) || name === 'srcdoc') bad.push(`${tag} ${name}`)
      // oxlint-disable-next-line no-control-regex -- browsers leave these out
      if (links.has(name) && /^(?:javascript|data|vbscript):/i.test(value.replace(/[\u0000-\u0020]/g, '')))
        bad.push(`${tag} ${name}=${value.slice(0, 40)}`)
      if (
        /^(?:src|srcset|poster|background)$/.test(name) &&
        /^(?:https?:)?\/\/(?!localhost:3000\/)/.test(value)
      )
        bad.push(`${tag} ${name}=${value}`)
    }
    return bad
  })
}

/** Every page that readers see, and every screen where what was imported stands. */
async function pages(administrator: Visitor): Promise<Map<string, string>> {
  const { db } = blog().database
  const posts = await db.selectFrom('posts').select('slug').execute()
  const tags = await db.selectFrom('tags').select('slug').execute()
  const authors = await db.selectFrom('authors').select('slug').execute()
  const imports = await db.selectFrom('private.imports').select('id').execute()
  const read = [
    ...[
      '/',
      '/archive',
      '/feed/atom',
      '/feed/rss',
      '/feed/json',
      '/comments/feed/atom',
      '/search?q=words',
      '/sitemap.xml',
    ],
    ...posts.map(({ slug }) => `/${encodeURIComponent(slug)}`),
    ...tags.map(({ slug }) => `/tags/${encodeURIComponent(slug)}`),
    ...authors.map(({ slug }) => `/authors/${encodeURIComponent(slug)}`),
  ]
  const desk = [
    ...['', '/comments?status=approved', '/posts', '/imports', '/addresses', '/tags', '/log', '/audit'],
    ...imports.map(({ id }) => `/imports/${id}`),
  ].map(path => `/admin${path}`)
  const shown = new Map<string, string>()
  for (const path of read) {
    const { html } = await blog().visitor().get(path)
    shown.set(path, html)
    if (path.includes('/feed/')) shown.set(`${path}, handed on`, handedBy(path, html))
  }
  for (const path of desk) shown.set(path, (await administrator.get(path)).html)
  return shown
}

test('hostile names, titles, slugs and words of every system run nowhere, on no page and no screen', async () => {
  await blog().publish({ slug: 'tea' })
  const administrator = await joinStaff(blog(), 'administrator')
  for (const [system, path] of writeAll()) {
    const { lines, code } = await typed(blog(), 'import', system, path)
    expect([system, code, lines.join('\n')]).toEqual([system, 0, expect.stringMatching(/[1-9]\d* added/)])
  }
  const shown = await pages(administrator)
  const dangers = [...shown].flatMap(([path, html]) =>
    (path.endsWith('/json') ? [] : dangersIn(html)).map(what => `${path}: ${what}`),
  )
  expect(dangers).toEqual([])
  expect([...shown.values()].filter(html => html.includes('Words.')).length).toBeGreaterThan(50)
  expect(dangersIn('<img src=x onerror=alert(1)><a href=" java\nscript:x">')).toHaveLength(2)
})

const samples = join(import.meta.dirname, '..', 'samples', 'transfer')
const named = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:example|org|com|net)\b/g
const networks = /\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+\b|2001:db8:[\da-f:]+/gi

test('no address and no IP address of any sample is on a page, in a log or in a report', async () => {
  const administrator = await joinStaff(blog(), 'administrator')
  const names = readdirSync(samples).filter(name => !/\.(?:md|sql)$/.test(name))
  const said: string[] = []
  const first = ['wordpress.xml', 'ghost.json']
  for (const name of [...first, ...names.filter(name => !first.includes(name))]) {
    const { lines, problems } = await typed(blog(), 'import', join(samples, name), '--site', 'Harbour Notes')
    said.push(...lines, ...problems)
  }
  const text = names
    .filter(name => /\.\w+$/.test(name))
    .map(name => readFileSync(join(samples, name), 'latin1'))
    .join('\n')
  const held = new Set(
    [...text.matchAll(named), ...text.matchAll(networks)].map(([found]) => found.toLowerCase()),
  )
  expect(held.size).toBeGreaterThan(30)
  const shown = await pages(administrator)
  const desk = [...shown].filter(([path]) => !path.startsWith('/admin') || path.startsWith('/admin/imports'))
  const leaks = [...desk, ['log', blog().logged()] as const, ['report', said.join('\n')] as const].flatMap(
    ([path, html]) =>
      [...held].filter(address => html.toLowerCase().includes(address)).map(address => `${path}: ${address}`),
  )
  expect(leaks).toEqual([])
})
