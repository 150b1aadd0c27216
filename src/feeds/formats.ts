import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { escapeHtml } from '../text/html.ts'
import { type Feed, type FeedEntry, type FeedFormat, updatedOf } from './feed.ts'

/**
 * Writes a feed as Atom (RFC 4287, with the threading of RFC 4685), RSS 2.0 or JSON Feed 1.1. `style` is the address
 * of a stylesheet with which a browser shows it.
 */
export function writeFeed(feed: Feed, format: FeedFormat, style: string): string {
  switch (format) {
    case 'atom':
      return withoutControls(inLine(atomOf(feed, style)))
    case 'rss':
      return withoutControls(inLine(rssOf(feed, style)))
    case 'json':
      return jsonOf(feed)
  }
}

const generator = 'Afterword'
const types = { atom: 'application/atom+xml', rss: 'application/rss+xml' } as const

function atomOf(feed: Feed, style: string): string {
  return generateAtomFeed(
    {
      id: feed.addresses.atom,
      title: { value: feed.title },
      ...(feed.description === '' ? {} : { subtitle: { value: feed.description } }),
      updated: updatedOf(feed),
      generator: { text: generator },
      authors: [personOf({ name: feed.title, page: feed.page })],
      xml: { lang: feed.language },
      links: [
        { href: feed.addresses.atom, rel: 'self', type: types.atom },
        { href: feed.page, rel: 'alternate', type: 'text/html' },
      ],
      entries: feed.entries.map(entry => ({
        id: entry.id,
        title: { value: entry.title },
        published: entry.published,
        updated: entry.updated,
        // An entry without one must have it from its feed (4.2.1).
        authors: (entry.authors.length > 0 ? entry.authors : [{ name: feed.title, page: feed.page }]).map(
          personOf,
        ),
        categories: entry.tags.map(term => ({ term })),
        ...(entry.summary === '' ? {} : { summary: { value: entry.summary } }),
        ...(entry.html === null ? {} : { content: { type: 'html', value: entry.html } }),
        xml: { lang: entry.language },
        links: [
          { href: entry.page, rel: 'alternate', type: 'text/html' },
          ...(entry.canonical === null ? [] : [{ href: entry.canonical, rel: 'via', type: 'text/html' }]),
          ...repliesTo(entry),
        ],
        thr: threadOf(entry),
        ...mediaOf(entry),
      })),
    },
    { strict: true, stylesheets: [{ type: 'text/css', href: style }] },
  )
}

const personOf = ({ name, page }: { name: string; page: string | null }) =>
  page === null ? { name } : { name, uri: page }

const repliesTo = ({ conversation }: FeedEntry) =>
  conversation
    ? [{ href: conversation.feed, rel: 'replies', type: types.atom, thr: { count: conversation.count } }]
    : []

const threadOf = ({ conversation, answers }: FeedEntry) => ({
  ...(conversation ? { total: conversation.count } : {}),
  ...(answers ? { inReplyTos: [{ ref: answers.id, href: answers.page, type: 'text/html' }] } : {}),
})

/** Media RSS, which readers of both formats know. */
const mediaOf = ({ picture }: FeedEntry) =>
  picture
    ? {
        media: {
          contents: [
            {
              url: picture.address,
              ...{ medium: 'image', type: 'image/jpeg' },
              ...(picture.alt === '' ? {} : { description: { value: picture.alt } }),
            },
          ],
        },
      }
    : {}

function rssOf(feed: Feed, style: string): string {
  return generateRssFeed(
    {
      title: feed.title,
      link: feed.page,
      description: feed.description || feed.title,
      language: feed.language,
      ...(feed.entries.length > 0 ? { lastBuildDate: updatedOf(feed) } : {}),
      generator,
      atom: { links: [{ href: feed.addresses.rss, rel: 'self', type: types.rss }] },
      items: feed.entries.map(entry => ({
        title: entry.title,
        link: entry.page,
        guid: { value: entry.id, isPermaLink: false },
        pubDate: entry.published,
        ...(entry.authors.length > 0 ? { dc: { creators: entry.authors.map(({ name }) => name) } } : {}),
        categories: entry.tags.map(name => ({ name })),
        // Which is HTML here, and plain text nowhere else.
        description: escapeHtml(entry.summary),
        ...(entry.html === null ? {} : { content: { encoded: entry.html } }),
        ...(entry.conversation
          ? {
              comments: entry.conversation.page,
              slash: { comments: entry.conversation.count },
              wfw: { commentRss: entry.conversation.feed },
            }
          : {}),
        thr: threadOf(entry),
        ...mediaOf(entry),
      })),
    },
    { strict: true, stylesheets: [{ type: 'text/css', href: style }] },
  )
}

function jsonOf(feed: Feed): string {
  const written = generateJsonFeed(
    {
      title: feed.title,
      ...(feed.description === '' ? {} : { description: feed.description }),
      home_page_url: feed.page,
      feed_url: feed.addresses.json,
      language: feed.language,
      items: feed.entries.map(entry => ({
        id: entry.id,
        url: entry.page,
        ...(entry.canonical === null ? {} : { external_url: entry.canonical }),
        title: entry.title,
        summary: entry.summary,
        ...(entry.html === null ? { content_text: entry.summary } : { content_html: entry.html }),
        ...(entry.picture ? { image: entry.picture.address } : {}),
        date_published: entry.published,
        date_modified: entry.updated,
        ...(entry.language === '' ? {} : { language: entry.language }),
        ...(entry.tags.length === 0 ? {} : { tags: entry.tags }),
        ...(entry.authors.length > 0
          ? {
              authors: entry.authors.map(({ name, page }) =>
                page === null ? { name } : { name, url: page },
              ),
            }
          : {}),
      })),
    },
    {},
  )
  // Of a feed with nothing in it the library leaves the list out, which has to be there.
  return JSON.stringify(Object.assign({ items: [] }, written))
}

/**
 * The library puts what has to be escaped into CDATA, on lines of its own. No space may be around an address (RFC 4287,
 * 2), and around a title it is none of the title's: all but the whole text stands escaped in its line.
 */
const inLine = (xml: string) =>
  xml.replace(
    /(<(?!content\b)[\w:]+(?: [^<>]*)?>)\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*(?=<\/)/g,
    (_, tag: string, text: string) => tag + escapeXml(text.replaceAll(']]]]><![CDATA[>', ']]>')),
  )

/** In hexadecimal, as the RSS Advisory Board asks: so a reader of RSS knows that no markup is meant. */
const escapeXml = (text: string) =>
  text.replace(/[&<>"']/g, character => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`)

/** XML has no way to write most control characters (XML 1.0, 2.2): one in a text would end every reader's parser. */
const withoutControls = (text: string) => text.replace(forbidden, '')

const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
