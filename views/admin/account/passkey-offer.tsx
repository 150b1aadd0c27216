import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { NewPasskey } from './new-passkey.tsx'
import { Named } from '../../components/named.tsx'

interface PasskeyOfferProps {
  shell: AdminShell
  device: string
  isFresh: boolean
}

/** What somebody with a new account sees first: a better way in than the password they have just typed. */
export function PasskeyOfferPage({ shell, device, isFresh }: PasskeyOfferProps) {
  const { t, person, assets } = shell
  return (
    <AdminPage shell={shell} title={t.account.offer} here="account" script={assets.passkeysJs}>
      <h1>
        <Named text={t.account.welcome} name={person.name} />
      </h1>
      <section class="account-section">
        <h2>{t.account.offer}</h2>
        <p>{t.account.offerNote}</p>
        <NewPasskey t={t} device={device} isFresh={isFresh} returnTo={urls.admin.home} />
        <p class="account-later">
          <a href={urls.admin.home}>{t.account.notNow}</a>
        </p>
        <p class="hint">{t.account.offerLater}</p>
      </section>
    </AdminPage>
  )
}
