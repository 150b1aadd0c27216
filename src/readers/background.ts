import { type Kysely, sql } from 'kysely'
import type { Database, PersonFilter, QueueFilter } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { beginningOf } from '../text/cut.ts'
import { contactsWithPart } from './part-of-address.ts'
import { readBeginning, readNetwork } from '../text/network.ts'
import { findContactsByAddress, unsealAddress } from './contacts.ts'
import { deviceName } from './device-name.ts'
import { Email } from './email.ts'

/** Whose articles' comments somebody may see; null: all. */
type Scope = QueueFilter['scope']

/** What a moderator is told of who wrote a comment, and readers are not. */
export interface Background {
  /** The address; null when none was given, or when no key opens it. */
  address: string | null
  ip: string | null
  /** Browser and system in words; the beginning of what the browser says of itself where they are not known. */
  device: string | null
  userAgent: string | null
  /** This person's comments by state, of their last five hundred. */
  history: Partial<Record<'pending' | 'approved' | 'spam' | 'trash', number>>
  /**
   * Other comments of theirs from the same browser that were approved, as far as the one who asks may see them, at most
   * as many as trust takes; null: it has no mark.
   */
  approvedHere: number | null
  /** Moderators noted something about them, for who sees notes: who may see every comment. */
  hasNotes: boolean
}

/** The backgrounds of some comments; their authors' others count that the one who asks may see. */
export async function backgroundsOf(
  db: Kysely<Database>,
  ring: KeyRing,
  comments: readonly number[],
  { scope, trustAfter }: { scope: Scope; trustAfter: number },
): Promise<Map<number, Background>> {
  if (comments.length === 0) return new Map()
  const rows = await db
    .selectFrom('private.origins as o')
    .leftJoin('private.contacts as c', 'c.id', 'o.contact_id')
    .select(['o.comment_id', 'o.contact_id', 'o.user_agent', 'c.email_hash', 'c.email_sealed', 'c.key_id'])
    .select(sql<string | null>`host(o.ip)`.as('ip'))
    .select(approvedHere(trustAfter, scope).as('approvedHere'))
    .select((scope === null ? isNoted : sql<boolean>`false`).as('hasNotes'))
    .where('o.comment_id', 'in', [...comments])
    .execute()
  const contacts = new Set(rows.flatMap(({ contact_id }) => contact_id ?? []))
  const histories = await historiesOf(db, [...contacts], scope)
  return new Map(
    rows.map(row => [
      row.comment_id,
      {
        address: unsealAddress(ring, row),
        ip: row.ip,
        approvedHere: row.approvedHere,
        hasNotes: row.hasNotes,
        device: deviceName(row.user_agent) ?? (row.user_agent && beginningOf(row.user_agent, 60)),
        userAgent: row.user_agent,
        history: (row.contact_id === null ? undefined : histories.get(row.contact_id)) ?? {},
      },
    ]),
  )
}

/** Of who writes more, the last ones tell enough. */
const mostCounted = 500

/** By a name alone nobody is noted; see person.ts. */
const isNoted = sql<boolean>`o.contact_id is not null and exists (
  select from private.person_notes n where n.who = o.who)`

/** What `approvedFrom` counts, of the origin `o` of a query; of who writes more, some tell enough. */
const approvedHere = (atMost: number, scope: Scope) => sql<
  number | null
>`case when o.browser is not null then (
  select count(*)::int from (
    select from (select comment_id, browser from private.origins where who = o.who limit ${mostCounted}::int) as x
    join comments c on c.id = x.comment_id
    where x.browser = o.browser and x.comment_id <> o.comment_id and c.status = 'approved'
      and ${scope === null ? sql`true` : isOf(scope)}
    limit ${atMost}::int) as known) end`

async function historiesOf(
  db: Kysely<Database>,
  contacts: readonly number[],
  scope: Scope,
): Promise<Map<number, Background['history']>> {
  const histories = new Map<number, Background['history']>()
  if (contacts.length === 0) return histories
  const rows = await db
    .selectFrom(sql<{ contact_id: number }>`unnest(${[...contacts]}::bigint[])`.as<'k'>(sql`k(contact_id)`))
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('private.origins as o')
          .select('o.comment_id')
          .whereRef('o.contact_id', '=', 'k.contact_id')
          .orderBy('o.comment_id', 'desc')
          .limit(mostCounted)
          .as('o'),
      join => join.onTrue(),
    )
    .innerJoin('comments as c', 'c.id', 'o.comment_id')
    .select(['k.contact_id', 'c.status'])
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('c.status', '<>', 'withdrawn')
    .$if(scope !== null, query => query.where(isOf(scope)))
    .groupBy(['k.contact_id', 'c.status'])
    .execute()
  for (const { contact_id, status, count } of rows) {
    histories.set(contact_id, { ...histories.get(contact_id), [status]: count })
  }
  return histories
}

