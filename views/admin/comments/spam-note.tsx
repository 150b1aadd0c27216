import type { TabCounts } from '../../../src/moderation/counts.ts'
import type { Horizon } from '../../../src/moderation/horizon.ts'
import { urls } from '../../../src/urls.ts'
import type { AdminShell } from '../../layouts/admin.tsx'
import type { QueueQuery } from './queue-query.ts'

interface SpamNoteProps {
  shell: AdminShell
  query: QueueQuery
  counts: TabCounts
  /** How many comments the list has; null: more than were counted. */
  matching: number | null
  horizon: Horizon
}

/** What becomes of the list that one sees, where it is of spam: cleared in one step, or emptied by itself. */
export function SpamNote({ shell, query, counts, matching, horizon }: SpamNoteProps) {
  const { t, rights } = shell
  const isForAll = rights.includes('moderate all')
  const learned = isForAll ? <a href={urls.admin.learned()}>{t.spam.link}</a> : null
  if (query.status === 'likely' && (counts.likely ?? 0) > 0)
    return (
      <form class="spam-note" method="post" action={urls.admin.decisions}>
        {Object.entries({ ...query, before: null, ...horizon, every: 'yes' }).map(([name, value]) =>
          value === null || value === '' ? null : <input type="hidden" name={name} value={value} />,
        )}
        <button class="quiet-button" type="submit" name="to" value="spam">
          {t.spam.clear(matching ?? counts.likely ?? 0)}
        </button>
        <span class="hint">
          {t.spam.clearNote} {learned}
        </span>
      </form>
    )
  if (query.status !== 'spam') return null
  return (
    <p class="spam-note hint">
      {t.spam.keptNote}{' '}
      {isForAll && (counts.spam ?? 0) > 0 ? <a href={urls.admin.spamEmptying}>{t.spam.emptyNow}</a> : null}{' '}
      {learned}
    </p>
  )
}
