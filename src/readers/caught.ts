import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Blockable } from './blocks.ts'

/** How many comments of a time something would have caught, and how many of them were approved. */
export interface Caught {
  all: number
  approved: number
}

/** What each block of a comment's origin would have caught. */
export type CaughtByKind = Record<'address' | 'ip' | 'network' | 'browser', Caught>

/** Looks back so far, at no more than the newest comments of that time. */
export const lookBack = { days: 30, most: 10_000 }

/** Looks at the comments of the last thirty days, once for all kinds. `network` is in CIDR notation. */
export async function caughtBy(
  db: Kysely<Database>,
  { contact, ip, browser }: Blockable,
  network: string | null,
): Promise<CaughtByKind> {
  const newest = db
    .selectFrom('comments')
    .select(['id', 'status'])
    .where('status', '<>', 'withdrawn')
    .where('created_at', '>', sql<Date>`now() - make_interval(days => ${lookBack.days})`)
    .orderBy('created_at', 'desc')
    .limit(lookBack.most)
  const is = {
    address: sql<boolean>`o.contact_id = ${contact}::bigint`,
    ip: sql<boolean>`o.ip = ${ip}::inet`,
    network: sql<boolean>`o.ip <<= ${network}::inet`,
    browser: sql<boolean>`o.browser = ${browser}::text`,
  }
  const count = (which: keyof typeof is) =>
    sql<Caught>`json_build_object('all', count(*) filter (where ${is[which]}),
      'approved', count(*) filter (where ${is[which]} and c.status = 'approved'))`
  return db
    .selectFrom(newest.as('c'))
    .innerJoin('private.origins as o', 'o.comment_id', 'c.id')
    .select([
      count('address').as('address'),
      count('ip').as('ip'),
      count('network').as('network'),
      count('browser').as('browser'),
    ])
    .executeTakeFirstOrThrow()
}
