import type { Messages } from '../../../src/i18n/messages.ts'
import { actionsOf } from '../../components/decision-actions.ts'
import { keyTo } from './queued-actions.tsx'
import type { QueueStatus } from './queue-query.ts'

interface BulkProps {
  t: Messages
  status: QueueStatus
  /** What to call all comments of all pages; null while this page has them all. */
  every: string | null
  hasKeys: boolean
}

/** What can be done with all that are ticked, and how many those are. */
export function Bulk({ t, status, every, hasKeys }: BulkProps) {
  return (
    <div class="queue-bulk">
      <label class="queue-all" hidden>
        <input type="checkbox" data-select-all /> {t.admin.selectAll}
      </label>
      {every === null ? null : (
        <label class="queue-every">
          <input type="checkbox" name="every" value="yes" /> {every}
        </label>
      )}
      <span class="queue-count" role="status" data-words={t.queue.selectedNow} />
      <span class="visually-hidden">{t.admin.selected}</span>
      {actionsOf(status).map(({ to, word }) => (
        <button
          class="quiet-button"
          type="submit"
          name="to"
          value={to}
          title={hasKeys ? t.queue.withKey(t.admin.actions[word], keyTo[to]) : undefined}
        >
          {t.admin.actions[word]}
        </button>
      ))}
      <button class="text-button" type="reset" hidden data-clear-selection>
        {t.queue.clear}
      </button>
    </div>
  )
}
