import { urls } from '../../src/urls.ts'
import { Field } from '../components/field.tsx'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'

interface CommentTextProps {
  shell: AdminShell
  id: number
  text: string
  limit: number
  error: string | null
}

/** Where a moderator mends the words of a comment. */
export function CommentTextPage({ shell, id, text, limit, error }: CommentTextProps) {
  const { t } = shell
  const title = t.admin.editOf(id)
  return (
    <AdminPage shell={shell} title={error ? t.form.errorTitle(title) : title} here="queue">
      <h1>{title}</h1>
      <form class="comment-form" method="post" action={urls.admin.commentText(id)}>
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
