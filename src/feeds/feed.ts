/** What a feed says, whatever its format; every address is absolute. */
export interface Feed {
  title: string
  description: string
  /** BCP 47. */
  language: string
  /** The page that shows the same. */
  page: string
  /** The feed's own address in each format. */
  addresses: Record<FeedFormat, string>
  entries: FeedEntry[]
}

/** An article or a comment in a feed. */
export interface FeedEntry {
  /** An address that stays when the article gets another. */
  id: string
  page: string
  /** Where it stood first, if that is elsewhere. */
  canonical: string | null
  title: string
  language: string
  authors: { name: string; page: string | null }[]
  published: Date
  updated: Date
  /** Plain text. */
  summary: string
  /** Sanitised HTML with absolute addresses; null gives the summary alone. */
  html: string | null
  tags: string[]
  /** At the head of an article: the whole address of a JPEG, and what it shows. */
  picture: { address: string; alt: string } | null
  /** The conversation under an article. */
  conversation: { count: number; page: string; feed: string } | null
  /** What a comment answers: an article, or a comment before it. */
  answers: { id: string; page: string } | null
}

export const feedFormats = ['atom', 'rss', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

/** When a feed last changed; one with nothing in it never has: a day that nobody takes for a clock that is wrong. */
export const updatedOf = ({ entries }: Feed): Date =>
  new Date(Math.max(long, ...entries.map(({ updated }) => updated.getTime())))

const long = Date.UTC(2000, 0, 1)

/**
 * What a feed is sent as. Not as the type of its own that each of the two has in XML: a browser that doesn't know it
 * would save the file instead of showing it.
 */
export const feedType = (format: FeedFormat): string =>
  format === 'json' ? 'application/feed+json; charset=utf-8' : 'application/xml; charset=utf-8'
