import type { Messages } from '../../src/i18n/messages.ts'
import { Notice } from '../components/notice.tsx'
import type { FormState } from './comment-form.tsx'

/** What a reader typed where it can't be posted, so that it can be copied. Nothing when nothing was typed. */
export function RefusedText({ t, state }: { t: Messages; state: Pick<FormState, 'notice' | 'typed'> }) {
  if (state.notice === null) return null
  return (
    <div class="refused-text">
      <Notice {...state.notice} />
      <div class="field">
        <label for="refused-text">{t.refusals.yourText}</label>
        <textarea id="refused-text" readonly rows={7} dir="auto">
          {`\n${state.typed.comment}`}
        </textarea>
      </div>
    </div>
  )
}
