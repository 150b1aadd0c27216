import { type Kysely, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { mutedUntil } from './blocks.ts'
import { unsealAddress } from './contacts.ts'

/** A note about who writes, which moderators alone see. */
export interface PersonNote {
  id: number
  note: string
  actor: string
  at: Date
}

/**
 * What is known of who wrote a comment. Without an address that is what came from the same browser under the same name:
 * a name is anybody's, so nobody is noted or muted by it.
 */
export interface Person {
  /** A keyed hash, which says nothing. */
  who: string
  address: string | null
  /** They gave an address, whether a key opens it or not. */
  hasAddress: boolean
  /** The names they wrote under, the last first. */
  names: string[]
  since: Date
  /** Their comments by state, of their last five hundred. */
  history: { status: string; count: number }[]
  notes: PersonNote[]
  /** Null: for good; undefined: they are not. */
  mutedUntil: Date | null | undefined
}

/** Of who writes more, the last ones tell enough. */
const mostCounted = 500

/** Reads it; null where nothing is known any more of who wrote the comment. */
export async function readPerson(
  db: Kysely<Database>,
  ring: KeyRing,
  comment: number,
): Promise<Person | null> {
  const origin = await db
    .selectFrom('private.origins as o')
    .leftJoin('private.contacts as c', 'c.id', 'o.contact_id')
    .select(['o.who', 'o.contact_id', 'o.browser', 'c.email_hash', 'c.email_sealed', 'c.key_id'])
    .where('o.comment_id', '=', comment)
    .executeTakeFirst()
  if (!origin || !origin.who) return null
  const { who, browser } = origin
  const hasAddress = origin.contact_id !== null
  const theirs = db
    .selectFrom('private.origins')
    .select('comment_id')
    .where('who', '=', who)
    .$if(!hasAddress, query =>
      browser === null ? query.where('comment_id', '=', comment) : query.where('browser', '=', browser),
    )
    .orderBy('comment_id', 'desc')
    .limit(mostCounted)
  const rows = await db
    .selectFrom(theirs.as('o'))
    .innerJoin('comments as c', 'c.id', 'o.comment_id')
    .select(['c.name', 'c.status', 'c.created_at'])
    .where('c.status', '<>', 'withdrawn')
    .orderBy('c.id', 'desc')
    .execute()
  const counts = Map.groupBy(rows, ({ status }) => status)
  return {
    who,
    address: unsealAddress(ring, origin),
    hasAddress,
    names: [...new Set(rows.map(({ name }) => name).filter(name => name !== ''))].slice(0, 10),
    since: rows.at(-1)?.created_at ?? new Date(0),
    history: [...counts].map(([status, list]) => ({ status, count: list.length })),
    notes: await notesOf(db, who),
    mutedUntil: await mutedUntil(db, who),
  }
}

const notesOf = (db: Kysely<Database>, who: string): Promise<PersonNote[]> =>
  db
    .selectFrom('private.person_notes')
    .select(['id', 'note', 'actor', 'at'])
    .where('who', '=', who)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()

/** Keeps a note about who writes. */
export async function addNote(
  trx: Transaction<Database>,
  { who, note, account, name }: { who: string; note: string; account: number; name: string },
): Promise<void> {
  await trx
    .insertInto('private.person_notes')
    .values({ who, note, account_id: account, actor: name })
    .execute()
}

/** Drops a note about somebody. */
export async function removeNote(trx: Transaction<Database>, who: string, id: number): Promise<void> {
  await trx.deleteFrom('private.person_notes').where('who', '=', who).where('id', '=', id).execute()
}

/** What moderators noted about a person, by all that stands for who writes, the first note first. */
export const notesAbout = (db: Kysely<Database>, whos: readonly string[]) =>
  db
    .selectFrom('private.person_notes')
    .select(['note', 'at'])
    .where('who', 'in', [...whos])
    .orderBy('id')
    .execute()

/** Forgets what was noted about a person, whether a comment of theirs is left or not. */
export async function forgetNotesAbout(trx: Transaction<Database>, whos: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('private.person_notes')
    .where('who', 'in', [...whos])
    .execute()
}
