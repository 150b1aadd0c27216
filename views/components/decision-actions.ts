import type { Decided } from '../../src/moderation/states.ts'
import type { Messages } from '../../src/i18n/messages.ts'

/** A button: where it moves a comment, and what it says. */
export interface Action {
  to: Decided
  word: keyof Messages['admin']['actions']
}

const approve: Action = { to: 'approved', word: 'approved' }
const spam: Action = { to: 'spam', word: 'spam' }
const trash: Action = { to: 'trash', word: 'trash' }

/** What can be done with comments in a state, or in any, the likeliest first. */
export function actionsOf(status: string): readonly Action[] {
  switch (status) {
    case 'approved':
      return [{ to: 'pending', word: 'pending' }, spam, trash]
    case 'likely':
      return [spam, approve, trash]
    case 'spam':
      return [{ to: 'pending', word: 'notSpam' }, approve, trash]
    case 'trash':
      return [{ to: 'pending', word: 'restore' }, approve, spam]
    default:
      return [approve, spam, trash]
  }
}
