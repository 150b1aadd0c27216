import { urls } from '../../../src/urls.ts'
import { ChangedText, type TextNow } from '../../components/changed-text.tsx'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface CommentTextProps {
  shell: AdminShell
  id: number
  text: string
  /** The comment's last step when this page was made. */
  seen: number
  limit: number
  error: string | null
  /** Somebody was first: who, and what the comment says now. */
  overtaken: TextNow | null
}

/** Where a moderator mends the words of a comment. */
export function CommentTextPage({ shell, id, text, seen, limit, error, overtaken }: CommentTextProps) {
  const { t } = shell
  const title = t.admin.editOf(id)
  return (
    <AdminPage shell={shell} title={error ? t.form.errorTitle(title) : title} here="queue">
      <h1>{title}</h1>
      {overtaken ? <ChangedText t={t} {...overtaken} /> : null}
      <form class="comment-form" method="post" action={urls.admin.commentText(id)}>
        <input type="hidden" name="seen" value={seen} />
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
          <a href={urls.admin.comment(id)}>{t.edit.cancel}</a>
        </p>
      </form>
    </AdminPage>
  )
}
