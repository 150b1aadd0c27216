import type { Messages } from '../../../src/i18n/messages.ts'

/** What a tab is called that is not looked at: it says how many comments wait. */
export const queueTitle = (t: Messages, waiting: number): string =>
  waiting === 0 ? t.admin.heading : t.queue.titleOf(t.admin.heading, t.number(waiting))
