import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { findContactsByAddress, forgetUnusedContacts, saveContact, unsealAddress } from './contacts.ts'
import type { Email } from './email.ts'

/** The addresses whose comments are unwanted, in plain, for who may see them. Those that no key opens are left out. */
export async function readBlocked(db: Kysely<Database>, ring: KeyRing): Promise<string[]> {
  return (await blockedRows(db))
    .flatMap(row => unsealAddress(ring, row) ?? [])
    .sort((a, b) => a.localeCompare(b, 'en'))
}

const blockedRows = (db: Kysely<Database>) =>
  db
    .selectFrom('private.blocked_contacts as b')
    .innerJoin('private.contacts as c', 'c.id', 'b.contact_id')
    .select(['c.id', 'c.email_hash', 'c.email_sealed', 'c.key_id'])
    .execute()

/**
 * Makes these the blocked addresses; one that no key opens stays, for nobody could have left it out on purpose.
 * Returns whether that changed anything.
 */
export async function replaceBlocked(
  trx: Transaction<Database>,
  ring: KeyRing,
  emails: readonly Email[],
): Promise<boolean> {
  const before = await blockedRows(trx)
  const kept = new Set<number>()
  for (const email of emails) kept.add(await block(trx, ring, email))
  const dropped = before.filter(row => !kept.has(row.id) && unsealAddress(ring, row) !== null)
  await drop(
    trx,
    dropped.map(({ id }) => id),
  )
  const known = new Set(before.map(({ id }) => id))
  return dropped.length > 0 || [...kept].some(id => !known.has(id))
}

/** Blocks an address, whether it is known or not; returns its contact. */
export async function block(trx: Transaction<Database>, ring: KeyRing, email: Email): Promise<number> {
  const contact = await saveContact(trx, ring.current, email, ring.previous)
  await trx
    .insertInto('private.blocked_contacts')
    .values({ contact_id: contact })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return contact
}

/** Takes the block of an address back; forgets the address if it was kept for that alone. */
export async function unblock(trx: Transaction<Database>, ring: KeyRing, email: Email): Promise<void> {
  await drop(trx, await findContactsByAddress(trx, ring, email))
}

async function drop(trx: Transaction<Database>, contacts: readonly number[]): Promise<void> {
  if (contacts.length === 0) return
  const those = sql<number>`any(${[...contacts]}::bigint[])`
  await trx.deleteFrom('private.blocked_contacts').where('contact_id', '=', those).execute()
  await trx.deleteFrom('private.blocks').where('contact_id', '=', those).execute()
  await forgetUnusedContacts(trx, contacts)
}

/** Whether one of some contacts is blocked, from a list or from a comment. */
export async function hasBlocked(db: Kysely<Database>, contacts: readonly number[]): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select from private.blocked_contacts where contact_id = any(${[...contacts]}::bigint[]))
      or exists (select from private.blocks where contact_id = any(${[...contacts]}::bigint[])
        and (expires is null or expires > now())) as is`.execute(db)
  return rows[0]?.is ?? false
}
