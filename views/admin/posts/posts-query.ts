/** The lists of articles, in their order. */
export const postTabs = ['all', 'draft', 'published', 'scheduled', 'private', 'trash'] as const

/** What the list of articles shows, as its address says it. */
export type PostsQuery = {
  tab: (typeof postTabs)[number]
  search: string
  /** The name under which a search is kept that may be no part of an address. */
  find: string | null
  tag: string | null
  author: string | null
  language: string | null
  month: string | null
  before: number | null
}

/** What of a query an address has to say: the first list goes without saying. */
export const saying = ({ tab, ...query }: PostsQuery) => ({ tab: tab === 'all' ? null : tab, ...query })
