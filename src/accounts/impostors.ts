import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { skeleton } from '../text/skeleton.ts'

/** Whether somebody who is not signed in goes by the name or the address of one of the blog's people. */
export async function passesForStaff(
  db: Kysely<Database>,
  name: string,
  contact: number | null,
): Promise<boolean> {
  const people = await db.selectFrom('private.accounts').select(['name', 'contact_id']).execute()
  if (people.length === 0) return false
  const looks = skeleton(name)
  if (looks !== '' && people.some(person => skeleton(person.name) === looks)) return true
  return contact !== null && people.some(person => person.contact_id === contact)
}
