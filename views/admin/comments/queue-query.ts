/** The queue's lists, as tabs. */
export const tabs = ['pending', 'likely', 'reported', 'approved', 'spam', 'trash', 'all'] as const

export type QueueStatus = (typeof tabs)[number]

/** The state that the comments of a list are in; null for whatever state. */
export function statusOf(list: QueueStatus): Exclude<QueueStatus, 'likely' | 'reported' | 'all'> | null {
  if (list === 'all') return null
  if (list === 'likely') return 'pending'
  return list === 'reported' ? 'approved' : list
}

/** What the queue shows, as its address says it. Null or empty: not asked for. */
export type QueueQuery = {
  status: QueueStatus
  /** An article's slug. */
  post: string | null
  /** Words; what may be an address is not said here. */
  search: string
  /** The name under which such a search is kept. */
  find: string | null
  /** A comment, whose author's others are asked for. */
  by: number | null
  /** A comment; those from where it came are asked for. */
  near: number | null
  /** Days, such as 2026-01-31. */
  since: string | null
  until: string | null
  /** The comment that the page before ended with. */
  before: number | null
}

/** The list of all comments, with nothing looked for. */
export const everyComment: QueueQuery = {
  status: 'all',
  post: null,
  search: '',
  find: null,
  by: null,
  near: null,
  since: null,
  until: null,
  before: null,
}
