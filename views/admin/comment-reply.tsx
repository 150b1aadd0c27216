import { raw } from 'hono/html'
import type { QueuedComment } from '../../src/comments/queue.ts'
import { urls } from '../../src/urls.ts'
import { Field } from '../components/field.tsx'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'

interface CommentReplyProps {
  shell: AdminShell
  comment: QueuedComment
  text: string
  approves: boolean
  formKey: string
  limit: number
  error: string | null
}

/** Where a moderator answers a comment without leaving the queue's side. */
export function CommentReplyPage({
  shell,
  comment,
  text,
  approves,
  formKey,
  limit,
  error,
}: CommentReplyProps) {
  const { t, person } = shell
  const title = t.admin.replyTo(comment.name || t.comments.anonymous)
  return (
    <AdminPage shell={shell} title={error ? t.form.errorTitle(title) : title} here="queue">
      <h1>{title}</h1>
      <blockquote class="comment-text" lang={comment.language}>
        {raw(comment.html)}
      </blockquote>
      <form class="comment-form" method="post" action={urls.admin.commentReply(comment.id)}>
        <input type="hidden" name="form_key" value={formKey} />
        <Field
          t={t}
          id="comment-field-comment"
          name="comment"
          label={t.admin.replyAs(person.name)}
          value={text}
          maxlength={limit}
          error={error}
          required
          multiline
          hint={t.form.syntax}
        />
        {comment.status === 'approved' ? null : (
          <p class="setting-switch">
            <input type="checkbox" id="reply-approve" name="approve" value="yes" checked={approves} />
            <label for="reply-approve">{t.admin.replyApproves}</label>
          </p>
        )}
        <p class="form-buttons">
          <button class="button" type="submit">
            {t.comments.reply}
          </button>
          <a href={urls.admin.comment(comment.id)}>{t.edit.cancel}</a>
        </p>
      </form>
    </AdminPage>
  )
}
