import type { Kysely } from 'kysely'
import { now } from '../db/clock.ts'
import type { Database } from '../db/tables.ts'
import type { Of } from './identity.ts'
import type { Report } from './report.ts'

/** Writes down that an import begins; returns its id. */
export async function beginImport(
  db: Kysely<Database>,
  begun: Of & { file: string; actor: string },
): Promise<number> {
  const { id } = await db
    .insertInto('private.imports')
    .values({ ...begun, report: null, ended_at: null, taken_back_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes down what an import did. */
export async function endImport(db: Kysely<Database>, id: number, report: Report): Promise<void> {
  await db
    .updateTable('private.imports')
    .set({ ended_at: now, report: JSON.stringify(report) })
    .where('id', '=', id)
    .execute()
}
