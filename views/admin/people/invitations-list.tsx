import type { Role } from '../../../src/db/account-tables.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { Named } from '../../components/named.tsx'

/** A link that nobody has used yet. */
export interface Invitation {
  id: number
  role: Role
  /** Who made it; null on the command line. */
  maker: string | null
  created_at: Date
  expires_at: Date
}

/** The links that are still good, each with the way to take it back. */
export function InvitationsList({ t, invitations }: { t: Messages; invitations: readonly Invitation[] }) {
  if (invitations.length === 0) return null
  return (
    <>
      <h3>{t.people.invitations}</h3>
      <ul class="people">
        {invitations.map(({ id, role, maker, created_at, expires_at }) => (
          <li class="person">
            <span class="person-name">
              {t.admin.roles[role]}{' '}
              <span class="hint">
                <bdi>
                  <Named
                    text={name => t.people.invitedBy(name, t.dateTime(created_at))}
                    name={maker ?? t.admin.byCommandLine}
                  />
                </bdi>
                {' · '}
                {t.people.invitedUntil(t.dateTime(expires_at))}
              </span>
            </span>
            <form class="person-form" method="post" action={urls.admin.invitationRemoval(id)}>
              <button
                class="quiet-button"
                type="submit"
                aria-label={`${t.people.takeBack}: ${t.admin.roles[role]}, ${t.dateTime(created_at)}`}
              >
                {t.people.takeBack}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}
