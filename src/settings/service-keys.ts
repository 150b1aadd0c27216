import type { Kysely, Transaction } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { ServiceName } from '../db/site-tables.ts'
import type { Database } from '../db/tables.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { seal, unseal } from '../seal.ts'

/**
 * Keeps the key of a service that the host uses, sealed; null forgets it. The log says that it was changed, and nothing
 * shows it again. No setting, or it would stand in the log, in the list of settings and in what is exported.
 */
export async function saveServiceKey(
  trx: Transaction<Database>,
  keys: Keys,
  actor: Actor,
  service: ServiceName,
  key: string | null,
): Promise<void> {
  if (key === null) await trx.deleteFrom('private.service_keys').where('service', '=', service).execute()
  else {
    const sealed = seal(keys.derive('service-key'), key, Buffer.from(service))
    await trx
      .insertInto('private.service_keys')
      .values({ service, sealed })
      .onConflict(conflict => conflict.column('service').doUpdateSet({ sealed }))
      .execute()
  }
  await audit(trx, actor, 'service key changed', service)
}

/** The key of a service; null when there is none, or none that these keys open. */
export async function readServiceKey(
  db: Kysely<Database>,
  { current, previous }: KeyRing,
  service: ServiceName,
): Promise<string | null> {
  const row = await db
    .selectFrom('private.service_keys')
    .select('sealed')
    .where('service', '=', service)
    .executeTakeFirst()
  if (!row) return null
  for (const keys of [current, ...previous]) {
    const key = unseal(keys.derive('service-key'), row.sealed, Buffer.from(service))
    if (key !== null) return key
  }
  return null
}
