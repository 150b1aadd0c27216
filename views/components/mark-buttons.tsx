import type { Messages } from '../../src/i18n/messages.ts'
import type { Marking } from '../../src/moderation/states.ts'
import { urls } from '../../src/urls.ts'

interface MarkButtonsProps {
  t: Messages
  id: number
  name: string
  /** The last step of its log. */
  step: number
  /** It begins a conversation: only that stands first. */
  isFirst: boolean
  isPinned: boolean
  isClosed: boolean
  /** Readers see it: of what they don't a mark is only taken off. */
  isSeen?: boolean
}

/** What a moderator may do with a comment that stays where it is; for a form about comments. */
export function MarkButtons(props: MarkButtonsProps) {
  const { t, id, name, step, isFirst, isPinned, isClosed, isSeen = true } = props
  const { mark } = t.conversation
  const possible: Marking[] = [
    ...(isFirst ? [isPinned ? ('unpinned' as const) : ('pinned' as const)] : []),
    isClosed ? 'reopened' : 'closed',
  ]
  const offered = possible.filter(marking => isSeen || marking === 'unpinned' || marking === 'reopened')
  return (
    <>
      {offered.map(marking => (
        <button
          class="action-button"
          type="submit"
          formaction={urls.admin.commentMark(id)}
          name="mark"
          value={`${marking} ${step}`}
          aria-label={t.admin.actionOn(mark[marking], name || t.comments.anonymous)}
        >
          {mark[marking]}
        </button>
      ))}
    </>
  )
}