/** Whom a search means: somebody alone, or somebody besides its words; null where it means nobody. */
export type Meant = { person: PersonFilter } | { contacts: number[] } | null

/**
 * Takes what a moderator searches for: an address or the part of one that an @ shows, a network or the beginning of one;
 * what has a dot in it may be a part of an address as well as a word.
 */
export async function personIn(db: Kysely<Database>, ring: KeyRing, search: string): Promise<Meant> {
  const network = readNetwork(search)
  if ('cidr' in network) return { person: { network: network.cidr } }
  const beginning = readBeginning(search)
  if (beginning) return { person: { network: beginning.cidr } }
  const email = Email.parse(search)
  const known = email === null ? [] : await findContactsByAddress(db, ring, email)
  if (known.length > 0) return { person: { contacts: known } }
  if (!/^\S{0,253}[@.]\S{0,253}$/.test(search) || search.length < 3) return null
  const contacts = await contactsWithPart(db, ring, search)
  if (!search.includes('@')) return { contacts }
  return { person: contacts.length === 0 ? { nobody: true } : { contacts } }
}

/**
 * The person who wrote a comment, as a filter; that comment alone when nothing is known of them, and nobody when whoever
 * asks may not see it: which of their own comments are by the same hand would tell whose it is.
 */
export async function personBehind(
  db: Kysely<Database>,
  comment: number,
  scope: Scope,
): Promise<PersonFilter> {
  const origin = await originOf(db, comment, scope)
  if (!origin) return { nobody: true }
  return origin.contact_id === null ? { comment } : { contacts: [origin.contact_id] }
}

/** The same of the address that a comment came from. */
export async function addressBehind(
  db: Kysely<Database>,
  comment: number,
  scope: Scope,
): Promise<PersonFilter> {
  const origin = await originOf(db, comment, scope)
  if (!origin) return { nobody: true }
  return origin.ip === null ? { comment } : { network: origin.ip }
}

/** The address that a comment came from, for who may see it. */
export async function networkBehind(
  db: Kysely<Database>,
  comment: number,
  scope: Scope,
): Promise<string | null> {
  return (await originOf(db, comment, scope))?.ip ?? null
}

const originOf = (db: Kysely<Database>, comment: number, scope: Scope) =>
  db
    .selectFrom('private.origins as o')
    .innerJoin('comments as c', 'c.id', 'o.comment_id')
    .select('o.contact_id')
    .select(sql<string | null>`host(o.ip)`.as('ip'))
    .where('o.comment_id', '=', comment)
    .$if(scope !== null, query => query.where(isOf(scope)))
    .executeTakeFirst()

/** Whether the comment `c` of a query is of an article of somebody's. */
const isOf = (scope: Scope) => sql<boolean>`c.post_id in (select private.posts_of(${scope?.author ?? null}))`

/** The comments by whom a search is about; null when there are as many as `most`. */
export async function commentsBy(
  db: Kysely<Database>,
  person: PersonFilter,
  most: number,
): Promise<number[] | null> {
  if ('nobody' in person) return []
  if ('comment' in person) return [person.comment]
  const rows = await db
    .selectFrom('private.origins as o')
    .select('o.comment_id')
    .where(isFrom(person))
    .limit(most)
    .execute()
  return rows.length < most ? rows.map(({ comment_id }) => comment_id) : null
}

/** Whether the comment `c` of a query was written by whom a search is about. */
export function isBy(person: PersonFilter) {
  if ('nobody' in person) return sql<boolean>`false`
  if ('comment' in person) return sql<boolean>`c.id = ${person.comment}`
  return sql<boolean>`exists (select from private.origins o where o.comment_id = c.id and ${isFrom(person)})`
}

const isFrom = (person: { contacts: number[] } | { network: string }) =>
  'contacts' in person
    ? sql<boolean>`o.contact_id = any(${person.contacts}::bigint[])`
    : sql<boolean>`o.ip <<= ${person.network}::inet`
