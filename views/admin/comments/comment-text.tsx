import { urls } from '../../../src/urls.ts'
import { ChangedText, type TextNow } from '../../components/changed-text.tsx'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import type { QueueQuery } from './queue-query.ts'

interface CommentTextProps {
  shell: AdminShell
  id: number
  text: string
  /** The comment's last step when this page was made. */
  seen: number
  /** The list that it was opened from; null: from elsewhere. */
  list: QueueQuery | null
  limit: number
  error: string | null
  /** Somebody was first: who, and what the comment says now. */
  overtaken: TextNow | null
}

/** Where a moderator mends the words of a comment; what is `data-in-place` a script takes into the list. */
export function CommentTextPage(props: CommentTextProps) {
  const { shell, id, text, seen, list, limit, error, overtaken } = props
  const { t } = shell
  const title = t.admin.editOf(id)
  return (
    <AdminPage shell={shell} title={error ? t.form.errorTitle(title) : title} here="queue">
      <h1>{title}</h1>
      <div data-in-place>
        {overtaken ? <ChangedText t={t} {...overtaken} /> : null}
        <form class="comment-form" method="post" action={urls.admin.commentText(id)}>
          <input type="hidden" name="seen" value={seen} />
          {list ? <HiddenFields query={list} /> : null}
          <Field
            t={t}
            id="comment-field-comment"
            name="comment"
            label={t.form.comment}
            value={text}
            maxlength={limit}
            error={error}
            required
            multiline
            hint={t.form.syntax}
          />
          <p class="form-buttons">
            <button class="button" type="submit">
              {t.edit.save}
            </button>
            <a href={backTo(id, list)} data-cancel>
              {t.edit.cancel}
            </a>
          </p>
        </form>
      </div>
    </AdminPage>
  )
}

/** Where a comment stands in the list that one came from. */
export const backTo = (id: number, list: QueueQuery | null): string =>
  list === null ? urls.admin.comment(id) : urls.admin.commentIn(id, list)
