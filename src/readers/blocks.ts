import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { BlockKind } from '../db/desk-tables.ts'
import type { KeyRing } from '../keys.ts'
import { forgetUnusedContacts, unsealAddress } from './contacts.ts'
import type { Reader } from './reader.ts'

/** Where a comment came from, as far as it can be blocked; entrusted. */
export interface Blockable {
  contact: number | null
  /** In plain; null when none was given, or when no key opens it. */
  address: string | null
  ip: string | null
  browser: string | null
  who: string | null
}

/** Reads it of a comment; null where nothing is known any more. */
export async function readBlockable(
  db: Kysely<Database>,
  ring: KeyRing,
  comment: number,
): Promise<Blockable | null> {
  const row = await db
    .selectFrom('private.origins as o')
    .leftJoin('private.contacts as c', 'c.id', 'o.contact_id')
    .select(['o.contact_id', 'o.browser', 'o.who', 'c.email_hash', 'c.email_sealed', 'c.key_id'])
    .select(sql<string | null>`host(o.ip)`.as('ip'))
    .where('o.comment_id', '=', comment)
    .executeTakeFirst()
  if (!row) return null
  const { contact_id: contact, browser, who, ip } = row
  return { contact, address: unsealAddress(ring, row), ip, browser, who }
}

/** What is to be blocked: one of these, by its kind. */
export interface Block {
  kind: BlockKind
  contact?: number | null
  /** In CIDR notation. */
  network?: string | null
  mark?: string | null
  words?: string | null
}

/** Blocks it for some hours, or for good (null), whatever was said of it before: one block says how long. */
export async function addBlock(
  trx: Transaction<Database>,
  { kind, contact = null, network = null, mark = null, words = null }: Block,
  { hours, account, name }: { hours: number | null; account: number | null; name: string },
): Promise<void> {
  // Two who block the same at once come one after the other.
  await sql`select pg_advisory_xact_lock(hashtext('afterword blocks'))`.execute(trx)
  await sql`delete from private.blocks where kind = ${kind} and (contact_id, network, mark, words)
    is not distinct from (${contact}::bigint, ${network}::inet, ${mark}::text, ${words}::text)`.execute(trx)
  await trx
    .insertInto('private.blocks')
    .values({
      kind,
      contact_id: contact,
      network,
      mark,
      words,
      expires: sql<Date | null>`now() + make_interval(hours => ${hours}::int)`,
      account_id: account,
      actor: name,
    })
    .execute()
}

const holds = sql<boolean>`(b.expires is null or b.expires > now())`

/** Whether the comment `c` of a query came from what is blocked at this moment; who is muted is not blocked. */
export const isFromBlocked = sql<boolean>`exists (
  select from private.origins o join private.blocks b
    on b.contact_id = o.contact_id or o.ip <<= b.network or (b.kind = 'browser' and b.mark = o.browser)
  where o.comment_id = c.id and ${holds})`

/** What blocks say at this moment of a comment from somewhere. */
export interface Standing {
  isBlocked: boolean
  /** Who wrote it is muted. */
  isMuted: boolean
  /** The words that are blocked, in whatever comment. */
  words: string[]
}

/** What they say where there are none. */
export const nobodyBlocked: Standing = { isBlocked: false, isMuted: false, words: [] }

