import type { QueuedComment } from '../../../src/moderation/queue.ts'
import { urls } from '../../../src/urls.ts'
import { Notice, type NoticeProps } from '../../components/notice.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { Named } from '../../components/named.tsx'
import { CommentText } from '../../components/comment-text.tsx'

interface CommentErasureProps {
  shell: AdminShell
  comment: QueuedComment
  /** Why it was not deleted when that was asked for. */
  notice: NoticeProps | null
}

/** Asks before a comment is deleted for good. */
export function CommentErasurePage({ shell, comment, notice }: CommentErasureProps) {
  const { t } = shell
  return (
    <AdminPage shell={shell} title={t.admin.erase} here="queue">
      <h1>
        <Named text={t.admin.eraseOf} name={comment.name || t.comments.anonymous} />
      </h1>
      {notice ? <Notice {...notice} /> : null}
      <blockquote>
        <CommentText html={comment.html} language={comment.language} />
      </blockquote>
      <p>{t.admin.eraseNote}</p>
      <form method="post" action={urls.admin.commentErasure(comment.id)}>
        <input type="hidden" name="seen" value={comment.step} />
        <p class="form-buttons">
          <button class="danger-button" type="submit">
            {t.admin.erase}
          </button>
          <a href={urls.admin.comment(comment.id)}>{t.edit.cancel}</a>
        </p>
      </form>
    </AdminPage>
  )
}
