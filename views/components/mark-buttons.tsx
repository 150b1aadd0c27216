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
}

/** What a moderator may do with a comment that stays where it is; for a form about comments. */
export function MarkButtons({ t, id, name, step, isFirst, isPinned, isClosed }: MarkButtonsProps) {
  const { mark } = t.conversation
  const offered: Marking[] = [
    ...(isFirst ? [isPinned ? ('unpinned' as const) : ('pinned' as const)] : []),
    isClosed ? 'reopened' : 'closed',
  ]
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
