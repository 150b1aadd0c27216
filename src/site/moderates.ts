import { may } from '../accounts/roles.ts'
import type { AppContext } from '../http/context.ts'
import { wrote } from '../posts/authors.ts'

/** Whether who asks may decide on the comments of an article. */
export async function moderates(c: AppContext, post: number): Promise<boolean> {
  const { person, services } = c.var
  if (!person) return false
  return (
    may(person.role, 'moderate all') ||
    (may(person.role, 'moderate own') && (await wrote(services.db, person.id, post)))
  )
}
