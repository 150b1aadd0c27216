import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import { withPart } from '../db/like.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { webAddress } from '../text/web-address.ts'
import { slugFrom, urls } from '../urls.ts'
import { addressOf } from './path.ts'

/** An old address, as a list shows it. */
export interface OldAddress {
  id: number
  path: string
  /** A path of this site or a whole address; null: what was there is gone. */
  to: string | null
  /** How often somebody came by it this month and the month before, in UTC. */
  hits: number
  hitsBefore: number
}

interface AddressesRequest {
  /** A part of the address, or of where it leads. */
  search: string
  /** The id that the page before ended with. */
  before: number | null
  size: number
}

/** A page of the old addresses, those that came last first. */
export async function listAddresses(
  db: Kysely<Database>,
  { search, before, size }: AddressesRequest,
): Promise<{ addresses: OldAddress[]; next: number | null }> {
  const pattern = withPart(search)
  const rows = await known(db)
    .$if(search !== '', query =>
      query.where(eb =>
        eb.or([
          eb('a.path', 'ilike', pattern),
          eb('a.url', 'ilike', pattern),
          eb('p.slug', 'ilike', pattern),
        ]),
      ),
    )
    .$if(before !== null, query => query.where('a.id', '<', before))
    .orderBy('a.id', 'desc')
    .limit(size + 1)
    .execute()
  const addresses = rows.slice(0, size).map(shown)
  return { addresses, next: rows.length > size ? (addresses.at(-1)?.id ?? null) : null }
}

/** One of them; null when there is none. */
export async function findAddress(db: Kysely<Database>, id: number): Promise<OldAddress | null> {
  const row = await known(db).where('a.id', '=', id).executeTakeFirst()
  return row ? shown(row) : null
}

function known(db: Kysely<Database>) {
  const hitsIn = (months: number) => sql<number>`coalesce((select h.hits from private.address_hits h
    where h.address_id = a.id and h.month =
      to_char((now() at time zone 'UTC') - make_interval(months => ${months}), 'YYYY-MM')), 0)`
  return db
    .selectFrom('addresses as a')
    .leftJoin('posts as p', 'p.id', 'a.post_id')
    .select(['a.id', 'a.path', 'a.url', 'a.is_gone', 'p.slug'])
    .select([hitsIn(0).as('hits'), hitsIn(1).as('hitsBefore')])
}

/** As `findLead` answers. */
function shown(row: Awaited<ReturnType<ReturnType<typeof known>['execute']>>[number]): OldAddress {
  const { id, path, url, is_gone, slug, hits, hitsBefore } = row
  const to = is_gone ? null : slug === null ? url : urls.post(slug)
  return { id, path, to, hits, hitsBefore }
}

export type AddressProblem = 'path' | 'to' | 'same' | 'taken' | 'there'

/** Where an address is to lead, as it was typed; empty: nowhere any more. */
export interface TypedAddress {
  path: string
  to: string
}

/**
 * Keeps where an old address leads, a new one where `id` is null. To an article it leads whatever the article's address
 * becomes. Returns what is wrong, or null.
 */
export function saveAddress(
  db: Kysely<Database>,
  actor: Actor,
  id: number | null,
  typed: TypedAddress,
): Promise<AddressProblem | null> {
  return transact(db, async trx => {
    const path = typed.path.startsWith('/') ? addressOf(typed.path) : null
    if (path === null || path === '/' || path.startsWith('/admin')) return 'path'
    const to = typed.to === '' ? null : targetOf(typed.to)
    if (typed.to !== '' && to === null) return 'to'
    if (to !== null && addressOf(to) === path) return 'same'
    if (await postAt(trx, path)) return 'there'
    const other = await trx
      .selectFrom('addresses')
      .select('id')
      .where('path', '=', path)
      .where('id', '<>', id ?? 0)
      .executeTakeFirst()
    if (other) return 'taken'
    const post = to === null ? undefined : await postAt(trx, to)
    const lead = { path, post_id: post?.id ?? null, url: post ? null : to, is_gone: to === null }
    if (id === null) await trx.insertInto('addresses').values(lead).execute()
    else await trx.updateTable('addresses').set(lead).where('id', '=', id).execute()
    await audit(trx, actor, 'old address changed', `${path} → ${to ?? '410'}`)
    return null
  })
}

function targetOf(typed: string): string | null {
  if (/^https?:/i.test(typed)) return webAddress(typed)?.href ?? null
  const url = typed.startsWith('/') ? URL.parse(typed, 'http://here.invalid') : null
  if (url?.origin !== 'http://here.invalid' || url.pathname.startsWith('//')) return null
  return `${url.pathname}${url.search}${url.hash}`
}

/** The article at a path of this site, if that is all the path says. */
async function postAt(trx: Transaction<Database>, path: string): Promise<{ id: number } | undefined> {
  const address = addressOf(path)
  if (address === null || path.includes('?') || path.includes('#')) return undefined
  const slug = slugFrom(address.slice(1))
  return trx
    .selectFrom('posts')
    .select('id')
    .where('slug', '=', slug)
    .where('status', '<>', 'trash')
    .executeTakeFirst()
}

/** Forgets an old address with its hits: nothing was ever there. */
export function removeAddress(db: Kysely<Database>, actor: Actor, id: number): Promise<boolean> {
  return transact(db, async trx => {
    const removed = await trx
      .deleteFrom('addresses')
      .where('id', '=', id)
      .returning('path')
      .executeTakeFirst()
    if (!removed) return false
    await audit(trx, actor, 'old address forgotten', removed.path)
    return true
  })
}
