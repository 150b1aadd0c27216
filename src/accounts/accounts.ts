import { type Kysely, sql, type Transaction } from 'kysely'
import type { Role } from '../db/account-tables.ts'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { findContactByAddress, forgetUnusedContacts, readEmail, saveContact } from '../readers/contacts.ts'
import type { Email } from '../readers/email.ts'
import { type AccountActor, type Actor, audit } from './audit-log.ts'
import { verifyPassword } from './passwords.ts'

/** A person who runs the blog, as others who do see them. */
export interface Account {
  id: number
  name: string
  role: Role
}

/** Makes an account; null when somebody has one with this address. */
export async function createAccount(
  trx: Transaction<Database>,
  ring: KeyRing,
  { email, passwordHash, name, role }: { email: Email; passwordHash: string; name: string; role: Role },
): Promise<Account | null> {
  const contact = await saveContact(trx, ring.current, email, ring.previous)
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

/** The account of an address and its password; null for any other pair, after the same time. */
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
    .executeTakeFirst()
  const isTheirs = await verifyPassword(password, found?.password ?? null)
  return found && isTheirs ? { id: found.id, name: found.name, role: found.role } : null
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
  await db.transaction().execute(async trx => {
    await trx
      .updateTable('private.accounts')
      .set({ password: passwordHash })
      .where('id', '=', account)
      .execute()
    await trx.deleteFrom('private.sessions').where('account_id', '=', account).execute()
    await trx.deleteFrom('private.challenges').where('account_id', '=', account).execute()
    await audit(trx, actor, 'password changed')
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

/** Everyone with an account, in the order they came. */
export function listAccounts(db: Kysely<Database>) {
  return db
    .selectFrom('private.accounts')
    .select(['id', 'name', 'role', 'created_at'])
    .orderBy('id')
    .execute()
}

/** Whether anyone has an account yet. */
export async function hasAccounts(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('private.accounts').select('id').limit(1).executeTakeFirst()) !== undefined
}

export type AccountChange = 'done' | 'noSuchAccount' | 'lastAdministrator'

/** Gives an account another role. The last administrator stays one. */
export function changeRole(
  db: Kysely<Database>,
  actor: Actor,
  id: number,
  role: Role,
): Promise<AccountChange> {
  return db.transaction().execute(async trx => {
    const account = await lockAccount(trx, id, role)
    if (typeof account === 'string') return account
    await trx.updateTable('private.accounts').set({ role }).where('id', '=', id).execute()
    await audit(trx, actor, 'role changed', `${account.name}: ${role}`)
    return 'done'
  })
}

/** Removes an account with its sessions; what its owner did stays in the logs under their name. */
export function removeAccount(db: Kysely<Database>, actor: Actor, id: number): Promise<AccountChange> {
  return db.transaction().execute(async trx => {
    const account = await lockAccount(trx, id, null)
    if (typeof account === 'string') return account
    await trx.deleteFrom('private.accounts').where('id', '=', id).execute()
    await forgetUnusedContacts(trx, [account.contact_id])
    await audit(trx, actor, 'account removed', account.name)
    return 'done'
  })
}

/** The account that is to change, unless no administrator would be left. */
async function lockAccount(trx: Transaction<Database>, id: number, newRole: Role | null) {
  // One after the other: two administrators could each remove the other at once.
  await sql`lock table private.accounts in share row exclusive mode`.execute(trx)
  const accounts = await trx
    .selectFrom('private.accounts')
    .select(['id', 'name', 'role', 'contact_id'])
    .execute()
  const account = accounts.find(account => account.id === id)
  if (!account) return 'noSuchAccount'
  const isLeft = accounts.some(other => other.id !== id && other.role === 'administrator')
  return account.role === 'administrator' && newRole !== 'administrator' && !isLeft
    ? 'lastAdministrator'
    : account
}
