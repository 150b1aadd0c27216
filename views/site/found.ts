import type { FoundComment } from '../../src/comments/found.ts'
import type { FoundPost } from '../../src/posts/found.ts'
import type { Named } from '../../src/posts/read.ts'
import type { Part } from '../../src/text/found-words.ts'

/** What somebody looks for, and how they want to see it. */
export interface Search {
  q: string
  kind: 'all' | 'articles' | 'comments'
  order: 'relevance' | 'date'
  /** Null: under all. */
  tag: Named | null
  /** Counts from 1. */
  page: number
}

/** What was found. */
export interface Results {
  /** What was looked for instead, because nothing has what was typed. */
  meant: string | null
  counts: Record<Search['kind'], number>
  /** As many of a kind were looked at, if there may be more. */
  most: number | null
  items: FoundItem[]
  hasMore: boolean
  /** Tags that the articles have. */
  tags: Named[]
}

export type FoundItem =
  | ({ kind: 'article'; heading: Part[]; snippet: Part[] } & Omit<FoundPost, 'html'>)
  | ({ kind: 'comment'; snippet: Part[] } & Omit<FoundComment, 'html'>)
