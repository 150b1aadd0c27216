import type { ReadyReply } from '../../../src/moderation/ready-replies.ts'
import type { QueuedComment } from '../../../src/moderation/queue.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { Notice, type NoticeProps } from '../../components/notice.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { Named } from '../../components/named.tsx'
import { isolated } from '../../../src/i18n/direction.ts'
import { CommentText } from '../../components/comment-text.tsx'
import { backTo } from './comment-text.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import type { QueueQuery } from './queue-query.ts'

interface CommentReplyProps {
  shell: AdminShell
  comment: QueuedComment
  text: string
  approves: boolean
  /** The list that it was opened from; null: from elsewhere. */
  list: QueueQuery | null
  ready: readonly ReadyReply[]
  limit: number
  error: string | null
  /** Somebody decided on the comment first. */
  notice: NoticeProps | null
}

/** Where a moderator answers a comment without leaving the queue's side. */
export function CommentReplyPage({
  shell,
  comment,
  text,
  approves,
  list,
  ready,
  limit,
  error,
  notice,
}: CommentReplyProps) {
  const { t, person } = shell
  const name = comment.name || t.comments.anonymous
  const title = t.admin.replyTo(isolated(name))
  return (
    <AdminPage shell={shell} title={error ? t.form.errorTitle(title) : title} here="queue">
      <h1>
        <Named text={t.admin.replyTo} name={name} />
      </h1>
      <blockquote>
        <CommentText html={comment.html} language={comment.language} />
      </blockquote>
      <div data-in-place>
        {notice ? <Notice {...notice} /> : null}
        <form class="comment-form" method="post" action={urls.admin.commentReply(comment.id)}>
          <input type="hidden" name="seen" value={comment.step} />
          {list ? <HiddenFields query={list} /> : null}
          <Field
            t={t}
            id="comment-field-comment"
            name="comment"
            label={<Named text={t.admin.replyAs} name={person.name} />}
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
            <a href={backTo(comment.id, list)} data-cancel>
              {t.edit.cancel}
            </a>
          </p>
          {ready.length === 0 ? null : (
            <details class="ready-replies">
              <summary>{t.person.replies}</summary>
              <p>
                {ready.map(({ id, name }) => (
                  <button class="text-button" type="submit" name="ready" value={id} formnovalidate>
                    <bdi>{name}</bdi>
                  </button>
                ))}
              </p>
            </details>
          )}
        </form>
      </div>
    </AdminPage>
  )
}
