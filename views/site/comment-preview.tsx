import { raw } from 'hono/html'
import type { Messages } from '../../src/i18n/messages.ts'

/** How a comment would look; always in the page, so that a script has where to put it. */
export function CommentPreview({ t, html }: { t: Messages; html: string | null }) {
  return (
    <section
      class="comment-preview"
      id="comment-preview"
      aria-labelledby="comment-preview-heading"
      tabindex={-1}
      hidden={html === null}
      autofocus={html !== null}
    >
      <h4 id="comment-preview-heading">{t.form.previewHeading}</h4>
      <p class="hint">{t.form.previewNote}</p>
      <div class="comment-text" dir="auto" lang="">
        {html === null ? null : raw(html)}
      </div>
    </section>
  )
}
