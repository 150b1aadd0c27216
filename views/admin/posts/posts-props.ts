import type { AdminPost, FilterChoices } from '../../../src/posts/list.ts'
import type { Thrown } from '../../../src/posts/trash.ts'
import type { AdminShell } from '../../layouts/admin.tsx'
import type { PostsQuery } from './posts-query.ts'

/** What the last step did. */
export type PostsTold =
  | {
      changed: number
      /** How many were left as they are: somebody changed them since the page was made. */
      left: number
      thrown: readonly Thrown[]
    }
  | { problem: 'nothing' | 'tag' }
  | null

export interface PostsProps {
  shell: AdminShell
  query: PostsQuery
  words: string
  posts: readonly AdminPost[]
  next: number | null
  counts: Readonly<Record<PostsQuery['tab'], number>>
  choices: FilterChoices
  /** Whether this person writes at all. */
  mayWrite: boolean
  /** Days until comments close where an article says nothing; 0: never. */
  siteDays: number
  mostDays: number
  trashDays: number
  told: PostsTold
  /** The article whose openness was just changed. */
  saved: number | null
  /** Days that were typed for an article and are none. */
  wrong: { id: number; days: string } | null
}
