import { type Kysely, sql, type Transaction } from 'kysely'
import type { Role } from '../db/account-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { forgetUnusedContacts } from '../readers/contacts.ts'
import { type Actor, audit } from './audit-log.ts'
import { dropInvitationsOf } from './invitations.ts'
import { may } from './roles.ts'
import { endAllSessions } from './sessions.ts'

/** For so long a change of role and a removal can be undone. */
const undoable = sql`now() - interval '1 hour'`

export type AccountChange = 'done' | 'noSuchAccount' | 'lastAdministrator' | 'notAllowed'

/** Gives an account another role, until that is undone. The last administrator stays one. */
export function changeRole(
  db: Kysely<Database>,
  actor: Actor,
  id: number,
  role: Role,
): Promise<AccountChange> {
  return transact(db, async trx => {
    const account = await lockAccount(trx, actor, id, role)
    if (typeof account === 'string') return account
    if (account.role === role) return 'done'
    await setRole(trx, id, role, account.role)
    await audit(trx, actor, 'role changed', `${account.name}: ${role}`)
    return 'done'
  })
}

async function setRole(trx: Transaction<Database>, id: number, role: Role, before: Role | null) {
  await trx
    .updateTable('private.accounts')
    .set({ role, role_before: before, role_changed_at: before && sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
  if (!may(role, 'manage people')) await dropInvitationsOf(trx, id)
}

/**
 * Removes an account: its owner is out at once. For an hour it can be undone; then it goes for good, and what its owner
 * did stays in the logs under their name.
 */
export function removeAccount(db: Kysely<Database>, actor: Actor, id: number): Promise<AccountChange> {
  return transact(db, async trx => {
    const account = await lockAccount(trx, actor, id, null)
    if (typeof account === 'string') return account
    await trx
      .updateTable('private.accounts')
      .set({ removed_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute()
    await endAllSessions(trx, id)
    await dropInvitationsOf(trx, id)
    await audit(trx, actor, 'account removed', account.name)
    return 'done'
  })
}

/** Undoes a removal, or the last change of a role, of the hour before. Sessions and invitations don't come back. */
export function undoChange(db: Kysely<Database>, actor: Actor, id: number): Promise<AccountChange> {
  return transact(db, async trx => {
    await lockPeople(trx)
    const found = await trx
      .selectFrom('private.accounts')
      .select(['name', 'removed_at', 'role_before'])
      .select(sql<boolean>`greatest(removed_at, role_changed_at) > ${undoable}`.as('isInTime'))
      .where('id', '=', id)
      .executeTakeFirst()
    if (!found?.isInTime) return 'noSuchAccount'
    const role = found.removed_at === null ? found.role_before : null
    const account = await lockAccount(trx, actor, id, role, found.removed_at !== null)
    if (typeof account === 'string') return account
    if (role === null) {
      await trx.updateTable('private.accounts').set({ removed_at: null }).where('id', '=', id).execute()
      await audit(trx, actor, 'account restored', account.name)
    } else {
      await setRole(trx, id, role, null)
      await audit(trx, actor, 'role changed', `${account.name}: ${role}`)
    }
    return 'done'
  })
}

/** The account that is to change, unless no administrator would be left, or its changer is none any more. */
async function lockAccount(
  trx: Transaction<Database>,
  actor: Actor,
  id: number,
  newRole: Role | null,
  isRemoved = false,
) {
  await lockPeople(trx)
  const accounts = await trx
    .selectFrom('private.accounts')
    .select(['id', 'name', 'role', 'removed_at'])
    .execute()
  const isHere = (other: (typeof accounts)[number]) => other.removed_at === null
  const changer = accounts.find(other => other.id === actor.account && isHere(other))
  if (actor.account !== null && !(changer && may(changer.role, 'manage people'))) return 'notAllowed'
  const account = accounts.find(account => account.id === id)
  if (!account || isHere(account) === isRemoved) return 'noSuchAccount'
  const isLeft = accounts.some(other => other.id !== id && other.role === 'administrator' && isHere(other))
  return !isRemoved && account.role === 'administrator' && newRole !== 'administrator' && !isLeft
    ? 'lastAdministrator'
    : account
}

/** One after the other: two administrators could each remove the other at once. */
const lockPeople = (trx: Transaction<Database>) =>
  sql`lock table private.accounts in share row exclusive mode`.execute(trx)

/** Everyone with an account, and who was removed within the hour, in the order they came. */
export function listAccounts(db: Kysely<Database>) {
  return db
    .selectFrom('private.accounts')
    .select(['id', 'name', 'role', 'created_at', 'removed_at'])
    .select(sql<Role | null>`case when role_changed_at > ${undoable} then role_before end`.as('roleBefore'))
    .where(eb => eb.or([eb('removed_at', 'is', null), eb('removed_at', '>', sql<Date>`${undoable}`)]))
    .orderBy('id')
    .execute()
}

/** Forgets for good whose removal can't be undone any more, with their addresses. */
export async function forgetRemovedAccounts(db: Kysely<Database>): Promise<void> {
  await transact(db, async trx => {
    const gone = await trx
      .deleteFrom('private.accounts')
      .where('removed_at', '<=', sql<Date>`${undoable}`)
      .returning('contact_id')
      .execute()
    if (gone.length > 0)
      await forgetUnusedContacts(
        trx,
        gone.map(({ contact_id }) => contact_id),
      )
  })
}
