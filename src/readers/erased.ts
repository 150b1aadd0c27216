import { type Kysely, sql, type Transaction } from 'kysely'
import { now } from '../db/clock.ts'
import type { Database } from '../db/tables.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { type Email, hashEmail } from './email.ts'

/** What an import would bring of somebody. */
interface Written {
  email: Email | null
  /** When they wrote it. */
  at: Date
}

/** What somebody who was erased is known by: no address can be made of it, and no contact be found. */
export const erasedMark = (keys: Keys, email: Email): Buffer =>
  keys.sign('contact-hash', 'erased', hashEmail(keys, email).toString('hex'))

/** Lets an erasure see all that imports under way have written, and those see that it was: called first in its transaction. */
export async function awaitImports(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('afterword erasure'))`.execute(trx)
}

/** The same for a portion of an import: none of an erasure that is under way is missed. */
export async function awaitErasures(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext('afterword erasure'))`.execute(trx)
}

/** Writes down that somebody was erased now. */
export async function noteErased(trx: Transaction<Database>, mark: Buffer): Promise<void> {
  await trx
    .insertInto('private.erased_readers')
    .values({ mark, at: sql<Date>`${now}` })
    .onConflict(conflict => conflict.column('mark').doUpdateSet({ at: sql<Date>`${now}` }))
    .execute()
}

/** Which of some comments were written, before they were erased here, by people who were. */
export async function erasedAmong<T extends Written>(
  db: Kysely<Database>,
  { current, previous }: KeyRing,
  written: readonly T[],
): Promise<Set<T>> {
  const some = await db.selectFrom('private.erased_readers').select('mark').limit(1).executeTakeFirst()
  if (!some) return new Set()
  const byMark = Map.groupBy(
    written.flatMap(one => {
      const { email } = one
      return email === null
        ? []
        : [current, ...previous].map(keys => ({ one, mark: erasedMark(keys, email).toString('hex') }))
    }),
    ({ mark }) => mark,
  )
  const rows = await db
    .selectFrom('private.erased_readers')
    .selectAll()
    .where(
      'mark',
      '=',
      sql<Buffer>`any(${[...byMark.keys()].map(mark => Buffer.from(mark, 'hex'))}::bytea[])`,
    )
    .execute()
  return new Set(
    rows.flatMap(({ mark, at }) =>
      (byMark.get(mark.toString('hex')) ?? []).flatMap(({ one }) => (one.at < at ? [one] : [])),
    ),
  )
}
