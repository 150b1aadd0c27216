import type { ReportReason } from '../../src/db/report-tables.ts'
import { urls } from '../../src/urls.ts'
import { Named } from '../components/named.tsx'
import { Notice, type NoticeProps } from '../components/notice.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

interface ReportProps {
  shell: Shell
  comment: { id: number; name: string; quote: string }
  reasons: readonly ReportReason[]
  notice: NoticeProps | null
}

/** Where a reader says what is wrong with a comment. */
export function ReportPage({ shell, comment, reasons, notice }: ReportProps) {
  const { t } = shell
  return (
    <Page shell={shell} title={t.reports.heading}>
      <div class="revision report">
        <h1>{t.reports.heading}</h1>
        {notice ? <Notice {...notice} /> : null}
        <p>
          <Named text={t.reports.of} name={comment.name || t.comments.anonymous} />
        </p>
        <blockquote class="reply-quote" dir="auto">
          {comment.quote}
        </blockquote>
        <form class="comment-form" method="post" action={urls.report(comment.id)}>
          <fieldset class="report-reasons">
            <legend>{t.reports.why}</legend>
            {reasons.map(reason => (
              <p>
                <input type="radio" id={`reason-${reason}`} name="reason" value={reason} required />{' '}
                <label for={`reason-${reason}`}>{t.reports.reasons[reason]}</label>
              </p>
            ))}
          </fieldset>
          <p class="hint">{t.reports.note}</p>
          <p class="form-buttons">
            <button class="button" type="submit">
              {t.reports.send}
            </button>
            <a href={urls.comment(comment.id)}>{t.edit.cancel}</a>
          </p>
        </form>
      </div>
    </Page>
  )
}
