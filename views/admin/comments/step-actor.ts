import type { Overtaken } from '../../../src/moderation/states.ts'
import { isolated } from '../../../src/i18n/direction.ts'
import type { Messages } from '../../../src/i18n/messages.ts'

/** Who took a step: one of the blog's people by name, anything else by its kind. */
export function actorText(t: Messages, { kind, name }: Overtaken['by']): string {
  switch (kind) {
    case 'staff':
      return name
    case 'reader':
      return t.admin.byReader
    case 'rule':
      return t.admin.byRule
    case 'command':
      return t.admin.byCommandLine
    case 'import':
      return t.told.byImport
  }
}

/** Who was first, with what became of the comment, and when. */
export const overtakenText = (t: Messages, { by, status, at }: Overtaken): string =>
  t.admin.overtakenBy(isolated(actorText(t, by)), t.admin.statuses[status], t.dateTime(at))
