import { urls } from '../../src/urls.ts'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'

interface SessionsProps {
  shell: AdminShell
  sessions: readonly { id: number; device: string | null; created_at: Date; seen_at: Date }[]
  /** The one this page was asked for with. */
  current: number
}

/** Where somebody is signed in, and the way to end that. */
export function SessionsPage({ shell, sessions, current }: SessionsProps) {
  const { t, person } = shell
  return (
    <AdminPage shell={shell} title={t.admin.sessions} here="sessions">
      <h1>{person.name}</h1>
      <p>
        {t.admin.roles[person.role]}: {t.admin.roleHints[person.role]}
      </p>
      <h2>{t.admin.sessions}</h2>
      <ul class="sessions">
        {sessions.map(({ id, device, seen_at }) => (
          <li class="session">
            <span class="session-agent">{device ?? t.admin.unknownBrowser}</span>{' '}
            <span class="hint">{t.admin.lastSeen(t.dateTime(seen_at))}</span>{' '}
            {id === current ? (
              <strong>{t.admin.thisSession}</strong>
            ) : (
              <form method="post" action={urls.admin.sessionEnd(id)}>
                <button class="quiet-button" type="submit">
                  {t.admin.endSession}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <form method="post" action={urls.admin.otherSessionsEnd}>
          <button class="quiet-button" type="submit">
            {t.admin.endOthers}
          </button>
        </form>
      ) : null}
    </AdminPage>
  )
}