/** Whether there are any, also such whose time is over. */
export async function hasBlocks(db: Kysely<Database>): Promise<boolean> {
  const row = await db.selectFrom('private.blocks').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Asks the blocks about a comment from there. */
export async function standingOf(
  db: Kysely<Database>,
  { ip, contact, browser, who }: Omit<Blockable, 'address'>,
): Promise<Standing> {
  const rows = await db
    .selectFrom('private.blocks as b')
    .select(['b.kind', 'b.words'])
    .where(holds)
    .where(sql<boolean>`(b.kind = 'words' or b.contact_id = ${contact} or ${ip}::inet <<= b.network
      or (b.kind = 'browser' and b.mark = ${browser}) or (b.kind = 'person' and b.mark = ${who}))`)
    .execute()
  return {
    isBlocked: rows.some(({ kind }) => kind !== 'person' && kind !== 'words'),
    isMuted: rows.some(({ kind }) => kind === 'person'),
    words: rows.flatMap(({ words }) => words ?? []),
  }
}

/** A block as a page lists it. */
export interface ListedBlock {
  id: number
  kind: BlockKind
  /** An address, a network or words; null for a mark, which says nothing, and for what no key opens. */
  what: string | null
  expires: Date | null
  actor: string
  at: Date
}

/** What is blocked at this moment, the last first. */
export async function listBlocks(db: Kysely<Database>, ring: KeyRing): Promise<ListedBlock[]> {
  const rows = await db
    .selectFrom('private.blocks as b')
    .leftJoin('private.contacts as c', 'c.id', 'b.contact_id')
    .select(['b.id', 'b.kind', 'b.words', 'b.expires', 'b.actor', 'b.at'])
    .select(['c.email_hash', 'c.email_sealed', 'c.key_id'])
    .select(sql<string | null>`abbrev(b.network)`.as('network'))
    .where(holds)
    .orderBy('b.id', 'desc')
    .limit(500)
    .execute()
  return rows.map(row => {
    const { id, kind, words, network, expires, actor, at } = row
    return { id, kind, what: words ?? network ?? unsealAddress(ring, row), expires, actor, at }
  })
}

/** Until when who wrote is muted; null for good, undefined while they are not. */
export async function mutedUntil(db: Kysely<Database>, who: string): Promise<Date | null | undefined> {
  const row = await db
    .selectFrom('private.blocks as b')
    .select('b.expires')
    .where('b.kind', '=', 'person')
    .where('b.mark', '=', who)
    .where(holds)
    .orderBy(sql`b.expires desc nulls first`)
    .limit(1)
    .executeTakeFirst()
  return row?.expires
}

/** Lifts a block, and forgets the address if it was kept for that alone. */
export async function liftBlock(trx: Transaction<Database>, id: number): Promise<void> {
  const lifted = await trx.deleteFrom('private.blocks').where('id', '=', id).returning('contact_id').execute()
  await forgetUnusedContacts(
    trx,
    lifted.flatMap(({ contact_id }) => contact_id ?? []),
  )
}

/** Lets who is muted be heard again; whether they were muted. */
export async function unmute(trx: Transaction<Database>, who: string): Promise<boolean> {
  const lifted = await trx
    .deleteFrom('private.blocks')
    .where('kind', '=', 'person')
    .where('mark', '=', who)
    .executeTakeFirst()
  return lifted.numDeletedRows > 0n
}

/** A block of a person, as they are told of it. */
export interface BlockOf {
  kind: BlockKind
  /** Null: for good. */
  until: Date | null
}

/** What is blocked of a person at this moment, their mute included: what of it is theirs alone, no network of many. */
export const blocksOf = (db: Kysely<Database>, { contacts, whos }: Reader): Promise<BlockOf[]> =>
  db
    .selectFrom('private.blocks as b')
    .select(['b.kind', 'b.expires as until'])
    .where(holds)
    .where(
      sql<boolean>`(b.contact_id = any(${contacts}::bigint[])
        or (b.kind = 'person' and b.mark = any(${whos}::text[])) or exists (
          select from private.origins o where o.contact_id = any(${contacts}::bigint[]) and ${isOwn}))`,
    )
    .orderBy('b.id')
    .execute()

/** Whether the block `b` of a query is of the very IP address or browser that the comment `o` came from. */
const isOwn = sql<boolean>`(b.network = o.ip or (b.kind = 'browser' and b.mark = o.browser))`

/** Ends what is blocked of a person, and that they are muted, but for their address; whether there was anything. */
export async function forgetBlocksOf(
  trx: Transaction<Database>,
  { contacts, whos }: Reader,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from private.blocks b
    where (b.kind = 'person' and b.mark = any(${whos}::text[])) or exists (
      select from private.origins o where o.contact_id = any(${contacts}::bigint[]) and ${isOwn})`.execute(
    trx,
  )
  return numAffectedRows > 0n
}

/** Drops the blocks whose time is over; whether there were any. */
export async function dropOldBlocks(trx: Transaction<Database>): Promise<boolean> {
  const dropped = await trx
    .deleteFrom('private.blocks')
    .where('expires', '<=', sql<Date>`now()`)
    .executeTakeFirst()
  return dropped.numDeletedRows > 0n
}
