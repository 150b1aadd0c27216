import type { DecisionSummary } from '../../../src/moderation/decisions.ts'
import type { Overtaken } from '../../../src/moderation/states.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { decisionText } from '../../components/decision-text.ts'
import { HiddenFields } from './hidden-fields.tsx'
import type { QueueQuery } from './queue-query.ts'
import { overtakenText } from './step-actor.ts'

interface ToldProps {
  t: Messages
  query: QueueQuery
  decision: DecisionSummary | null
  /** What was done last took something back. */
  isUndo: boolean
  overtaken: readonly Overtaken[]
  gone: number
  nothingSelected: boolean
  /** As many are pinned under the article as may be. */
  isFull: boolean
}

/** What became of the last step, with the way to take it back. */
export function Told({ t, query, decision, isUndo, overtaken, gone, nothingSelected, isFull }: ToldProps) {
  return (
    <div class="told" id="told" role="status" tabindex={-1} autofocus={decision !== null}>
      {nothingSelected ? <p>{t.admin.noneSelected}</p> : null}
      {isFull ? <p class="notice">{t.conversation.pinnedFull}</p> : null}
      {gone > 0 ? <p class="notice">{t.told.gone(gone)}</p> : null}
      {decision ? (
        <form class="told-decision" method="post" action={urls.admin.reversal(decision.decision)}>
          <HiddenFields query={query} />
          <p>{decisionText(t, decision, isUndo)}</p>
          <button class="quiet-button" type="submit">
            {t.admin.undo}
          </button>
        </form>
      ) : null}
      {overtaken.length > 0 ? (
        <div class="notice">
          <p class="notice-title">{t.admin.overtaken(overtaken.length)}</p>
          <ul>
            {overtaken.map(one => (
              <li>{overtakenText(t, one)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}
