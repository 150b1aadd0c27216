import type { Kysely } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { drop, retry } from '../queue/overview.ts'

/** Has a job that failed carried out again at once; returns false if it did not fail, or somebody was faster. */
export const retryJob = (db: Kysely<Database>, actor: Actor, id: number): Promise<boolean> =>
  transact(db, async trx => {
    const name = await retry(trx, id)
    if (name !== null) await audit(trx, actor, 'job tried again', name)
    return name !== null
  })

/** Gives a job up that failed; returns false if it did not fail, or somebody was faster. */
export const dropJob = (db: Kysely<Database>, actor: Actor, id: number): Promise<boolean> =>
  transact(db, async trx => {
    const name = await drop(trx, id)
    if (name !== null) await audit(trx, actor, 'job given up', name)
    return name !== null
  })
