/** The queue's lists, as tabs. */
export const tabs = ['pending', 'approved', 'spam', 'trash', 'all'] as const

export type QueueStatus = (typeof tabs)[number]

/** Whether a word names one of the queue's lists. */
export const isQueueStatus = (text: string): text is QueueStatus => tabs.some(tab => tab === text)

/** What the queue shows, as its address says it. Empty means: not asked for. */
export interface QueueQuery {
  status: QueueStatus
  /** An article's slug. */
  post: string
  search: string
  /** A comment, whose author's others are asked for. */
  by: string
  /** Days, such as 2026-01-31. */
  since: string
  until: string
  /** The id of the comment that the page before ended with. */
  before: string
}

/** A query as the parts of an address that say something. */
export function asLink(query: Partial<QueueQuery> & { decided?: string }): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}
