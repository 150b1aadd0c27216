import { raw } from 'hono/html'
import type { Messages } from '../../src/i18n/messages.ts'
import { commentAnchor, urls } from '../../src/urls.ts'
import { Field } from '../components/field.tsx'
import { Notice, type NoticeProps } from '../components/notice.tsx'
import { Page, type Shell } from '../layouts/page.tsx'

interface RevisionProps {
  shell: Shell
  id: number
  text: string
  limit: number
  minutes: number
  error: string | null
  notice: NoticeProps | null
  preview: string | null
}

/** Where the author of a comment changes it or takes it back. */
export function RevisionPage({ shell, id, text, limit, minutes, error, notice, preview }: RevisionProps) {
  const { t } = shell
  return (
    <Page shell={shell} title={error ? t.form.errorTitle(t.edit.heading) : t.edit.heading}>
      <div class="revision">
        <h1>{t.edit.heading}</h1>
        {notice ? <Notice {...notice} /> : <p>{t.edit.timeLeft(minutes)}</p>}
        <form class="comment-form" method="post" action={urls.revision(id)}>
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
            <button class="quiet-button" type="submit" name="preview" value="yes" formnovalidate>
              {t.form.preview}
            </button>
            <a href={urls.comment(id)}>{t.edit.cancel}</a>
          </p>
        </form>
        {preview === null ? null : (
          <section class="comment-preview" aria-labelledby="comment-preview-heading" tabindex={-1} autofocus>
            <h2 id="comment-preview-heading">{t.form.previewHeading}</h2>
            <div class="comment-text">{raw(preview)}</div>
          </section>
        )}
        <Withdrawal t={t} id={id} />
      </div>
    </Page>
  )
}

function Withdrawal({ t, id }: { t: Messages; id: number }) {
  return (
    <section class="withdrawal" id="withdrawal" aria-labelledby={`${commentAnchor(id)}-withdrawal`}>
      <h2 id={`${commentAnchor(id)}-withdrawal`}>{t.edit.withdrawHeading}</h2>
      <p>{t.edit.withdrawNote}</p>
      <form method="post" action={urls.withdrawal(id)}>
        <button class="danger-button" type="submit">
          {t.edit.withdraw}
        </button>
      </form>
    </section>
  )
}
