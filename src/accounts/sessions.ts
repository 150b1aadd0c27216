import { type Kysely, sql, type Transaction } from 'kysely'
import { mayPass } from '../db/unavailable.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { beginningOf } from '../text/cut.ts'
import type { Account } from './account.ts'
import { type Actor, audit } from './audit-log.ts'
import type { Desk } from './desk.ts'
import { deviceName } from '../readers/device-name.ts'
import { hashToken, makeToken } from './tokens.ts'

/** A session ends when nobody was there for a week, and after thirty days in any case. */
const idleDays = 7
const absoluteDays = 30
/** For so long a proof of who one is counts: the password, or a passkey, to come in or on the way. */
const freshMinutes = 15

/** Somebody who is signed in, with the session they came in by. */
export interface SignedIn extends Account {
  session: number
  /** Whether they have shown just now who they are. */
  isFresh: boolean
  /** By which passkey they did; null: by the password. */
  provedBy: number | null
  desk: Desk
}

/** Opens a session for who has shown a passkey, or else the password; returns the token that its cookie holds. */
export async function openSession(
  db: Kysely<Database>,
  account: number,
  userAgent: string | null,
  passkey: number | null,
): Promise<string> {
  const token = makeToken()
  await db
    .insertInto('private.sessions')
    .values({
      token_hash: hashToken(token),
      account_id: account,
      proved_by: passkey,
      device: userAgent && beginningOf(userAgent, 500),
    })
    .execute()
  return token
}

const isAlive = sql<boolean>`s.seen_at > now() - make_interval(days => ${sql.lit(idleDays)})
  and s.created_at > now() - make_interval(days => ${sql.lit(absoluteDays)})`

/** Who comes with a token; null when its session has ended. Notes that they were here, at most once a minute. */
export async function findSession(db: Kysely<Database>, token: string): Promise<SignedIn | null> {
  const found = await db
    .selectFrom('private.sessions as s')
    .innerJoin('private.accounts as a', 'a.id', 's.account_id')
    .select(['s.id as session', 's.proved_by as provedBy', 'a.id', 'a.name', 'a.role'])
    .select(['a.desk_keys as keys', 'a.desk_dense as dense', 'a.desk_hint as hint'])
    .select(sql<boolean>`s.proved_at > now() - make_interval(mins => ${freshMinutes})`.as('isFresh'))
    .select(sql<boolean>`s.seen_at < now() - interval '1 minute'`.as('isStale'))
    .where('s.token_hash', '=', hashToken(token))
    .where('a.removed_at', 'is', null)
    .where(isAlive)
    .executeTakeFirst()
  if (!found) return null
  const { isStale, keys, dense, hint, ...signedIn } = found
  if (isStale) await noteVisit(db, found.session)
  return { ...signedIn, desk: { keys, dense, hint } }
}

/** What can't be noted now is noted another time: it keeps nobody from reading. */
async function noteVisit(db: Kysely<Database>, session: number): Promise<void> {
  try {
    await db
      .updateTable('private.sessions')
      .set({ seen_at: sql<Date>`now()` })
      .where('id', '=', session)
      .execute()
  } catch (error) {
    if (!mayPass(error)) throw error
  }
}

/** Notes that the owner of a session has shown again who they are: by a passkey, or else the password. */
export async function noteProof(db: Kysely<Database>, session: number, passkey: number | null) {
  await db
    .updateTable('private.sessions')
    .set({ proved_at: sql<Date>`now()`, proved_by: passkey })
    .where('id', '=', session)
    .execute()
}

/** A person's sessions, the one used last first. */
export function listSessions(db: Kysely<Database>, account: number) {
  return db
    .selectFrom('private.sessions as s')
    .select(['s.id', 's.device', 's.created_at', 's.seen_at'])
    .where('s.account_id', '=', account)
    .where(isAlive)
    .orderBy('s.seen_at', 'desc')
    .execute()
}

/** Ends the session that somebody leaves. */
export async function closeSession(db: Kysely<Database>, account: number, session: number): Promise<void> {
  await db
    .deleteFrom('private.sessions')
    .where('account_id', '=', account)
    .where('id', '=', session)
    .execute()
}

/** Ends another session of a person, at their wish. */
export async function endSession(db: Kysely<Database>, person: SignedIn, session: number): Promise<void> {
  await transact(db, async trx => {
    const ended = await trx
      .deleteFrom('private.sessions')
      .where('account_id', '=', person.id)
      .where('id', '=', session)
      .returning('device')
      .executeTakeFirst()
    if (!ended) return
    const actor = { account: person.id, name: person.name }
    await audit(trx, actor, 'session ended', deviceName(ended.device) ?? '')
  })
}

/** Ends all sessions of a person but the one they are in; no device is known any more. */
export async function closeOtherSessions(db: Kysely<Database>, person: SignedIn): Promise<void> {
  await transact(db, async trx => {
    await trx
      .deleteFrom('private.sessions')
      .where('account_id', '=', person.id)
      .where('id', '<>', person.session)
      .execute()
    await forgetDevices(trx, person.id)
    await audit(trx, { account: person.id, name: person.name }, 'sessions ended')
  })
}

/** Ends all sessions of another person; false when nobody has that account. */
export function endSessionsOf(db: Kysely<Database>, actor: Actor, account: number): Promise<boolean> {
  return transact(db, async trx => {
    const owner = await trx
      .selectFrom('private.accounts')
      .select('name')
      .where('id', '=', account)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (!owner) return false
    await endAllSessions(trx, account)
    await audit(trx, actor, 'sessions of another ended', owner.name)
    return true
  })
}

/** Ends every session of an account, every step that was begun, and what its known devices may do. */
export async function endAllSessions(trx: Transaction<Database>, account: number): Promise<void> {
  await trx.deleteFrom('private.sessions').where('account_id', '=', account).execute()
  await trx.deleteFrom('private.challenges').where('account_id', '=', account).execute()
  await forgetDevices(trx, account)
}

async function forgetDevices(trx: Transaction<Database>, account: number): Promise<void> {
  await trx
    .updateTable('private.accounts')
    .set(eb => ({ devices: eb('devices', '+', 1) }))
    .where('id', '=', account)
    .execute()
}

/** The number that a known device's cookie must have been made with. */
export async function devicesOf(db: Kysely<Database>, account: number): Promise<number | null> {
  const found = await db
    .selectFrom('private.accounts')
    .select('devices')
    .where('id', '=', account)
    .executeTakeFirst()
  return found?.devices ?? null
}

/** Drops the sessions that have ended by themselves. */
export async function forgetOldSessions(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('private.sessions as s')
    .where(eb => eb.not(isAlive))
    .execute()
}
