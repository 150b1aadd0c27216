import type { AccountErrors } from '../../src/sign-in/account-form.ts'
import type { Role } from '../../src/db/account-tables.ts'
import { urls } from '../../src/urls.ts'
import { Field } from '../components/field.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'
import { passwordError } from './password-error.ts'

interface InvitationProps {
  shell: Shell
  token: string
  role: Role
  typed: { name: string; email: string }
  errors: AccountErrors
  limits: { name: number; email: number; passwordLeast: number; password: number }
}

/** Where somebody who was invited makes their account. */
export function InvitationPage({ shell, token, role, typed, errors, limits }: InvitationProps) {
  const { t } = shell
  const words = t.signIn.errors
  const failed = Object.keys(errors).length > 0
  return (
    <Page shell={shell} title={failed ? t.form.errorTitle(t.signIn.welcome) : t.signIn.welcome}>
      <div class="sign-in">
        <h1>{t.signIn.welcome}</h1>
        <p>{t.signIn.welcomeNote(t.admin.roles[role])}</p>
        <form class="sign-in-form" method="post" action={urls.invitation(token)}>
          <Field
            t={t}
            id="account-name"
            name="name"
            label={t.signIn.name}
            value={typed.name}
            maxlength={limits.name}
            error={
              errors.name === undefined
                ? null
                : errors.name === 'tooLong'
                  ? words.name.tooLong(limits.name)
                  : words.name.missing
            }
            required
            autocomplete="name"
            hint={t.signIn.nameHint}
          />
          <Field
            t={t}
            id="account-email"
            name="email"
            label={t.signIn.email}
            value={typed.email}
            maxlength={limits.email}
            error={errors.email === undefined ? null : words.email[errors.email]}
            required
            type="email"
            autocomplete="username"
          />
          <Field
            t={t}
            id="account-password"
            name="password"
            label={t.signIn.newPassword}
            value=""
            maxlength={limits.password}
            error={passwordError(t, errors.password, { least: limits.passwordLeast, most: limits.password })}
            required
            type="password"
            autocomplete="new-password"
            hint={t.signIn.passwordHint(limits.passwordLeast)}
          />
          <p class="form-buttons">
            <button class="button" type="submit">
              {t.signIn.create}
            </button>
          </p>
        </form>
      </div>
    </Page>
  )
}
