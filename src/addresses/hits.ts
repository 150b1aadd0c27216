import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** Counts who still comes by old addresses, off their way: written down once a minute. */
export interface AddressHits {
  count(address: number): void
  /** Writes down what was counted. What could not be written is counted on. */
  write(db: Kysely<Database>): Promise<void>
}

/** Begins with none. A process that is killed loses the hits of a minute. */
export function countHits(): AddressHits {
  let counted = new Map<number, number>()
  return {
    count: address => void counted.set(address, (counted.get(address) ?? 0) + 1),
    async write(db) {
      const written = counted
      counted = new Map()
      if (written.size === 0) return
      try {
        await add(db, written)
      } catch (error) {
        for (const [address, hits] of written) counted.set(address, (counted.get(address) ?? 0) + hits)
        throw error
      }
    },
  }
}

async function add(db: Kysely<Database>, hits: ReadonlyMap<number, number>): Promise<void> {
  await sql`
    insert into private.address_hits (address_id, month, hits)
    select a.id, to_char(now() at time zone 'UTC', 'YYYY-MM'), h.hits
    from unnest(${[...hits.keys()]}::bigint[], ${[...hits.values()]}::bigint[]) as h (id, hits)
      join public.addresses a on a.id = h.id
    on conflict (address_id, month) do update set hits = address_hits.hits + excluded.hits`.execute(db)
}
