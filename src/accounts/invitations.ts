import { type Kysely, sql, type Transaction } from 'kysely'
import type { Role } from '../db/account-tables.ts'
import type { Database } from '../db/tables.ts'
import { type Actor, audit } from './audit-log.ts'
import { hashToken, makeToken } from './tokens.ts'

/** How long a link can be used. The server's own goes stale sooner: it may stand in a log. */
const invitedHours = 72
const firstHours = 1

/** Makes a link's token that lets one person make an account with a role. */
export async function invite(db: Kysely<Database>, actor: Actor, role: Role): Promise<string> {
  const token = makeToken()
  const hours = actor.account === null ? firstHours : invitedHours
  await db.transaction().execute(async trx => {
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
  })
  return token
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

/** Uses a link up, in the transaction that makes the account; null when somebody else was first. */
export async function useInvitation(trx: Transaction<Database>, token: string): Promise<Role | null> {
  const used = await trx
    .deleteFrom('private.invitations')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('role')
    .executeTakeFirst()
  return used?.role ?? null
}

/** Drops the links that nobody used in time. */
export async function forgetOldInvitations(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('private.invitations').where('expires_at', '<=', sql<Date>`now()`).execute()
}
