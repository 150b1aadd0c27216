import type { Settings } from '../settings/declared.ts'

/** What decides whether an article takes comments now. */
interface Openness {
  comments_open: boolean
  /** Null: what the site says; 0: never. */
  close_after_days: number | null
  published_at: Date | null
  /** The database's time when this was read. */
  asked_at: Date
}

const DAY_MS = 86_400_000

/** Whether an article takes comments from readers, or from who is signed in. */
export function isOpenTo(
  post: Openness,
  settings: Pick<Settings, 'close_after_days' | 'who_may_comment'>,
  isStaff: boolean,
): boolean {
  if (!post.comments_open || settings.who_may_comment === 'nobody') return false
  if (isStaff) return true
  if (settings.who_may_comment === 'staff') return false
  const days = post.close_after_days ?? settings.close_after_days
  return (
    days === 0 ||
    post.published_at === null ||
    post.asked_at.getTime() < post.published_at.getTime() + days * DAY_MS
  )
}
