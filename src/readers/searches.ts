import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { seal, unseal } from '../seal.ts'
import { containsAddress } from '../text/addresses.ts'

/** As long as a page of results is left open, at most. */
const lifeHours = 24

/**
 * Whether a text can stand in a link: letters, digits and spaces, of which nobody makes an address. What has a dot, a
 * colon or an @ in it may be one, or the half of one.
 */
export const isPlain = (text: string): boolean =>
  /^[\p{L}\p{M}\p{N}\s'’-]*$/u.test(text) && !containsAddress(text)

/** Keeps what somebody looks for, sealed, for a day; returns the name (a UUID) by which they alone find it again. */
export async function keepSearch(
  db: Kysely<Database>,
  { current }: KeyRing,
  account: number,
  words: string,
): Promise<string> {
  const id = crypto.randomUUID()
  await db
    .insertInto('private.searches')
    .values({
      id,
      account_id: account,
      words_sealed: seal(current.derive('search'), words, Buffer.from(id)),
      expires_at: sql<Date>`now() + make_interval(hours => ${lifeHours})`,
    })
    .execute()
  return id
}

/** What somebody looked for; null once that has ended, and for what another looked for. */
export async function findSearch(
  db: Kysely<Database>,
  { current, previous }: KeyRing,
  account: number,
  id: string,
): Promise<string | null> {
  const found = await db
    .selectFrom('private.searches')
    .select('words_sealed')
    .where('id', '=', id)
    .where('account_id', '=', account)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  if (!found) return null
  for (const keys of [current, ...previous]) {
    const words = unseal(keys.derive('search'), found.words_sealed, Buffer.from(id))
    if (words !== null) return words
  }
  return null
}

/** Drops the searches that have ended. */
export async function forgetOldSearches(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('private.searches').where('expires_at', '<=', sql<Date>`now()`).execute()
}
