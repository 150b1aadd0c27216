import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface RecoveryCodesProps {
  shell: AdminShell
  codes: readonly string[]
}

/** The one time that recovery codes are shown. */
export function RecoveryCodesPage({ shell, codes }: RecoveryCodesProps) {
  const { t } = shell
  return (
    <AdminPage shell={shell} title={t.account.recovery} here="account">
      <h1>{t.account.recovery}</h1>
      <section class="account-section">
        <p>{t.account.recoveryNote}</p>
        <ul class="recovery-codes">
          {codes.map(code => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p>
          <a href={urls.admin.account()}>{t.account.recoveryKept}</a>
        </p>
      </section>
    </AdminPage>
  )
}
