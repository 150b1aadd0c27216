import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { PasskeyForm } from '../../components/passkey-form.tsx'

interface NewPasskeyProps {
  t: Messages
  /** What a person would call the device in front of them; empty if that is not known. */
  device: string
  /** Whether they came in just now, so that the password need not be typed again. */
  isFresh: boolean
  returnTo?: string
}

/** The way to add a passkey, and what is said where there is none. */
export function NewPasskey({ t, device, isFresh, returnTo }: NewPasskeyProps) {
  return (
    <>
      <p class="hint" data-no-passkeys>
        {t.account.passkeysUnknown}
      </p>
      <PasskeyForm
        t={t}
        method="create"
        action={urls.admin.passkeys}
        challenge={urls.admin.passkeyChallenge}
        submit={t.account.passkeyAdd}
        {...(returnTo === undefined ? {} : { returnTo })}
      >
        <Field
          t={t}
          id="passkey-name"
          name="name"
          label={t.account.passkeyName}
          value={device}
          maxlength={100}
          error={null}
          hint={t.account.passkeyNameHint}
        />
        {isFresh ? null : (
          <Field
            t={t}
            id="passkey-password"
            name="password"
            label={t.account.currentPassword}
            value=""
            maxlength={200}
            error={null}
            required
            type="password"
            autocomplete="current-password"
            hint={t.account.confirmHint}
          />
        )}
      </PasskeyForm>
    </>
  )
}
