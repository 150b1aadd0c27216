import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { hex } from '../db/json.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { bitByBit } from '../queue/portions.ts'
import { seal, unseal } from '../seal.ts'
import { Email, hashEmail, openEmail } from './email.ts'

/**
 * The id of the contact with this address; stores it, sealed, if it is new. One that was stored under a previous key
 * is sealed anew; where there are two of one person, since that key was not known for a while, they become one.
 */
export async function saveContact(
  trx: Transaction<Database>,
  keys: Keys,
  email: Email,
  previous: readonly Keys[] = [],
): Promise<number> {
  await renewContacts(trx, { current: keys, previous }, email)
  const { email_hash, email_sealed, key_id } = sealedUnder(keys, email)
  const { rows } = await sql<{ id: number }>`
    select private.keep_contact(${email_hash}, ${email_sealed}, ${key_id}) as id`.execute(trx)
  return rows[0]?.id ?? Promise.reject(new Error('contact vanished'))
}

/** Seals what is stored of an address under a previous key anew, and makes two of one person one. */
export async function renewContacts(trx: Transaction<Database>, ring: KeyRing, email: Email): Promise<void> {
  if (ring.previous.length === 0) return
  const isOld = (hash: Buffer) => ring.previous.some(keys => hashEmail(keys, email).equals(hash))
  const found = trx
    .selectFrom('private.contacts as c')
    .select(['c.id', 'c.email_hash', 'c.email_sealed', 'c.key_id'])
    .select(eb =>
      eb
        .exists(eb.selectFrom('private.accounts as a').whereRef('a.contact_id', '=', 'c.id'))
        .as('hasAccount'),
    )
    .where('c.email_hash', 'in', hashesOf(ring, email))
  if (!(await found.execute()).some(row => isOld(row.email_hash))) return

  // Somebody else may have been quicker.
  const rows = await found.orderBy('c.id').forUpdate('c').execute()
  const [first, ...others] = rows
  if (!first || !rows.some(row => isOld(row.email_hash))) return
  if (rows.filter(row => row.hasAccount).length > 1) return // nobody can say which of two passwords is meant
  await mergeContacts(
    trx,
    first.id,
    others.map(({ id }) => id),
  )
  const asWritten = Email.parse(unsealAddress(ring, first) ?? '') ?? email
  await trx
    .updateTable('private.contacts')
    .set(sealedUnder(ring.current, asWritten))
    .where('id', '=', first.id)
    .execute()
}

async function mergeContacts(trx: Transaction<Database>, into: number, others: number[]): Promise<void> {
  if (others.length === 0) return
  await trx
    .updateTable('private.origins')
    .set({ contact_id: into })
    .where('contact_id', 'in', others)
    .execute()
  await trx
    .updateTable('private.accounts')
    .set({ contact_id: into })
    .where('contact_id', 'in', others)
    .execute()
  await sql`insert into private.blocked_contacts (contact_id)
    select ${into}::bigint where exists (
      select from private.blocked_contacts where contact_id = any(${others}::bigint[])
    ) on conflict do nothing`.execute(trx)
  await trx
    .updateTable('private.blocks')
    .set({ contact_id: into })
    .where('contact_id', 'in', others)
    .execute()
  await trx.deleteFrom('private.contacts').where('id', 'in', others).execute()
}

/** An address as it is stored. Its hash is the row's name: moved to another row, it does not open there. */
export function sealedUnder(keys: Keys, email: Email) {
  const hash = hashEmail(keys, email)
  return {
    email_hash: hash,
    email_sealed: seal(keys.secret('contact'), openEmail(email), hash),
    key_id: keyId(keys),
  }
}

/** The same as JSON. */
export function contactRow(keys: Keys, email: Email) {
  const { email_hash, email_sealed, key_id } = sealedUnder(keys, email)
  return { email_hash: hex(email_hash), email_sealed: hex(email_sealed), key_id }
}

/**
 * All contacts with an address, under whichever key of the ring they were stored; after a rotation there may be two.
 * One that somebody signs in with comes first.
 */
export async function findContactsByAddress(
  db: Kysely<Database>,
  ring: KeyRing,
  email: Email,
): Promise<number[]> {
  const rows = await db
    .selectFrom('private.contacts as c')
    .leftJoin('private.accounts as a', 'a.contact_id', 'c.id')
    .select('c.id')
    .where('c.email_hash', 'in', hashesOf(ring, email))
    .orderBy('a.id', sort => sort.asc().nullsLast())
    .orderBy('c.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** The first of them; null if there is none. */
export async function findContactByAddress(
  db: Kysely<Database>,
  ring: KeyRing,
  email: Email,
): Promise<number | null> {
  return (await findContactsByAddress(db, ring, email))[0] ?? null
}

/** An address as it is compared with those that are stored, under whichever key of the ring. */
export const hashesOf = ({ current, previous }: KeyRing, email: Email) =>
  [current, ...previous].map(keys => hashEmail(keys, email))

/**
 * Forgets those of some contacts that no comment, no account and no block refers to any more; but for those
 * that a comment is about to.
 */
export async function forgetUnusedContacts(
  trx: Transaction<Database>,
  contacts: readonly number[],
): Promise<void> {
  // By a statement of its own: what locks rows within a condition may be run again for each row that it is asked of.
  await trx
    .with('unused', db =>
      db
        .selectFrom('private.contacts as c')
        .select('c.id')
        .where(sql<boolean>`not exists (select from private.origins o where o.contact_id = c.id)`)
        .where(sql<boolean>`not exists (select from private.accounts a where a.contact_id = c.id)`)
        .where(sql<boolean>`not exists (select from private.blocked_contacts b where b.contact_id = c.id)`)
        .where(sql<boolean>`not exists (select from private.blocks b where b.contact_id = c.id)`)
        .where('c.id', '=', sql<number>`any(${[...contacts]}::bigint[])`)
        .forUpdate()
        .skipLocked(),
    )
    .deleteFrom('private.contacts')
    .using('unused')
    .whereRef('private.contacts.id', '=', 'unused.id')
    .execute()
}

/** Forgets the contacts that were left over, portion by portion: kept for a comment that in the end was not written. */
export async function forgetStrayContacts(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  let after = 0
  const goOn = (size: number) =>
    transact(db, async trx => {
      const some = await trx
        .selectFrom('private.contacts')
        .select('id')
        .where('id', '>', after)
        .orderBy('id')
        .limit(size)
        .execute()
      const ids = some.map(({ id }) => id)
      await forgetUnusedContacts(trx, ids)
      after = ids.at(-1) ?? after
      return ids.length
    })
  await bitByBit(goOn, mayGoOn, { fewest: 100, most: 5_000 })
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

/** Whether a ring opens any of what was sealed; true as well where nothing was. */
export async function opensContacts(db: Kysely<Database>, ring: KeyRing): Promise<boolean> {
  const sealed = await db
    .selectFrom('private.contacts')
    .distinctOn('key_id')
    .select(['email_hash', 'email_sealed', 'key_id'])
    .execute()
  return sealed.length === 0 || sealed.some(row => unsealAddress(ring, row) !== null)
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
  return keys ? unseal(keys.secret('contact'), email_sealed, email_hash) : null
}

/** Which key sealed a row, without saying anything of the key. */
function keyId(keys: Keys): string {
  const id = keyIds.get(keys) ?? createHash('sha256').update(keys.derive('contact')).digest('hex').slice(0, 8)
  keyIds.set(keys, id)
  return id
}
const keyIds = new WeakMap<Keys, string>()
