/** A comment as a page shows it. */
export interface ShownComment {
  id: number
  thread_id: number
  parent_id: number | null
  path: number[]
  /** Sorts conversations; see order.ts. */
  place: Buffer
  name: string
  website: string | null
  html: string
  language: string
  avatar: string
  created_at: Date
  edited_at: Date | null
  is_staff: boolean
  /** The last step of its log: what a decision about it has seen. */
  step: number
  /** Shown to its author alone. */
  pending: boolean
}

/** What a page needs of a comment. */
export const shownColumns = [
  ...(['id', 'thread_id', 'parent_id', 'path', 'place', 'name', 'website', 'html'] as const),
  ...(['language', 'avatar', 'created_at', 'edited_at', 'is_staff', 'step'] as const),
]

/** The comment that a page begins with. */
export type Beginning = Pick<ShownComment, 'id' | 'place'>
