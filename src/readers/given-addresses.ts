import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { unsealAddress } from './contacts.ts'
import { type Email, hashEmail, whoWrites } from './email.ts'
import { saveContacts } from './many-contacts.ts'

/** The addresses behind comments, in plain, from some comment on; null where no key of the ring opens one. */
export async function addressesAfter(
  db: Kysely<Database>,
  ring: KeyRing,
  after: number,
): Promise<{ comment: number; address: string | null }[]> {
  const rows = await db
    .selectFrom('private.origins as o')
    .innerJoin('private.contacts as c', 'c.id', 'o.contact_id')
    .select(['o.comment_id as comment', 'c.email_hash', 'c.email_sealed', 'c.key_id'])
    .where('o.comment_id', '>', after)
    .orderBy('o.comment_id')
    .limit(500)
    .execute()
  return rows.map(({ comment, ...sealed }) => ({ comment, address: unsealAddress(ring, sealed) }))
}

/** Gives every comment that has none an origin of which nothing is known. */
export async function originsForAll(trx: Transaction<Database>): Promise<void> {
  await sql`insert into private.origins (comment_id, submission_key)
    select id, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) from public.comments
    on conflict do nothing`.execute(trx)
}

/** Keeps the addresses of comments that are there without one, sealed. */
export async function keepGivenAddresses(
  trx: Transaction<Database>,
  ring: KeyRing,
  given: readonly { comment: number; email: Email }[],
): Promise<void> {
  const contacts = await saveContacts(
    trx,
    ring,
    given.map(({ email }) => email),
  )
  const keys = ring.current
  await sql`update private.origins o set contact_id = g.contact, who = g.who
    from unnest(${given.map(({ comment }) => comment)}::bigint[],
      ${given.map(({ email }) => contacts.get(hashEmail(keys, email).toString('hex')) ?? null)}::bigint[],
      ${given.map(({ email }) => whoWrites(keys, email, ''))}::text[]) as g (comment, contact, who)
    where o.comment_id = g.comment`.execute(trx)
}
