import { type Kysely, sql, type Transaction } from 'kysely'
import { hex } from '../db/json.ts'
import type { Database } from '../db/tables.ts'
import { beginningOf } from '../text/cut.ts'
import { forgetUnusedContacts } from './contacts.ts'
import type { Email } from './email.ts'

/** Where a comment came from; entrusted, never published. */
export interface Origin {
  email: Email | null
  ip: string | null
  userAgent: string | null
  /** Keyed hash of the mark that the browser keeps; null when it brought none. */
  browser: string | null
}

/** Keyed hashes: of who writes, and the one that is unique in the database, of these words from this sender. */
export interface Claim {
  who: string
  key: Buffer
  /** Whether the key holds as long as the comment, or for ten minutes, because its sender is known by a network alone. */
  lasts: boolean
}

/** A comment that holds its key, with what its author's cookie is signed with. */
export interface Claimed {
  id: number
  nonce: string | null
}

/** An origin as JSON; the comment's id and its nonce are the database's, and the contact is kept beside it. */
export const originRow = ({ who, key }: Claim, { ip, userAgent, browser }: Origin) => ({
  ip,
  user_agent: userAgent && beginningOf(userAgent, 500),
  who,
  submission_key: hex(key),
  browser,
})

/**
 * Gives a comment the key of its new words, so that its old ones can be said again; none where another comment has
 * that key. Throws a unique violation where another takes it at this moment.
 */
export async function moveKey(
  trx: Transaction<Database>,
  comment: number,
  key: Buffer | null,
): Promise<void> {
  await trx
    .updateTable('private.origins')
    .set({
      submission_key: sql<Buffer | null>`(select ${key}::bytea where not exists (
        select from private.origins where submission_key = ${key}::bytea and comment_id <> ${comment}))`,
    })
    .where('comment_id', '=', comment)
    .execute()
}

/**
 * What the cookies of some comments' authors are signed with, by the comments' ids; null for one from before there was
 * such a value. A comment that came from nowhere is left out.
 */
export async function readNonces(
  db: Kysely<Database>,
  comments: readonly number[],
): Promise<Map<number, string | null>> {
  if (comments.length === 0) return new Map()
  const rows = await db
    .selectFrom('private.origins')
    .select(['comment_id', 'nonce'])
    .where('comment_id', 'in', [...comments])
    .execute()
  return new Map(rows.map(({ comment_id, nonce }) => [comment_id, nonce]))
}

/** In a query of comments: what `readNonces` gives, '' for one from before there was such a value; null for one that came from nowhere. */
export const nonceOfComment = sql<string | null>`(
  select coalesce(o.nonce::text, '') from private.origins o where o.comment_id = comments.id)`

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

/** Forgets who wrote these comments and from where; the address, and what was noted of who has it, go with the last of theirs. */
export async function forgetOrigins(trx: Transaction<Database>, comments: readonly number[]): Promise<void> {
  const ofThese = sql<boolean>`comment_id = any(${[...comments]}::bigint[])`
  const writers = await trx
    .selectFrom('private.origins')
    .select(['contact_id', 'who'])
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
      browser: null,
      // The cookies of these comments open nothing any more.
      nonce: sql<string>`gen_random_uuid()`,
      // Whoever sends the same words again means it, and nobody can try out what was in this one.
      submission_key: null,
    })
    .where(ofThese)
    .execute()
  await forgetWriters(trx, writers)
}

/** Who wrote a comment. */
interface Writer {
  contact_id: number | null
  who: string | null
}

/** Who wrote the comments of an article, for `forgetWriters` once they are gone. */
export const writersOfPost = (trx: Transaction<Database>, post: number): Promise<Writer[]> =>
  trx
    .selectFrom('private.origins as o')
    .innerJoin('comments as c', 'c.id', 'o.comment_id')
    .select(['o.contact_id', 'o.who'])
    .distinct()
    .where('c.post_id', '=', post)
    .execute()

/** Forgets the addresses of those who have no comment any more, and what moderators noted of them. */
export async function forgetWriters(trx: Transaction<Database>, writers: readonly Writer[]): Promise<void> {
  await forgetNotes(
    trx,
    writers.flatMap(({ who }) => who ?? []),
  )
  await forgetUnusedContacts(
    trx,
    writers.flatMap(({ contact_id }) => contact_id ?? []),
  )
}

/** That somebody is muted stays: whoever takes their only comment back would be heard at once. */
async function forgetNotes(trx: Transaction<Database>, whos: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('private.person_notes as n')
    .where('n.who', '=', sql<string>`any(${[...whos]}::text[])`)
    .where(sql<boolean>`not exists (select from private.origins o where o.who = n.who)`)
    .execute()
}
