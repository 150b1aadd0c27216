import { raw } from 'hono/html'
import type { End } from '../../src/settings/declared.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { Pager } from '../components/pager.tsx'

export interface ThreadProps {
  t: Messages
  post: { comments_open: boolean }
  /** How many conversations there are. */
  count: number
  /** Their HTML, as `conversationView` made it, or what stands for it until the page is put together. */
  html: string
  /** Which stands first. */
  order: End
  /** Pages of older and of newer comments. */
  older: string | null
  newer: string | null
}

/** One page of conversations, and the way to the others. */
export function CommentThread({ t, post, count, html, order, ...pages }: ThreadProps) {
  const older = pages.older ? { href: pages.older, text: t.comments.older } : null
  const newer = pages.newer ? { href: pages.newer, text: t.comments.newer } : null
  const [before, after] = order === 'oldest' ? [older, newer] : [newer, older]
  const here = raw(html)
  if (count === 0 && older === null && newer === null)
    return (
      <>
        <p class="no-comments">{post.comments_open ? t.comments.none : t.comments.noneClosed}</p>
        {here}
      </>
    )
  return (
    <>
      <Pager label={before?.text ?? ''} previous={before} next={null} />
      <ol class="comment-thread">{here}</ol>
      <Pager label={t.comments.pages} previous={before} next={after} />
    </>
  )
}
