import type { DecisionSummary } from '../../src/moderation/decisions.ts'
import type { Messages } from '../../src/i18n/messages.ts'

/** Says what a decision did; `isUndo`: it took another back. */
export function decisionText(
  t: Messages,
  { marking, to, comments }: DecisionSummary,
  isUndo: boolean,
): string {
  if (marking) return `${t.conversation.marked[marking]}.`
  if (!to) return t.admin.reversed(comments)
  return (isUndo ? t.admin.undone : t.admin.decided)(comments, t.admin.statuses[to])
}
