import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Account } from './accounts.ts'
import { audit } from './audit-log.ts'
import { deviceName } from './device-name.ts'
import { hashToken, makeToken } from './tokens.ts'

/** A session ends when nobody was there for a week, and after thirty days in any case. */
const idleDays = 7
const absoluteDays = 30
/** For so long nobody is asked for the password again that they typed to come in. */
const freshMinutes = 15

/** Somebody who is signed in, with the session they came in by. */
export interface SignedIn extends Account {
  session: number
  /** Whether they came in just now. */
  isFresh: boolean
}

/** Opens a session; gives the token that its cookie holds. */
export async function openSession(
  db: Kysely<Database>,
  account: number,
  userAgent: string | null,
): Promise<string> {
  const token = makeToken()
  await db
    .insertInto('private.sessions')
    .values({
      token_hash: hashToken(token),
      account_id: account,
      device: userAgent?.slice(0, 500) ?? null,
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
    .select(['s.id as session', 'a.id', 'a.name', 'a.role'])
    .select(sql<boolean>`s.created_at > now() - make_interval(mins => ${freshMinutes})`.as('isFresh'))
    .select(sql<boolean>`s.seen_at < now() - interval '1 minute'`.as('isStale'))
    .where('s.token_hash', '=', hashToken(token))
    .where(isAlive)
    .executeTakeFirst()
  if (!found) return null
  const { isStale, ...signedIn } = found
  if (isStale)
    await db
      .updateTable('private.sessions')
      .set({ seen_at: sql<Date>`now()` })
      .where('id', '=', found.session)
      .execute()
  return signedIn
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
  await db.transaction().execute(async trx => {
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

/** Ends all sessions of a person but the one they are in. */
export async function closeOtherSessions(db: Kysely<Database>, person: SignedIn): Promise<void> {
  await db.transaction().execute(async trx => {
    await trx
      .deleteFrom('private.sessions')
      .where('account_id', '=', person.id)
      .where('id', '<>', person.session)
      .execute()
    await audit(trx, { account: person.id, name: person.name }, 'sessions ended')
  })
}

/** Drops the sessions that have ended by themselves. */
export async function forgetOldSessions(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('private.sessions as s')
    .where(eb => eb.not(isAlive))
    .execute()
}
