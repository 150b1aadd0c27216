import { type Kysely, sql, type Transaction } from 'kysely'
import type { Role } from '../db/account-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { hasAccounts } from './accounts.ts'
import { type AccountActor, type Actor, audit } from './audit-log.ts'
import { may } from './roles.ts'
import { hashToken, makeToken } from './tokens.ts'

/** How long a link can be used. The server's own goes stale sooner: it may stand in a log. */
const invitedHours = 72
const firstHours = 1

/** Makes a link's token that lets one person make an account with a role, for the command line. */
export function invite(db: Kysely<Database>, actor: Actor, role: Role): Promise<string> {
  return transact(db, trx => addInvitation(trx, actor, role, firstHours))
}

/** The same for an administrator; null when they are none any more. */
export function inviteAs(db: Kysely<Database>, actor: AccountActor, role: Role): Promise<string | null> {
  return transact(db, async trx =>
    (await mayInvite(trx, actor)) ? addInvitation(trx, actor, role, invitedHours) : null,
  )
}

/** Looked at once more and locked: whoever takes the right away takes the invitations with it. */
async function mayInvite(trx: Transaction<Database>, { account }: AccountActor): Promise<boolean> {
  const maker = await trx
    .selectFrom('private.accounts')
    .select('role')
    .where('id', '=', account)
    .where('removed_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  return maker !== undefined && may(maker.role, 'manage people')
}

/**
 * Makes a link for the first administrator; null once somebody has an account. It ends none that another node, or a start
 * before, has printed: whoever starts a second one is not to find the link dead that they have before them. The first
 * that is used ends the rest.
 */
export function inviteFirst(db: Kysely<Database>, actor: Actor): Promise<string | null> {
  return transact(db, async trx => {
    await lockInvitations(trx)
    return (await hasAccounts(trx)) ? null : addInvitation(trx, actor, 'administrator', firstHours)
  })
}

/** Of two links for the first administrator one is used, and none is made once it was. */
const lockInvitations = (trx: Transaction<Database>) =>
  sql`lock table private.invitations in share row exclusive mode`.execute(trx)

async function addInvitation(trx: Transaction<Database>, actor: Actor, role: Role, hours: number) {
  const token = makeToken()
  await trx
    .insertInto('private.invitations')
    .values({
      token_hash: hashToken(token),
      role,
      invited_by: actor.account,
      expires_at: sql<Date>`now() + make_interval(hours => ${hours})`,
    })
    .execute()
  await audit(trx, actor, 'invitation made', role)
  return token
}

/** The links that nobody has used yet, the latest first; `maker` is null for those of the command line. */
export function listInvitations(db: Kysely<Database>) {
  return db
    .selectFrom('private.invitations as i')
    .leftJoin('private.accounts as a', 'a.id', 'i.invited_by')
    .select(['i.id', 'i.role', 'i.created_at', 'i.expires_at', 'a.name as maker'])
    .where('i.expires_at', '>', sql<Date>`now()`)
    .orderBy('i.id', 'desc')
    .execute()
}

/** Takes a link back: it opens nothing any more. */
export async function takeInvitationBack(db: Kysely<Database>, actor: Actor, id: number): Promise<void> {
  await transact(db, async trx => {
    const gone = await trx
      .deleteFrom('private.invitations')
      .where('id', '=', id)
      .returning('role')
      .executeTakeFirst()
    if (gone) await audit(trx, actor, 'invitation taken back', gone.role)
  })
}

/** Takes back the links of who may not invite any more. */
export async function dropInvitationsOf(trx: Transaction<Database>, account: number): Promise<void> {
  await trx.deleteFrom('private.invitations').where('invited_by', '=', account).execute()
}

/** The role a link brings; null when it was used, has expired or never was. */
export async function findInvitation(db: Kysely<Database>, token: string): Promise<Role | null> {
  const found = await db
    .selectFrom('private.invitations')
    .select('role')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return found?.role ?? null
}

/**
 * Uses a link up, in the transaction that makes the account; null when somebody else was first. That of the first account
 * ends all others: they stand in logs.
 */
export async function useInvitation(trx: Transaction<Database>, token: string): Promise<Role | null> {
  await lockInvitations(trx)
  const used = await trx
    .deleteFrom('private.invitations')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('role')
    .executeTakeFirst()
  if (used && !(await hasAccounts(trx))) await trx.deleteFrom('private.invitations').execute()
  return used?.role ?? null
}

/** Drops the links that nobody used in time. */
export async function forgetOldInvitations(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('private.invitations').where('expires_at', '<=', sql<Date>`now()`).execute()
}
