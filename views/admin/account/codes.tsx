import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

/** What is wrong with what was typed, in words. */
export interface CodeErrors {
  code?: string
  password?: string
}

interface CodesProps {
  shell: AdminShell
  /** In Base32, to be typed where no camera is. */
  secret: string
  /** The same for the form to bring back. */
  sealed: string
  /** The QR code by rows, the quiet edge with it; true is dark. */
  squares: readonly (readonly boolean[])[]
  isFresh: boolean
  errors: CodeErrors
}

/** Where an app is given the secret that its codes are made of. */
export function CodesPage({ shell, secret, sealed, squares, isFresh, errors }: CodesProps) {
  const { t } = shell
  const title = t.account.codesSetUp
  const failed = Object.keys(errors).length > 0
  return (
    <AdminPage shell={shell} title={failed ? t.form.errorTitle(title) : title} here="account">
      <h1>{title}</h1>
      <section class="account-section codes-set-up">
        <p>{t.account.codesScan}</p>
        <QrCode label={t.account.qrCode} squares={squares} />
        <p>
          {t.account.codesSecret} <code class="code-secret">{secret.replace(/.{4}(?=.)/g, '$& ')}</code>
        </p>
        <form class="account-form" method="post" action={urls.admin.codes}>
          <input type="hidden" name="secret" value={sealed} />
          <Field
            t={t}
            id="code"
            name="code"
            label={t.account.code}
            value=""
            maxlength={20}
            error={errors.code ?? null}
            required
            autocomplete="one-time-code"
            inputmode="numeric"
            hint={t.account.codeHint}
          />
          {isFresh ? null : (
            <Field
              t={t}
              id="codes-password"
              name="password"
              label={t.account.currentPassword}
              value=""
              maxlength={200}
              error={errors.password ?? null}
              required
              type="password"
              autocomplete="current-password"
              hint={t.account.confirmHint}
            />
          )}
          <p class="form-buttons">
            <button class="button" type="submit">
              {t.account.codesTurnOn}
            </button>
            <a href={urls.admin.account()}>{t.account.cancel}</a>
          </p>
        </form>
      </section>
    </AdminPage>
  )
}

interface QrCodeProps {
  label: string
  squares: readonly (readonly boolean[])[]
}

/** Dark on light in either theme: many cameras read nothing else. */
function QrCode({ label, squares }: QrCodeProps) {
  const size = squares.length
  const path = squares
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  )
}
