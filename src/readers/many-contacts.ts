import { sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { saveContact, sealedUnder } from './contacts.ts'
import { type Email, hashEmail } from './email.ts'

/**
 * The ids of the contacts with some addresses, by the hash of each as hexadecimal digits; stores those that are new. For
 * who brings in many at once.
 */
export async function saveContacts(
  trx: Transaction<Database>,
  ring: KeyRing,
  emails: readonly Email[],
): Promise<Map<string, number>> {
  const byHash = new Map(emails.map(email => [hashEmail(ring.current, email).toString('hex'), email]))
  const ids = new Map<string, number>()
  const note = (rows: readonly { id: number; email_hash: Buffer }[]) => {
    for (const { id, email_hash } of rows) ids.set(email_hash.toString('hex'), id)
  }
  if (ring.previous.length > 0) {
    for (const [hash, email] of byHash)
      ids.set(hash, await saveContact(trx, ring.current, email, ring.previous))
    return ids
  }
  const missing = () => [...byHash].filter(([hash]) => !ids.has(hash))
  for (let tries = 0; missing().length > 0; tries++) {
    if (tries === 3) throw new Error('contacts vanish')
    const found = trx
      .selectFrom('private.contacts')
      .select(['id', 'email_hash'])
      .where(
        'email_hash',
        '=',
        sql<Buffer>`any(${missing().map(([hash]) => Buffer.from(hash, 'hex'))}::bytea[])`,
      )
      .orderBy('id')
      .forKeyShare() // held until the comments refer to them
    note(await found.execute())
    // In one order, so that two at once can't deadlock.
    const rows = missing()
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, email]) => sealedUnder(ring.current, email))
    if (rows.length === 0) break
    const added = trx
      .insertInto('private.contacts')
      .columns(['email_hash', 'email_sealed', 'key_id'])
      .expression(eb =>
        eb
          .selectFrom(
            sql<ReturnType<typeof sealedUnder>>`unnest(${rows.map(row => row.email_hash)}::bytea[],
              ${rows.map(row => row.email_sealed)}::bytea[], ${rows.map(row => row.key_id)}::text[])`.as<'r'>(
              sql`r(email_hash, email_sealed, key_id)`,
            ),
          )
          .select(['email_hash', 'email_sealed', 'key_id']),
      )
      .onConflict(conflict => conflict.column('email_hash').doNothing())
      .returning(['id', 'email_hash'])
    note(await added.execute())
  }
  return ids
}
