import type { BulkDecision } from '../../../src/moderation/bulk.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

/** How far a decision about many comments has come; once it is done, the way to take it back. */
export function BulkDecisionPage({ shell, bulk }: { shell: AdminShell; bulk: BulkDecision }) {
  const { t } = shell
  const title = titleOf(t, bulk)
  return (
    <AdminPage shell={shell} title={title} here="queue" scripts>
      <h1>{title}</h1>
      <div class="bulk-decision" id="under-way" data-under-way={bulk.hasEnded ? undefined : 'yes'}>
        <p role="status">
          {bulk.hasEnded
            ? t.admin.bulk.done(bulk.moved)
            : t.admin.bulk.underWay(t.number(bulk.moved), t.number(bulk.expected))}
        </p>
        {bulk.overtaken > 0 ? <p>{t.told.leftAlone(bulk.overtaken)}</p> : null}
        {bulk.hasEnded ? (
          <form method="post" action={urls.admin.reversal(bulk.decision)}>
            <button class="quiet-button" type="submit">
              {t.admin.undo}
            </button>
          </form>
        ) : (
          <>
            <progress max={Math.max(bulk.expected, bulk.moved, 1)} value={bulk.moved} aria-label={title} />
            <p class="hint">{t.admin.bulk.note}</p>
            <noscript>
              <p>
                <a href={urls.admin.decision(bulk.decision)}>{t.admin.bulk.lookAgain}</a>
              </p>
            </noscript>
          </>
        )}
        <p>
          <a href={urls.admin.queue()}>{t.admin.bulk.back}</a>
        </p>
      </div>
    </AdminPage>
  )
}

function titleOf(t: Messages, { task }: BulkDecision): string {
  return task.kind === 'move' ? t.admin.bulk.moving(t.admin.statuses[task.to]) : t.admin.bulk.reversing
}
