import type { Child } from 'hono/jsx'
import type { Messages } from '../../src/i18n/messages.ts'

interface UploadFormProps {
  t: Messages
  /** Where a file goes as a whole, without scripts. */
  action: string
  /** Where scripts send it in parts. */
  uploads: string
  label: string
  button: string
  /** What is said while the server is at what has come. */
  making: string
  problem: string | null
  /** What may be chosen. */
  children: Child
}

/** Where a file is chosen, dropped or sent; `public/js/uploads.js` sends it in parts. One on a page. */
export function UploadForm({
  t,
  action,
  uploads,
  label,
  button,
  making,
  problem,
  children,
}: UploadFormProps) {
  const { media } = t
  return (
    <form
      class="upload"
      id="upload"
      method="post"
      action={action}
      enctype="multipart/form-data"
      data-uploads={uploads}
      data-uploading={media.uploading}
      data-making={making}
      data-waiting={media.waiting}
      data-cancel={media.cancel}
      data-failed={t.problems.unavailable}
    >
      <div class="field">
        <label for="upload-file">{label}</label>
        {problem ? (
          <p class="field-error" id="upload-error">
            {problem}
          </p>
        ) : null}
        <input
          type="file"
          id="upload-file"
          name="file"
          required
          autofocus={problem !== null}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? 'upload-error upload-hint' : 'upload-hint'}
        />
        <p class="hint" id="upload-hint">
          {children}{' '}
          <span class="upload-drop" hidden>
            {media.drop}
          </span>
        </p>
      </div>
      <button class="button" type="submit">
        {button}
      </button>
      <div class="upload-list" role="status"></div>
    </form>
  )
}
