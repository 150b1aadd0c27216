import type { Messages } from '../../src/i18n/messages.ts'
import { commentAnchor, urls } from '../../src/urls.ts'
import { actionsOf } from '../components/decision-actions.ts'
import { MarkButtons } from '../components/mark-buttons.tsx'
import type { Marks, ViewedComment } from './viewed-comment.ts'

/** For somebody who may decide on the comments of a page. */
export interface Moderation {
  /** The page itself. */
  returnTo: string
}

interface CommentModerationProps extends Moderation {
  t: Messages
  comment: ViewedComment
  /** What was done with its conversation; null for a comment in the midst of one. */
  marks: Marks | null
}

/** What a moderator can do with a comment where it stands. */
export function CommentModeration({ t, comment, marks, returnTo }: CommentModerationProps) {
  const name = comment.name || t.comments.anonymous
  return (
    <form class="comment-moderation" method="post" action={urls.admin.decisions}>
      <input type="hidden" name="return" value={`${returnTo}#${commentAnchor(comment.id)}`} />
      {actionsOf(comment.pending ? 'pending' : 'approved').map(({ to, word }) => (
        <button
          class="action-button"
          type="submit"
          name="one"
          value={`${to} ${comment.id} ${comment.step}`}
          aria-label={t.admin.actionOn(t.admin.actions[word], name)}
        >
          {t.admin.actions[word]}
        </button>
      ))}
      {marks && !comment.pending ? (
        <MarkButtons t={t} {...comment} isFirst={comment.thread_id === comment.id} {...marks} />
      ) : null}
      <a href={urls.admin.comment(comment.id)}>{t.admin.heading}</a>
    </form>
  )
}
