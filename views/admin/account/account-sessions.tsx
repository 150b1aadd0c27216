import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'

/** Where somebody is signed in. */
export interface Session {
  id: number
  /** The User-Agent header, whole. */
  device: string | null
  /** What a person would call it. */
  name: string | null
  seen_at: Date
}

interface SessionsSectionProps {
  t: Messages
  sessions: readonly Session[]
  /** The one this page was asked for with. */
  current: number
}

/** Where somebody is signed in, and the way to end that. */
export function SessionsSection({ t, sessions, current }: SessionsSectionProps) {
  return (
    <section class="account-section" id="sessions" aria-labelledby="sessions-heading">
      <h2 id="sessions-heading">{t.admin.sessions}</h2>
      <ul class="sessions">
        {sessions.map(({ id, device, name, seen_at }) => {
          const agent = name ?? device ?? t.admin.unknownBrowser
          return (
            <li class="session">
              <span class="session-agent">
                <span title={device ?? undefined}>{agent}</span>
                <span class="hint">{t.admin.lastSeen(t.dateTime(seen_at))}</span>
              </span>
              {id === current ? (
                <strong>{t.admin.thisSession}</strong>
              ) : (
                <form method="post" action={urls.admin.sessionEnd(id)}>
                  <button class="quiet-button" type="submit" aria-label={`${t.admin.endSession}: ${agent}`}>
                    {t.admin.endSession}
                  </button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 ? (
        <form method="post" action={urls.admin.otherSessionsEnd}>
          <p class="form-buttons">
            <button class="quiet-button" type="submit">
              {t.admin.endOthers}
            </button>
          </p>
        </form>
      ) : null}
    </section>
  )
}
