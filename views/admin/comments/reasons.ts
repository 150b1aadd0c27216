import type { Messages } from '../../../src/i18n/messages.ts'

/** A verdict's reason in the moderator's words; as it was logged when the interface has none for it. */
export function reasonText(t: Messages, reason: string): string {
  const texts: Partial<Record<string, string>> = { ...t.admin.reasons, ...t.conversation.marked }
  return texts[reason] ?? reason
}
