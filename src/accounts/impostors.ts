import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { skeleton } from '../text/skeleton.ts'

/** Tells whether a name or an address is one of the blog's people's. */
export type IsStaffName = (name: string, contact: number | null) => boolean

/** Who of those that are not signed in goes by the name or the address of one of the blog's people. */
export async function impostorTest(db: Kysely<Database>): Promise<IsStaffName> {
  const people = await db.selectFrom('private.accounts').select(['name', 'contact_id']).execute()
  const looks = new Set(people.map(({ name }) => skeleton(name)).filter(look => look !== ''))
  const contacts = new Set(people.map(({ contact_id }) => contact_id))
  return (name, contact) => looks.has(skeleton(name)) || (contact !== null && contacts.has(contact))
}
