import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { findContactsByAddress } from './contacts.ts'
import type { Email } from './email.ts'

/** What the rules would have known of a comment's author when it was written. */
export interface PastOrigin {
  contact: number | null
  approvedBefore: number
  /** From one of the networks, and from one of the addresses, that the rules block. */
  isNetworkBlocked: boolean
  isAddressBlocked: boolean
}

/** Looks back at some comments, as if these networks and addresses had been blocked. */
export async function pastOrigins(
  db: Kysely<Database>,
  ring: KeyRing,
  comments: readonly number[],
  { networks, emails }: { networks: readonly string[]; emails: readonly Email[] },
): Promise<Map<number, PastOrigin>> {
  if (comments.length === 0) return new Map()
  const blocked = new Set<number>()
  for (const email of emails)
    for (const contact of await findContactsByAddress(db, ring, email)) blocked.add(contact)
  const rows = await db
    .selectFrom('private.origins as o')
    .select(['o.comment_id', 'o.contact_id'])
    .select(
      sql<boolean>`coalesce(o.ip <<= any(${[...networks]}::text[]::inet[]), false)`.as('isNetworkBlocked'),
    )
    .select(eb =>
      eb
        .selectFrom('private.origins as before')
        .innerJoin('comments as c', 'c.id', 'before.comment_id')
        .select(eb => eb.fn.countAll<number>().as('count'))
        .whereRef('before.who', '=', 'o.who')
        .whereRef('before.browser', '=', 'o.browser')
        .whereRef('c.id', '<', 'o.comment_id')
        .where('c.status', '=', 'approved')
        .as('approvedBefore'),
    )
    .where('o.comment_id', '=', sql<number>`any(${[...comments]}::bigint[])`)
    .execute()
  return new Map(
    rows.map(({ comment_id, contact_id, isNetworkBlocked, approvedBefore }) => [
      comment_id,
      {
        contact: contact_id,
        approvedBefore: approvedBefore ?? 0,
        isNetworkBlocked,
        isAddressBlocked: contact_id !== null && blocked.has(contact_id),
      },
    ]),
  )
}
