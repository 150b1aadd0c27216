import type { CommentNode } from '../../src/comments/tree.ts'
import type { OwnComment } from '../../src/comments/own.ts'
import type { End } from '../../src/db/tables.ts'
import type { ShownComment } from '../../src/comments/thread.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { urls } from '../../src/urls.ts'
import { Pager } from '../components/pager.tsx'
import { Comment } from './comment.tsx'
import type { FormState } from './comment-form.tsx'
import type { Moderation } from './comment-moderation.tsx'

/** A comment that anyone sees, or one that its author sees and may still change. */
export type ViewedComment = ShownComment & Partial<Pick<OwnComment, 'editable'>>

export interface ThreadProps {
  t: Messages
  post: { slug: string; comments_open: boolean; comment_count: number }
  threads: CommentNode<ViewedComment>[]
  /** Threads with more replies than are shown, and how many comments they have. */
  longer: ReadonlyMap<number, number>
  /** Replies of a thread that are shown. */
  repliesShown: number
  /** Which thread stands first. */
  order: End
  /** Pages of older and of newer comments. */
  older: string | null
  newer: string | null
  form: FormState | null
  /** Null for readers. */
  moderation: Moderation | null
}

/** The conversation: one page of threads, and the way to the others. */
export function CommentThread(props: ThreadProps) {
  const { t, post, threads, longer, repliesShown, form, moderation } = props
  const older = props.older ? { href: props.older, text: t.comments.older } : null
  const newer = props.newer ? { href: props.newer, text: t.comments.newer } : null
  const [before, after] = props.order === 'oldest' ? [older, newer] : [newer, older]
  if (threads.length === 0 && older === null && newer === null)
    return <p class="no-comments">{post.comments_open ? t.comments.none : t.comments.noneClosed}</p>
  return (
    <>
      <Pager label={before?.text ?? ''} previous={before} next={null} />
      <ol class="comment-thread">
        {threads.map(node => (
          <Comment t={t} post={post} node={node} form={form} moderation={moderation}>
            <MoreReplies
              t={t}
              post={post}
              thread={node.id}
              hidden={(longer.get(node.id) ?? 0) - repliesShown - 1}
            />
          </Comment>
        ))}
      </ol>
      <Pager label={t.comments.pages} previous={before} next={after} />
    </>
  )
}

interface MoreRepliesProps extends Pick<ThreadProps, 't' | 'post'> {
  thread: number
  hidden: number
}

function MoreReplies({ t, post, thread, hidden }: MoreRepliesProps) {
  if (hidden <= 0) return null
  return (
    <p class="more-replies">
      <a href={urls.thread(post.slug, thread)}>{t.comments.moreReplies(hidden)}</a>
    </p>
  )
}
