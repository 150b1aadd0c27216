import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { expect, test } from 'vitest'
import { type Feed, feedType } from '../../src/feeds/feed.ts'
import { writeFeed } from '../../src/feeds/formats.ts'

const base = 'https://blog.example'
const feed: Feed = {
  title: 'Harbour & <sea>',
  description: '',
  language: 'de',
  page: `${base}/`,
  addresses: { atom: `${base}/feed/atom`, rss: `${base}/feed/rss`, json: `${base}/feed/json` },
  entries: [
    {
      id: `${base}/posts/7`,
      canonical: null,
      page: `${base}/tea`,
      title: 'On "tea" & <milk> ]]>',
      language: 'en',
      authors: [],
      published: new Date('2026-01-02T03:04:05Z'),
      updated: new Date('2026-01-03T03:04:05Z'),
      summary: 'Water\u0000 first\u0008.',
      html: '<p>Water &amp; leaves ]]&gt; \u001b\ufffe</p>',
      picture: null,
      tags: ['tea', '茶'],
      conversation: { count: 3, page: `${base}/tea#comments`, feed: `${base}/tea/feed/atom` },
      answers: null,
    },
  ],
}

test('Atom has all that RFC 4287 asks for, and the counts of RFC 4685', () => {
  const text = writeFeed(feed, 'atom', '/feed.css')
  expect(text).toContain('<?xml-stylesheet type="text/css" href="/feed.css"?>')
  expect(parseAtomFeed(text)).toMatchObject({
    id: `${base}/feed/atom`,
    title: { value: feed.title },
    updated: '2026-01-03T03:04:05.000Z',
    links: [
      { href: `${base}/feed/atom`, rel: 'self' },
      { href: `${base}/`, rel: 'alternate' },
    ],
    entries: [
      {
        id: `${base}/posts/7`,
        title: { value: 'On "tea" & <milk> ]]>' },
        authors: [{ name: feed.title }],
        updated: '2026-01-03T03:04:05.000Z',
        published: '2026-01-02T03:04:05.000Z',
        summary: { value: 'Water first.' },
        content: { type: 'html', value: '<p>Water &amp; leaves ]]&gt; </p>' },
        categories: [{ term: 'tea' }, { term: '茶' }],
        links: [
          { href: `${base}/tea`, rel: 'alternate' },
          { href: `${base}/tea/feed/atom`, rel: 'replies', thr: { count: 3 } },
        ],
        thr: { total: 3 },
      },
    ],
  })
})

test('RSS has the whole text beside its beginning, and where the comments are', () => {
  expect(parseRssFeed(writeFeed(feed, 'rss', '/feed.css'))).toMatchObject({
    title: feed.title,
    link: `${base}/`,
    description: feed.title,
    language: 'de',
    atom: { links: [{ href: `${base}/feed/rss`, rel: 'self' }] },
    items: [
      {
        guid: { value: `${base}/posts/7`, isPermaLink: false },
        link: `${base}/tea`,
        pubDate: 'Fri, 02 Jan 2026 03:04:05 GMT',
        description: 'Water first.',
        content: { encoded: '<p>Water &amp; leaves ]]&gt; </p>' },
        comments: `${base}/tea#comments`,
        slash: { comments: 3 },
        wfw: { commentRss: `${base}/tea/feed/atom` },
      },
    ],
  })
})

test('a beginning that looks like markup is read as it is meant: in RSS it is HTML', () => {
  const summary = '1 <b & 2'
  const odd = { ...feed, entries: feed.entries.map(entry => ({ ...entry, summary })) }
  expect(parseRssFeed(writeFeed(odd, 'rss', '/feed.css')).items?.[0]?.description).toBe('1 &#60;b &#38; 2')
  expect(parseAtomFeed(writeFeed(odd, 'atom', '/feed.css')).entries?.[0]?.summary?.value).toBe(summary)
})

test('JSON Feed is of version 1.1', () => {
  const text = writeFeed(feed, 'json', '/feed.css')
  expect(feedType('json')).toBe('application/feed+json; charset=utf-8')
  expect(JSON.parse(text)).toMatchObject({ version: 'https://jsonfeed.org/version/1.1' })
  expect(parseJsonFeed(text)).toMatchObject({
    feed_url: `${base}/feed/json`,
    items: [{ id: `${base}/posts/7`, url: `${base}/tea`, tags: ['tea', '茶'], language: 'en' }],
  })
})

test('no character is in it that XML cannot hold, whatever was typed', () => {
  for (const format of ['atom', 'rss'] as const) {
    const text = writeFeed({ ...feed, title: 'a\u0001b\uffff🐦' }, format, '/feed.css')
    expect(text).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u)
    expect(text).toContain('ab🐦')
  }
})

test('one with only beginnings gives those, in each format', () => {
  const [entry] = feed.entries
  const short = { ...feed, entries: entry ? [{ ...entry, html: null, summary: 'Only this.' }] : [] }
  for (const format of ['atom', 'rss', 'json'] as const) {
    const text = writeFeed(short, format, '/feed.css')
    expect(text).toContain('Only this.')
    expect(text).not.toContain('leaves')
  }
})

test('an address stands alone in its element, whatever is in it, and a title without spaces that are not its own', () => {
  const way = `${base}/?a=1&b=2`
  const [entry] = feed.entries
  const odd = {
    ...feed,
    entries: entry ? [{ ...entry, page: way, authors: [{ name: 'R & D', page: way }] }] : [],
  }
  const escaped = way.replace('&', '&#x26;')
  expect(writeFeed(odd, 'atom', '/feed.css')).toContain(`<uri>${escaped}</uri>`)
  expect(writeFeed(odd, 'rss', '/feed.css')).toContain(`<link>${escaped}</link>`)
  for (const format of ['atom', 'rss'] as const)
    expect(writeFeed(odd, format, '/feed.css')).toContain(
      '<title>On &#x22;tea&#x22; &#x26; &#x3C;milk&#x3E; ]]&#x3E;</title>',
    )
})

test('one with nothing in it yet is a feed all the same, and does not change by itself', () => {
  const empty = { ...feed, entries: [] }
  for (const format of ['atom', 'rss', 'json'] as const)
    expect(writeFeed(empty, format, '/feed.css')).toEqual(writeFeed(empty, format, '/feed.css'))
  const atom = writeFeed(empty, 'atom', '/feed.css')
  expect(atom).toContain('<updated>2000-01-01T00:00:00.000Z</updated>')
  expect(atom).toContain('<name>Harbour &#x26; &#x3C;sea&#x3E;</name>')
  expect(writeFeed(empty, 'rss', '/feed.css')).not.toContain('lastBuildDate')
  expect(JSON.parse(writeFeed(empty, 'json', '/feed.css'))).toMatchObject({ items: [] })
})
