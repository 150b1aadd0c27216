import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { seal, unseal } from '../seal.ts'
import { Email, foldEmail, openEmail } from './email.ts'

/** The id of the contact with this address; stores it, sealed, if it is new. */
export async function saveContact(trx: Transaction<Database>, keys: Keys, email: Email): Promise<number> {
  const known = await findContact(trx, keys, email)
  if (known !== null) return known

  // The hash is the row's name: a sealed address that is moved to another row does not open there.
  const hash = hashEmail(keys, email)
  const inserted = await trx
    .insertInto('private.contacts')
    .values({
      email_hash: hash,
      email_sealed: seal(keys.derive('contact'), openEmail(email), hash),
      key_id: keyId(keys),
    })
    .onConflict(conflict => conflict.column('email_hash').doNothing())
    .returning('id')
    .executeTakeFirst()
  // Nothing came back: another request stored the same address just now, and has committed it.
  return (
    inserted?.id ?? (await findContact(trx, keys, email)) ?? Promise.reject(new Error('contact vanished'))
  )
}

async function findContact(trx: Transaction<Database>, keys: Keys, email: Email): Promise<number | null> {
  const row = await trx
    .selectFrom('private.contacts')
    .select('id')
    .where('email_hash', '=', hashEmail(keys, email))
    .forKeyShare() // held until the comment refers to it, or it could be forgotten in between
    .executeTakeFirst()
  return row?.id ?? null
}

/** The contact with an address, under whichever key of the ring it was stored; null if there is none. */
export async function findContactByAddress(
  db: Kysely<Database>,
  ring: KeyRing,
  email: Email,
): Promise<number | null> {
  const row = await db
    .selectFrom('private.contacts')
    .select('id')
    .where(
      'email_hash',
      'in',
      [ring.current, ...ring.previous].map(keys => hashEmail(keys, email)),
    )
    .executeTakeFirst()
  return row?.id ?? null
}

/**
 * Forgets those of some contacts, or of all, that no comment, no account and no block refers to any more; but for those
 * that a comment is about to.
 */
export async function forgetUnusedContacts(
  trx: Transaction<Database>,
  contacts?: readonly number[],
): Promise<void> {
  await trx
    .deleteFrom('private.contacts')
    .where('id', 'in', unused =>
      unused
        .selectFrom('private.contacts as c')
        .select('c.id')
        .where(sql<boolean>`not exists (select from private.origins o where o.contact_id = c.id)`)
        .where(sql<boolean>`not exists (select from private.accounts a where a.contact_id = c.id)`)
        .where(sql<boolean>`not exists (select from private.blocked_contacts b where b.contact_id = c.id)`)
        .$if(contacts !== undefined, query =>
          query.where('c.id', '=', sql<number>`any(${[...(contacts ?? [])]}::bigint[])`),
        )
        .forUpdate()
        .skipLocked(),
    )
    .execute()
}

/** Forgets the contacts that were left over: kept for a comment that in the end was not written. */
export async function forgetStrayContacts(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(trx => forgetUnusedContacts(trx))
}

/** An address in plain; `none` was given; or it is `sealed`, and no key of the ring opens it. */
export type Revealed = { address: string } | 'none' | 'sealed'

/** The address behind a comment, for who moderates it. */
export async function revealAddress(db: Kysely<Database>, ring: KeyRing, comment: number): Promise<Revealed> {
  const row = await db
    .selectFrom('private.contacts as c')
    .innerJoin('private.origins as o', 'o.contact_id', 'c.id')
    .select(['c.email_hash', 'c.email_sealed', 'c.key_id'])
    .where('o.comment_id', '=', comment)
    .executeTakeFirst()
  if (!row) return 'none'

  const address = unsealAddress(ring, row)
  return address === null ? 'sealed' : { address }
}

/** The address of a contact; null when there is none, or when no key of the ring opens it. */
export async function readEmail(db: Kysely<Database>, ring: KeyRing, contact: number): Promise<Email | null> {
  const row = await db
    .selectFrom('private.contacts')
    .select(['email_hash', 'email_sealed', 'key_id'])
    .where('id', '=', contact)
    .executeTakeFirst()
  return row ? Email.parse(unsealAddress(ring, row) ?? '') : null
}

interface SealedContact {
  email_hash: Buffer | null
  email_sealed: Buffer | null
  key_id: string | null
}

/** The address of a contact's row; null when there is none, or when no key of the ring opens it. */
export function unsealAddress(
  ring: KeyRing,
  { email_hash, email_sealed, key_id }: SealedContact,
): string | null {
  if (email_hash === null || email_sealed === null) return null
  const keys = [ring.current, ...ring.previous].find(keys => keyId(keys) === key_id)
  return keys ? unseal(keys.derive('contact'), email_sealed, email_hash) : null
}

/** What stands for an address where two are compared: a keyed hash of its folded form. */
export const hashEmail = (keys: Keys, email: Email): Buffer => keys.sign('contact-hash', foldEmail(email))

/** Which key sealed a row, without saying anything of the key. */
const keyId = (keys: Keys): string =>
  createHash('sha256').update(keys.derive('contact')).digest('hex').slice(0, 8)
