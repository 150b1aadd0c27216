import type { AuditEntry } from '../../../src/accounts/audit-log.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { Pager } from '../../components/pager.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface AuditProps {
  shell: AdminShell
  entries: readonly AuditEntry[]
  next: number | null
}

/** What happened to accounts, settings and personal data: who, what, when. */
export function AuditPage({ shell, entries, next }: AuditProps) {
  const { t } = shell
  const kinds: Partial<Record<string, string>> = {
    'command line': t.admin.byCommandLine,
    stranger: t.people.stranger,
    rule: t.admin.byRule,
  }
  const events: Partial<Record<string, string>> = t.admin.auditEvents
  return (
    <AdminPage shell={shell} title={t.admin.audit} here="people">
      <h1>{t.admin.audit}</h1>
      <ol class="log">
        {entries.map(({ at, actor, event, subject, network }) => (
          <li class="log-step">
            <time datetime={at.toISOString()}>{t.dateTime(at)}</time>{' '}
            <span class="log-actor">
              <bdi>{kinds[actor] ?? actor}</bdi>
            </span>{' '}
            <span class="log-change">{events[event] ?? event}</span> <bdi>{inWords(t, event, subject)}</bdi>
            {network === null ? null : <span class="hint"> {t.people.network(network)}</span>}
          </li>
        ))}
      </ol>
      <Pager
        label={t.admin.audit}
        previous={null}
        next={next === null ? null : { href: urls.admin.audit(next), text: t.admin.olderSteps }}
      />
    </AdminPage>
  )
}

/**
 * What an event is about, in the words of who reads it: how many comments came into which states, and which setting was
 * changed, as its form calls it. One that there is no more has its name.
 */
function inWords(t: Messages, event: string, subject: string): string {
  if (event === 'setting changed') return subject.replace(/^\w+(?=:)/, name => settingLabel(t, name))
  if (event !== 'waiting judged again') return subject
  const names: Partial<Record<string, string>> = t.admin.statuses
  return subject.replace(/[a-z]+/g, state => names[state] ?? state)
}

function settingLabel(t: Messages, name: string): string {
  const about: Partial<Record<string, { label: string }>> = t.settings.about
  return Object.hasOwn(about, name) ? (about[name]?.label ?? name) : name
}
