import { raw } from 'hono/html'
import type { QueuedComment } from '../../src/comments/queue.ts'
import { urls } from '../../src/urls.ts'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'

/** Asks before a comment is deleted for good. */
export function CommentErasurePage({ shell, comment }: { shell: AdminShell; comment: QueuedComment }) {
  const { t } = shell
  return (
    <AdminPage shell={shell} title={t.admin.erase} here="queue">
      <h1>{t.admin.eraseOf(comment.name || t.comments.anonymous)}</h1>
      <blockquote class="comment-text" lang={comment.language}>
        {raw(comment.html)}
      </blockquote>
      <p>{t.admin.eraseNote}</p>
      <form method="post" action={urls.admin.commentErasure(comment.id)}>
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
