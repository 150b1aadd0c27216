import type { Messages } from '../../../src/i18n/messages.ts'
import { Setting } from './setting.tsx'

/** Whether a key is kept, and what is wrong with what was typed. */
export interface AkismetKey {
  isKept: boolean
  error: 'missing' | 'malformed' | null
}

/** The key for Akismet: it is typed, and never shown again. */
export function AkismetKeyField({ t, akismet }: { t: Messages; akismet: AkismetKey }) {
  const words = t.akismet
  const error = akismet.error === null ? null : words[akismet.error]
  return (
    <>
      <Setting
        name="akismet_key"
        label={words.key}
        help={akismet.isKept ? words.keyKept : words.keyHelp}
        error={error}
      >
        {attributes => (
          <input
            {...attributes}
            class="line-input"
            type="password"
            maxlength={100}
            autocomplete="new-password"
            spellcheck={false}
          />
        )}
      </Setting>
      {akismet.isKept ? (
        <p class="setting-switch">
          <input type="checkbox" id="setting-akismet_forget" name="akismet_forget" value="yes" />
          <label for="setting-akismet_forget">{words.forget}</label>
        </p>
      ) : null}
    </>
  )
}
