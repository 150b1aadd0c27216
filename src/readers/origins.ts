import { type Transaction, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { forgetUnusedContacts, saveContact } from './contacts.ts'
import type { Email } from './email.ts'

/** Where a comment came from; entrusted, never published. */
export interface Origin {
  email: Email | null
  ip: string | null
  userAgent: string | null
  /** Keyed hash of the mark that the browser keeps; null when it brought none. */
  browser: string | null
}

/** Keyed hashes: of who writes, and two that are unique in the database: of this very form, of this person saying this here. */
export interface ClaimKeys {
  who: string
  submission: Buffer
  said: Buffer
}

/**
 * Claims a comment's keys and gives the new comment's id, before the comment is written in the same transaction.
 * Null when another comment has one of the keys; one that is being written at this moment is waited for.
 */
export async function claimComment(
  trx: Transaction<Database>,
  ring: KeyRing,
  claim: ClaimKeys,
  origin: Origin,
): Promise<number | null> {
  const claimed = await trx
    .insertInto('private.origins')
    .values({
      comment_id: sql<number>`nextval(pg_get_serial_sequence('public.comments', 'id'))`,
      contact_id: origin.email && (await saveContact(trx, ring.current, origin.email, ring.previous)),
      ip: origin.ip,
      user_agent: origin.userAgent?.slice(0, 500) ?? null,
      who: claim.who,
      submission_key: claim.submission,
      said_key: claim.said,
      browser: origin.browser,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('comment_id')
    .executeTakeFirst()
  return claimed?.comment_id ?? null
}

/** The comment that holds one of the keys already; of two, the one from this very form. */
export async function findEarlier(
  trx: Transaction<Database>,
  claim: ClaimKeys,
): Promise<{ comment: number; sameForm: boolean } | undefined> {
  const rows = await trx
    .selectFrom('private.origins')
    .select(['comment_id', 'submission_key'])
    .where(eb => eb.or([eb('submission_key', '=', claim.submission), eb('said_key', '=', claim.said)]))
    .execute()
  const found = rows.map(row => ({
    comment: row.comment_id,
    sameForm: row.submission_key.equals(claim.submission),
  }))
  return found.find(earlier => earlier.sameForm) ?? found[0]
}

/** A person saying something at one place. `who` is a keyed hash; see `whoWrites`. */
interface Saying {
  who: string
  post: number
  parent: number | null
  text: string
}

/** The key under which a saying is unique; spaces, case and width make no difference. */
export const saidKey = (keys: Keys, { who, post, parent, text }: Saying): Buffer =>
  keys.sign(
    'submission',
    'said',
    post,
    parent ?? 0,
    who,
    text.normalize('NFKC').replace(/\s+/g, ' ').toLowerCase(),
  )

/** Changes what a comment's author says in it; false when they say that in another comment at the same place. */
export async function claimSaying(
  trx: Transaction<Database>,
  keys: Keys,
  comment: number,
  saying: Omit<Saying, 'who'>,
): Promise<boolean> {
  const origin = await trx
    .selectFrom('private.origins')
    .select('who')
    .where('comment_id', '=', comment)
    .executeTakeFirstOrThrow()
  const said = saidKey(keys, { ...saying, who: origin.who ?? '' })
  const other = await trx
    .selectFrom('private.origins')
    .select('comment_id')
    .where('said_key', '=', said)
    .where('comment_id', '<>', comment)
    .executeTakeFirst()
  if (other) return false
  await trx.updateTable('private.origins').set({ said_key: said }).where('comment_id', '=', comment).execute()
  return true
}

/** Where a comment came from, as it is compared with others. */
export async function readOrigin(trx: Transaction<Database>, comment: number) {
  const row = await trx
    .selectFrom('private.origins')
    .select(['contact_id as contact', 'browser', 'who'])
    .select(sql<string | null>`host(ip)`.as('ip'))
    .where('comment_id', '=', comment)
    .executeTakeFirstOrThrow()
  return { ...row, who: row.who ?? '' }
}

/** Forgets who wrote these comments and from where; the address goes with the last of theirs. */
export async function forgetOrigins(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  const ofThese = sql<boolean>`comment_id = any(${[...comments]}::bigint[])`
  const origins = await trx
    .selectFrom('private.origins')
    .select('contact_id')
    .where(ofThese)
    .orderBy('comment_id')
    .forUpdate()
    .execute()
  await trx
    .updateTable('private.origins')
    .set({
      contact_id: null,
      ip: null,
      user_agent: null,
      who: null,
      said_key: null,
      browser: null,
      // Whoever sends the same form again means it, and nobody can try out what was in this one.
      submission_key: sql<Buffer>`uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())`,
    })
    .where(ofThese)
    .execute()
  await forgetUnusedContacts(
    trx,
    origins.flatMap(({ contact_id }) => contact_id ?? []),
  )
}
