import type { DecisionSummary } from '../../src/moderation/decisions.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { commentAnchor, urls } from '../../src/urls.ts'
import { decisionText } from '../components/decision-text.ts'

/** What became of a comment that this reader sent. */
interface OwnDeed {
  deed: 'posted' | 'edited' | 'withdrawn' | 'reported'
  comment: number
}

/** What this moderator did with a comment, where it stands. */
interface ToldDecision {
  deed: 'decided' | 'reversed'
  comment: number
  decision: DecisionSummary
  /** The page itself. */
  returnTo: string
}

export type ToldProps = OwnDeed | ToldDecision

interface NoteProps {
  t: Messages
  isPending?: boolean
  /** Nothing is left of the comment on the page: its address leads here. */
  isAlone?: boolean
}

/** Says it in words; a script gives it the focus, so that it is heard as well. */
export function ToldNote({ t, told, isPending = false, isAlone = false }: NoteProps & { told: ToldProps }) {
  return 'decision' in told ? (
    <DecisionNote t={t} {...told} isAlone={isAlone} />
  ) : (
    <OwnNote t={t} told={told} isPending={isPending} />
  )
}

/** With the way to take it back, which leads here again. */
function DecisionNote({ t, isAlone, deed, comment, decision, returnTo }: NoteProps & ToldDecision) {
  const anchor = commentAnchor(comment)
  return (
    <form
      id={isAlone ? anchor : undefined}
      class="told comment-moderation"
      method="post"
      action={urls.admin.reversal(decision.decision)}
      role="status"
      tabindex={-1}
      data-told
    >
      <input type="hidden" name="return" value={`${returnTo}#${anchor}`} />
      <p>{decisionText(t, decision, deed === 'reversed')}</p>
      <button class="quiet-button" type="submit">
        {t.admin.undo}
      </button>
    </form>
  )
}

function OwnNote({ t, told, isPending = false }: NoteProps & { told: OwnDeed }) {
  const { pending, pendingHint } = t.comments
  return (
    <p class={isPending ? 'comment-pending told' : 'told'} role="status" tabindex={-1} data-told>
      <strong>
        {isPending && told.deed === 'posted' ? t.conversation.received : t.conversation[told.deed]}
      </strong>
      {isPending ? ` ${pending} ${pendingHint}` : ''}
    </p>
  )
}
