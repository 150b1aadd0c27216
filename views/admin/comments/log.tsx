import type { LoggedStep } from '../../../src/moderation/decisions.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import type { Piece } from '../../../src/text/difference.ts'
import { Difference } from '../../components/difference.tsx'
import { Pager } from '../../components/pager.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { reasonText } from './reasons.ts'
import { actorText } from './step-actor.ts'

type ShownStep = Omit<LoggedStep, 'edit'> & {
  /** What an edit changed. */
  changes: readonly Piece[] | null
}

interface LogProps {
  shell: AdminShell
  steps: readonly ShownStep[]
  next: number | null
}

/** Every step of every comment: who moved it, when, from where to where, and why. */
export function LogPage({ shell, steps, next }: LogProps) {
  const { t } = shell
  return (
    <AdminPage shell={shell} title={t.admin.log} here="log">
      <h1>{t.admin.log}</h1>
      {steps.length === 0 ? <p class="queue-empty">{t.admin.logEmpty}</p> : null}
      <ol class="log">
        {steps.map(step => (
          <li class="log-step">
            <time datetime={step.at.toISOString()}>{t.dateTime(step.at)}</time>{' '}
            <bdi class="log-actor">{actorText(t, step.by)}</bdi>{' '}
            <span class="log-change">
              {step.from === null
                ? t.admin.logNew(t.admin.statuses[step.to])
                : step.from === step.to && step.reasons.length > 0
                  ? null
                  : t.admin.logStep(t.admin.statuses[step.from], t.admin.statuses[step.to])}
            </span>{' '}
            <a href={urls.admin.comment(step.comment)}>
              #{step.comment} <bdi>{step.name}</bdi>
            </a>{' '}
            {step.reasons.length > 0 ? (
              <span class="log-reasons">{step.reasons.map(reason => reasonText(t, reason)).join(', ')}</span>
            ) : null}
            <Undo t={t} step={step} />
            {step.changes ? (
              <details class="log-edit">
                <summary>{t.queue.whatChanged}</summary>
                <Difference t={t} pieces={step.changes} />
              </details>
            ) : null}
          </li>
        ))}
      </ol>
      <Pager
        label={t.admin.log}
        previous={null}
        next={next === null ? null : { href: urls.admin.log(next), text: t.admin.olderSteps }}
      />
    </AdminPage>
  )
}

function Undo({ t, step }: { t: Messages; step: ShownStep }) {
  if (!step.canUndo) return null
  return (
    <form class="log-undo" method="post" action={urls.admin.stepReversal(step.id)}>
      <input type="hidden" name="status" value={step.from ?? 'all'} />
      <button class="quiet-button" type="submit">
        {t.admin.undo}
      </button>
    </form>
  )
}
