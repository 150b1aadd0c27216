import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'

/** How a person likes the list of comments. */
export interface Desk {
  /** Single keys decide there. */
  keys: boolean
  /** Its rows are dense. */
  dense: boolean
  /** They are still to be told of the keys. */
  hint: boolean
}

/** Keeps what somebody chose for the list of comments; what is left out stays. */
export async function saveDesk(db: Kysely<Database>, account: number, chosen: Partial<Desk>): Promise<void> {
  const { keys, dense, hint } = chosen
  const columns = {
    ...(keys === undefined ? {} : { desk_keys: keys }),
    ...(dense === undefined ? {} : { desk_dense: dense }),
    ...(hint === undefined ? {} : { desk_hint: hint }),
  }
  if (Object.keys(columns).length === 0) return
  await db.updateTable('private.accounts').set(columns).where('id', '=', account).execute()
}
