import type { NoticeProps } from '../components/notice.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'
import { CommentForm, type FormState } from './comment-form.tsx'
import { RefusedText } from './refused-text.tsx'

interface UnpostedProps {
  shell: Shell
  slug: string
  form: FormState & { notice: NoticeProps }
  /** Whether posting again may succeed. */
  canRetry: boolean
}

/** A comment that could not be posted, without the article it was for: the text is kept, and can be sent again. */
export function UnpostedPage({ shell, slug, form, canRetry }: UnpostedProps) {
  return (
    <Page shell={shell} title={form.notice.title} scripts>
      <div class="problem">
        <h1>{form.notice.title}</h1>
        {canRetry ? (
          <CommentForm t={shell.t} slug={slug} state={form} />
        ) : (
          <RefusedText t={shell.t} state={form} />
        )}
      </div>
    </Page>
  )
}
