import type { Kysely } from 'kysely'
import type { Database } from '../../src/db/tables.ts'
import type { AllSettings } from '../../src/settings/declared.ts'
import { changeSettings } from '../../src/settings/settings.ts'

/** Changes settings as a host does. */
export async function setSettings(db: Kysely<Database>, changes: Partial<AllSettings>): Promise<void> {
  await db.transaction().execute(trx => changeSettings(trx, { account: null, name: 'command line' }, changes))
}
