import { type Kysely, sql } from 'kysely'
import type { ChallengePurpose } from '../db/account-tables.ts'
import type { Database } from '../db/tables.ts'
import type { Account } from './account.ts'
import { hashToken, makeToken } from './tokens.ts'

/** How long somebody may take for an answer. */
const lifeSeconds: Record<ChallengePurpose, number> = {
  'add passkey': 300,
  'use passkey': 300,
  'prove by passkey': 300,
  'enter code': 600,
}

/**
 * Makes something that can be answered once, soon, for one purpose, and by one account where one is known. It is a row,
 * since only the database knows on every node what was used up; a sealed cookie would need the same row beside it.
 */
export async function makeChallenge(
  db: Kysely<Database>,
  purpose: ChallengePurpose,
  account: number | null,
): Promise<string> {
  const token = makeToken()
  await db
    .insertInto('private.challenges')
    .values({
      token_hash: hashToken(token),
      purpose,
      account_id: account,
      expires_at: sql<Date>`now() + make_interval(secs => ${lifeSeconds[purpose]})`,
    })
    .execute()
  return token
}

/** Whose challenge this is; null when it was used, has expired, or was made for something else. */
export async function findChallenged(
  db: Kysely<Database>,
  purpose: ChallengePurpose,
  token: string,
): Promise<Account | null> {
  const found = await db
    .selectFrom('private.challenges as c')
    .innerJoin('private.accounts as a', 'a.id', 'c.account_id')
    .select(['a.id', 'a.name', 'a.role'])
    .where('c.token_hash', '=', hashToken(token))
    .where('c.purpose', '=', purpose)
    .where('a.removed_at', 'is', null)
    .where('c.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return found ?? null
}

/** Uses a challenge up; false when it can't be: used before, too late, for something else or for somebody else. */
export async function useChallenge(
  db: Kysely<Database>,
  purpose: ChallengePurpose,
  account: number | null,
  token: string,
): Promise<boolean> {
  const used = await db
    .deleteFrom('private.challenges')
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('account_id', account === null ? 'is' : '=', account)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('purpose')
    .executeTakeFirst()
  return used !== undefined
}

/** Drops the challenges that nobody answered in time. */
export async function forgetOldChallenges(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('private.challenges').where('expires_at', '<=', sql<Date>`now()`).execute()
}
