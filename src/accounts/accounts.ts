import type { Kysely, Transaction } from 'kysely'
import type { Role } from '../db/account-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { findContactByAddress, forgetUnusedContacts, readEmail, saveContact } from '../readers/contacts.ts'
import type { Email } from '../readers/email.ts'
import type { Account } from './account.ts'
import { type AccountActor, audit } from './audit-log.ts'
import { endAllSessions } from './sessions.ts'
import { hashPassword, isDated, verifyPassword } from './passwords.ts'

/** Makes an account; null when somebody has one with this address. */
export async function createAccount(
  trx: Transaction<Database>,
  ring: KeyRing,
  { email, passwordHash, name, role }: { email: Email; passwordHash: string; name: string; role: Role },
): Promise<Account | null> {
  const contact = await saveContact(trx, ring.current, email, ring.previous)
  // Whoever was removed just now and is asked in again begins anew.
  await trx
    .deleteFrom('private.accounts')
    .where('contact_id', '=', contact)
    .where('removed_at', 'is not', null)
    .execute()
  const created = await trx
    .insertInto('private.accounts')
    .values({ contact_id: contact, name, role, password: passwordHash })
    .onConflict(conflict => conflict.column('contact_id').doNothing())
    .returning(['id', 'name', 'role'])
    .executeTakeFirst()
  if (!created) return null
  await audit(trx, { account: created.id, name }, 'account created', role)
  return created
}

/** The account that signs in with an address; null when nobody does. */
export async function findByAddress(
  db: Kysely<Database>,
  ring: KeyRing,
  email: Email,
): Promise<Account | null> {
  const contact = await findContactByAddress(db, ring, email)
  const found = await db
    .selectFrom('private.accounts')
    .select(['id', 'name', 'role'])
    .where('contact_id', '=', contact)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return found ?? null
}

/**
 * The account of an address and its password; null for any other pair, after the same time. A hash that was made at
 * another cost than today's is made anew: only now is there the password to make it of.
 */
export async function findByPassword(
  db: Kysely<Database>,
  ring: KeyRing,
  email: Email | null,
  password: string,
): Promise<Account | null> {
  const contact = email && (await findContactByAddress(db, ring, email))
  const found = await db
    .selectFrom('private.accounts')
    .select(['id', 'name', 'role', 'password'])
    .where('contact_id', '=', contact)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  const isTheirs = await verifyPassword(password, found?.password ?? null)
  if (!found || !isTheirs) return null
  if (isDated(found.password)) await renewHash(db, found.id, found.password, password)
  return { id: found.id, name: found.name, role: found.role }
}

/** Replaces a hash by one of the same password, unless that was changed meanwhile. */
async function renewHash(
  db: Kysely<Database>,
  account: number,
  dated: string,
  password: string,
): Promise<void> {
  await db
    .updateTable('private.accounts')
    .set({ password: await hashPassword(password) })
    .where('id', '=', account)
    .where('password', '=', dated)
    .execute()
}

/** Whether a password is that of an account. */
export async function isPasswordOf(
  db: Kysely<Database>,
  account: number,
  password: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('private.accounts')
    .select('password')
    .where('id', '=', account)
    .executeTakeFirst()
  return verifyPassword(password, found?.password ?? null)
}

/** Gives an account another password, and ends all that was begun with the one before. */
export async function changePassword(
  db: Kysely<Database>,
  actor: AccountActor,
  passwordHash: string,
): Promise<void> {
  const { account } = actor
  await transact(db, async trx => {
    await trx
      .updateTable('private.accounts')
      .set({ password: passwordHash })
      .where('id', '=', account)
      .execute()
    await endAllSessions(trx, account)
    await audit(trx, actor, 'password changed')
  })
}

/** Calls somebody otherwise from now on; what they did before stays under the name it was done by. */
export async function renameAccount(
  trx: Transaction<Database>,
  actor: AccountActor,
  name: string,
): Promise<void> {
  await trx.updateTable('private.accounts').set({ name }).where('id', '=', actor.account).execute()
  await audit(trx, actor, 'profile changed')
}

/** Lets somebody sign in with another address from now on, and not with the one before; false when another does. */
export async function changeAddress(
  db: Kysely<Database>,
  ring: KeyRing,
  actor: AccountActor,
  email: Email,
): Promise<boolean> {
  return transact(db, async trx => {
    const contact = await saveContact(trx, ring.current, email, ring.previous)
    const other = await trx
      .selectFrom('private.accounts')
      .select('id')
      .where('contact_id', '=', contact)
      .where('id', '<>', actor.account)
      .executeTakeFirst()
    if (other) return false
    const { before } = await trx
      .selectFrom('private.accounts')
      .select('contact_id as before')
      .where('id', '=', actor.account)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (before === contact) return true
    await trx
      .updateTable('private.accounts')
      .set({ contact_id: contact })
      .where('id', '=', actor.account)
      .execute()
    await forgetUnusedContacts(trx, [before])
    await audit(trx, actor, 'address changed')
    return true
  })
}

/** The address of an account; null when no key opens it any more. */
export async function emailOf(db: Kysely<Database>, ring: KeyRing, account: number): Promise<Email | null> {
  const found = await db
    .selectFrom('private.accounts')
    .select('contact_id')
    .where('id', '=', account)
    .executeTakeFirst()
  return found ? readEmail(db, ring, found.contact_id) : null
}

/** Whether anyone has an account yet. */
export async function hasAccounts(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('private.accounts').select('id').limit(1).executeTakeFirst()) !== undefined
}
