import type { PasswordProblem } from '../../../src/accounts/passwords.ts'
import type { Profile, ProfileProblems } from '../../../src/posts/profile.ts'
import { urls } from '../../../src/urls.ts'
import { Notice } from '../../components/notice.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import type { Desk } from '../../../src/accounts/desk.ts'
import { CodesSection } from './account-codes.tsx'
import { DeskSection } from './account-desk.tsx'
import { AddressSection, ProfileSection } from './account-profile.tsx'
import { PasswordSection } from './account-password.tsx'
import { type Session, SessionsSection } from './account-sessions.tsx'
import { NewPasskey } from './new-passkey.tsx'

/** What is wrong with what was typed, by form. */
export interface AccountErrors {
  passkey?: true
  codes?: string
  password?: string
  newPassword?: PasswordProblem
  profile?: { problems: ProfileProblems; typed: Record<keyof Profile, string> }
  picture?: string
  address?: { is: 'missing' | 'notAnEmail' | 'taken'; typed: string }
}

interface AccountProps {
  shell: AdminShell
  /** What was changed just now, as the address says it. */
  done: string | null
  errors: AccountErrors
  isFresh: boolean
  passkeys: readonly { id: number; name: string; created_at: Date; used_at: Date | null }[]
  device: string
  codes: { since: Date; left: number } | null
  limits: { least: number; most: number }
  profile: Profile & { picture: { hash: string; file: string } | null }
  profileLimits: Record<'name' | 'line' | 'links' | 'link', number>
  sessions: readonly Session[]
  current: number
  desk: Desk
}

/** Who somebody is here, and every way they come in by. */
export function AccountPage(props: AccountProps) {
  const { shell, errors, passkeys, isFresh, profile } = props
  const { t, person, assets } = shell
  const told: Partial<Record<string, string>> = t.account.done
  const failed = Object.keys(errors).length > 0
  return (
    <AdminPage
      shell={shell}
      title={failed ? t.form.errorTitle(t.account.heading) : t.account.heading}
      here="account"
      script={assets.passkeysJs}
    >
      <h1>{t.account.heading}</h1>
      {told[props.done ?? ''] && !failed ? (
        <p class="told" role="status">
          {told[props.done ?? '']}
        </p>
      ) : null}
      {errors.passkey ? (
        <Notice title={t.account.passkeyRefused} hint={t.account.passkeyRefusedHint} />
      ) : null}
      <dl class="account-who">
        <dt>{t.signIn.name}</dt>
        <dd>
          <bdi>{person.name}</bdi>
        </dd>
        <dt>{t.admin.role}</dt>
        <dd>
          {t.admin.roles[person.role]} <span class="hint">{t.admin.roleHints[person.role]}</span>
        </dd>
      </dl>
      <ProfileSection
        t={t}
        typed={errors.profile?.typed ?? { ...profile, links: profile.links.join('\n') }}
        problems={errors.profile?.problems ?? {}}
        picture={profile.picture}
        pictureError={errors.picture ?? null}
        limits={props.profileLimits}
      />
      <AddressSection t={t} typed={errors.address?.typed ?? ''} error={errors.address?.is ?? null} />
      <section class="account-section" id="passkeys" aria-labelledby="passkeys-heading">
        <h2 id="passkeys-heading">{t.account.passkeys}</h2>
        <p>{t.account.passkeysNote}</p>
        {passkeys.length > 0 ? (
          <ul class="passkeys">
            {passkeys.map(({ id, name, created_at, used_at }) => (
              <li class="passkey">
                <span class="passkey-name">
                  <bdi>{name}</bdi>
                  <span class="hint">
                    {used_at
                      ? t.account.passkeyUsed(t.date(created_at), t.dateTime(used_at))
                      : t.account.passkeyUnused(t.date(created_at))}
                  </span>
                </span>
                <form method="get" action={urls.admin.passkeyRemoval(id)}>
                  <button class="quiet-button" type="submit" aria-label={t.admin.removeOf(name)}>
                    {t.admin.remove}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        ) : null}
        <NewPasskey t={t} device={props.device} isFresh={isFresh} />
      </section>
      <CodesSection t={t} codes={props.codes} error={errors.codes ?? null} />
      <PasswordSection t={t} errors={errors} limits={props.limits} />
      <DeskSection t={t} desk={props.desk} />
      <SessionsSection t={t} sessions={props.sessions} current={props.current} />
    </AdminPage>
  )
}
