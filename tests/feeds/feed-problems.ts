import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import type { FeedFormat } from '../../src/feeds/feed.ts'

/** What the W3C's validator, or JSON Feed's, would say of a feed that was read from an address; empty where nothing. */
export function feedProblems(format: FeedFormat, text: string, address: string): string[] {
  const { self, ids, links, dates, contents, required } = read[format](text)
  const told: Record<string, boolean> = {
    'says where it is': self === address,
    'has what it must have': required,
    'knows each entry by an id of its own': new Set(ids).size === ids.length && ids.length > 0,
    'knows entries by whole addresses': ids.every(isWhole),
    'leads to whole addresses': links.every(isWhole),
    'has plausible dates': dates.every(date => date > '1990' && !Number.isNaN(Date.parse(date))),
    'has whole addresses in its texts': contents.flatMap(addressesIn).every(isWhole),
    'has nothing in its texts that could do harm': contents.flatMap(dangersIn).length === 0,
  }
  return [
    ...Object.entries(told).flatMap(([rule, isKept]) => (isKept ? [] : [`not so: it ${rule}`])),
    ...contents.flatMap(dangersIn),
  ]
}

interface Read {
  self: string | undefined
  ids: string[]
  links: string[]
  dates: string[]
  contents: string[]
  required: boolean
}

const some = <T>(...values: (T | null | undefined)[]): T[] => values.flatMap(value => value ?? [])

const read: Record<FeedFormat, (text: string) => Read> = {
  atom(text) {
    const { id, title, updated, links = [], entries = [] } = parseAtomFeed(text)
    const changed = entries.flatMap(entry => entry.updated ?? [])
    return {
      self: links.find(({ rel }) => rel === 'self')?.href,
      ids: entries.map(entry => entry.id ?? ''),
      links: [...links, ...entries.flatMap(entry => entry.links ?? [])].flatMap(({ href }) => href ?? []),
      dates: [...some(updated), ...changed, ...entries.flatMap(entry => entry.published ?? [])],
      contents: entries.flatMap(entry => entry.content?.value ?? []),
      required:
        [id, title?.value, updated].every(Boolean) &&
        changed.every(date => date <= (updated ?? '')) &&
        [...text.matchAll(/ rel="([^"]*)"/g)].every(([, rel = '']) =>
          /^(?:self|alternate|replies|via)$/.test(rel),
        ) &&
        entries.every(entry => entry.title?.value && entry.updated && entry.authors?.[0]?.name) &&
        entries.every(({ summary, content }) => summary?.value !== '' && (summary ?? content) !== undefined),
    }
  },
  rss(text) {
    const { title, link, description, language, lastBuildDate, atom, items = [] } = parseRssFeed(text)
    const dates = some(lastBuildDate, ...items.map(({ pubDate }) => pubDate))
    const rfc2822 = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/
    return {
      self: atom?.links?.find(({ rel }) => rel === 'self')?.href,
      ids: items.map(({ guid }) => guid?.value ?? ''),
      links: some(link, ...items.flatMap(item => [item.link, item.comments, item.wfw?.commentRss])),
      dates: dates.map(date => (rfc2822.test(date) ? new Date(date).toISOString() : 'no date')),
      // What stands in a description is HTML as well.
      contents: items.flatMap(item => some(item.description, item.content?.encoded)),
      required:
        [title, link, description, language, lastBuildDate].every(Boolean) &&
        items.every(item => item.title && item.guid?.isPermaLink === false && item.pubDate) &&
        // Who writes has no address here, and <author> would be one.
        !text.includes('<author>') &&
        // Markup that is none is written in hexadecimal (RSS Advisory Board).
        !/<title>[^<]*&(?!#x)/.test(text),
    }
  },
  json(text) {
    const { title, home_page_url, feed_url, items = [] } = parseJsonFeed(text)
    const { version }: { version?: string } = JSON.parse(text)
    return {
      self: feed_url,
      ids: items.map(({ id }) => id ?? ''),
      links: some(home_page_url, ...items.map(({ url }) => url)),
      dates: items.flatMap(({ date_published, date_modified }) => some(date_published, date_modified)),
      contents: items.flatMap(({ content_html }) => content_html ?? []),
      required:
        version === 'https://jsonfeed.org/version/1.1' &&
        Boolean(title) &&
        items.every(({ content_html, content_text }) => (content_html ?? content_text) !== undefined),
    }
  },
}

const isWhole = (address: string) => /^https?:\/\/[^/]|^mailto:|^tel:/.test(address)

const addressesIn = (html: string) =>
  [...html.matchAll(/ (?:href|src|poster|cite)="([^"]*)"/g)].map(([, to = '']) => to)

/** What it would not let stand: scripts, frames, styles, handlers, and attributes that it does not know. */
function dangersIn(html: string): string[] {
  const tags = [...html.matchAll(/<([a-z][\w-]*)((?: [^<>]*)?)>/g)]
  return tags.flatMap(([, tag = '', attributes = '']) => [
    ...(/^(?:script|iframe|object|embed|style|link|meta|base|svg|math)$/.test(tag) ? [`<${tag}>`] : []),
    ...[...attributes.matchAll(/ ([a-z-]+)(?==| |$)/g)].flatMap(([, name = '']) =>
      /^(?:style|role|tabindex|aria-|on)/.test(name) ? [`${tag} ${name}`] : [],
    ),
  ])
}
