import { rightsOf } from '../accounts/roles.ts'
import type { AppContext } from '../http/context.ts'
import { shellOf } from '../http/answer/send-page.ts'
import type { AdminShell } from '../../views/layouts/admin.tsx'
import { personOf } from './guard.ts'

/** What the frame of an admin page shows. */
export function adminShellOf(c: AppContext): AdminShell {
  const person = personOf(c)
  return {
    ...shellOf(c),
    person: { name: person.name, role: person.role },
    rights: rightsOf(person.role),
  }
}
