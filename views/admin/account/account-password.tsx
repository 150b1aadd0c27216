import type { PasswordProblem } from '../../../src/accounts/passwords.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { passwordError } from '../../sign-in/password-error.ts'

interface PasswordSectionProps {
  t: Messages
  errors: { password?: string; newPassword?: PasswordProblem }
  limits: { least: number; most: number }
}

/** Where somebody changes their password. */
export function PasswordSection({ t, errors, limits }: PasswordSectionProps) {
  return (
    <section class="account-section" id="password" aria-labelledby="password-heading">
      <h2 id="password-heading">{t.signIn.password}</h2>
      <p>{t.account.passwordNote}</p>
      <form class="account-form" method="post" action={urls.admin.password}>
        <Field
          t={t}
          id="current-password"
          name="password"
          label={t.account.currentPassword}
          value=""
          maxlength={limits.most}
          error={errors.password ?? null}
          required
          type="password"
          autocomplete="current-password"
        />
        <Field
          t={t}
          id="new-password"
          name="new-password"
          label={t.signIn.newPassword}
          value=""
          maxlength={limits.most}
          error={passwordError(t, errors.newPassword, limits)}
          required
          type="password"
          autocomplete="new-password"
          hint={t.signIn.passwordHint(limits.least)}
        />
        <p class="form-buttons">
          <button class="quiet-button" type="submit">
            {t.account.passwordChange}
          </button>
        </p>
      </form>
    </section>
  )
}
