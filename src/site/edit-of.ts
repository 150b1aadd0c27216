import { may } from '../accounts/roles.ts'
import type { AppContext } from '../http/context.ts'
import { mayWrite } from '../posts/writer.ts'
import { urls } from '../urls.ts'

/** Where somebody who is signed in may edit an article. */
export async function editOf(c: AppContext, post: number): Promise<string | null> {
  const { person, services } = c.var
  if (!person || !may(person.role, 'write own')) return null
  const writer = { account: person.id, name: person.name, all: may(person.role, 'write all') }
  return (await mayWrite(services.db, writer, post)) ? urls.admin.post(post) : null
}
