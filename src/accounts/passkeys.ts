import type { Kysely } from 'kysely'
import { now } from '../db/clock.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { Account } from './account.ts'
import { type AccountActor, audit } from './audit-log.ts'

/** A key pair whose public half is kept here; the other never leaves its owner's device. */
export interface Passkey {
  credentialId: string
  publicKey: Uint8Array
  counter: number
  transports: readonly string[]
}

/** A person's passkeys, the oldest first. */
export function listPasskeys(db: Kysely<Database>, account: number) {
  return db
    .selectFrom('private.passkeys')
    .select(['id', 'credential_id', 'transports', 'name', 'created_at', 'used_at'])
    .where('account_id', '=', account)
    .orderBy('id')
    .execute()
}

/** Keeps a passkey of a person under a name; false when it is kept already. */
export function addPasskey(
  db: Kysely<Database>,
  actor: AccountActor,
  { credentialId, publicKey, counter, transports }: Passkey,
  name: string,
): Promise<boolean> {
  return transact(db, async trx => {
    const added = await trx
      .insertInto('private.passkeys')
      .values({
        account_id: actor.account,
        credential_id: credentialId,
        public_key: Buffer.from(publicKey),
        counter,
        transports: [...transports],
        name,
      })
      .onConflict(conflict => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return false
    await audit(trx, actor, 'passkey added')
    return true
  })
}

/** Forgets a passkey of a person. */
export async function removePasskey(db: Kysely<Database>, actor: AccountActor, id: number): Promise<void> {
  await transact(db, async trx => {
    const removed = await trx
      .deleteFrom('private.passkeys')
      .where('account_id', '=', actor.account)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (removed) await audit(trx, actor, 'passkey removed')
  })
}

/** A passkey and whose it is; null when nobody has it. */
export async function findPasskey(
  db: Kysely<Database>,
  credentialId: string,
): Promise<{ account: Account; id: number; passkey: Passkey } | null> {
  const found = await db
    .selectFrom('private.passkeys as p')
    .innerJoin('private.accounts as a', 'a.id', 'p.account_id')
    .select(['a.id', 'a.name', 'a.role', 'p.id as passkey', 'p.public_key', 'p.counter', 'p.transports'])
    .where('p.credential_id', '=', credentialId)
    .where('a.removed_at', 'is', null)
    .executeTakeFirst()
  if (!found) return null
  const { id, name, role, public_key: publicKey, counter, transports } = found
  return {
    account: { id, name, role },
    id: found.passkey,
    passkey: { credentialId, publicKey, counter, transports },
  }
}

/** Notes that a passkey was used; false when its counter has moved since it was read: then two have the same key. */
export async function notePasskeyUse(
  db: Kysely<Database>,
  { credentialId, counter }: Passkey,
  newCounter: number,
): Promise<boolean> {
  const used = await db
    .updateTable('private.passkeys')
    .set({ counter: newCounter, used_at: now })
    .where('credential_id', '=', credentialId)
    .where('counter', '=', counter)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}
