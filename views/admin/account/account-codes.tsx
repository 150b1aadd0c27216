import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'

interface CodesSectionProps {
  t: Messages
  /** Since when they are on, and how many recovery codes are left; null while they are off. */
  codes: { since: Date; left: number } | null
  error: string | null
}

/** Codes of an app: the way to them, or away from them. */
export function CodesSection({ t, codes, error }: CodesSectionProps) {
  return (
    <section class="account-section" id="codes" aria-labelledby="codes-heading">
      <h2 id="codes-heading">{t.account.codes}</h2>
      <p>{t.account.codesNote}</p>
      {codes === null ? (
        <p>
          <a href={urls.admin.codes}>{t.account.codesSetUp}</a>
        </p>
      ) : (
        <>
          <p>
            <strong>{t.account.codesOn(t.date(codes.since))}</strong>
            <span class="hint">{t.account.recoveryLeft(codes.left)}</span>
          </p>
          <form class="account-form" method="post" action={urls.admin.recoveryCodes}>
            <Field
              t={t}
              id="codes-password"
              name="password"
              label={t.account.currentPassword}
              value=""
              maxlength={200}
              error={error}
              required
              type="password"
              autocomplete="current-password"
              hint={t.account.confirmHint}
            />
            <p class="form-buttons">
              <button class="quiet-button" type="submit">
                {t.account.recoveryRenew}
              </button>
              <button class="danger-button" type="submit" formaction={urls.admin.codesRemoval}>
                {t.account.codesOff}
              </button>
            </p>
          </form>
        </>
      )}
    </section>
  )
}
