import { type RawBuilder, sql } from 'kysely'

/**
 * The database's time, as a part of a query: what is stored, and what is compared with it, follows one clock for all
 * nodes. In a transaction it stands still from its beginning.
 */
export const now: RawBuilder<Date> = sql<Date>`now()`
