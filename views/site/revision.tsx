import type { Messages } from '../../src/i18n/messages.ts'
import { commentAnchor, urls } from '../../src/urls.ts'
import { ChangedText, type TextNow } from '../components/changed-text.tsx'
import { Field } from '../components/field.tsx'
import { Notice, type NoticeProps } from '../components/notice.tsx'
import { CommentText } from '../components/comment-text.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

interface RevisionProps {
  shell: Shell
  id: number
  text: string
  /** The fingerprint of the words that this form began from. */
  seen: string
  /** How long it can still be changed. */
  minutes: number
  error: string | null
  notice: NoticeProps | null
  /** Somebody changed the comment first. */
  overtaken: TextNow | null
  preview: string | null
}

/** Where the author of a comment changes it or takes it back. */
export function RevisionPage(props: RevisionProps) {
  const { shell, id, text, seen, minutes, error, notice, overtaken, preview } = props
  const { t } = shell
  return (
    <Page shell={shell} title={error ? t.form.errorTitle(t.edit.heading) : t.edit.heading}>
      <div class="revision">
        <h1>{t.edit.heading}</h1>
        {notice ? <Notice {...notice} /> : null}
        {minutes > 0 ? <p>{t.edit.timeLeft(minutes)}</p> : null}
        {overtaken ? <ChangedText t={t} {...overtaken} /> : null}
        <form class="comment-form" method="post" action={urls.revision(id)}>
          <input type="hidden" name="seen" value={seen} />
          <Field
            t={t}
            id="comment-field-comment"
            name="comment"
            label={t.form.comment}
            value={text}
            maxlength={null}
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
            <CommentText html={preview} language="" />
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
