import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { ImportedTable } from '../db/transfer-tables.ts'
import type { Database } from '../db/tables.ts'

/** Where something came from: a system, and a site of it. */
export interface Of {
  source: string
  site: string
}

/** What is known of something that came before. */
export type Known = Pick<ImportedTable, 'local_id' | 'digest' | 'written' | 'import_id'>

/** Finds what is here of some articles or comments of another system, by what they are called there. */
export async function findKnown(
  db: Kysely<Database>,
  { source, site }: Of,
  kind: 'article' | 'comment',
  ids: readonly string[],
): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('private.imported')
    .select(['foreign_id', 'local_id', 'digest', 'written', 'import_id'])
    .where('source', '=', source)
    .where('site', '=', site)
    .where('kind', '=', kind)
    .where('foreign_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
  return new Map(rows.map(({ foreign_id, ...known }) => [foreign_id, known]))
}

type Remembered = Omit<ImportedTable, 'source' | 'site' | 'is_mention' | 'votes'> &
  Partial<Pick<ImportedTable, 'is_mention' | 'votes'>>

/** Writes down what things are called where they came from, in the transaction that writes them. */
export async function remember(
  trx: Transaction<Database>,
  of: Of,
  rows: readonly Remembered[],
): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('private.imported')
    .values(rows.map(row => ({ is_mention: false, votes: 0, ...row, ...of })))
    .onConflict(conflict =>
      conflict.columns(['source', 'site', 'kind', 'foreign_id']).doUpdateSet(eb => ({
        digest: eb.ref('excluded.digest'),
        written: eb.ref('excluded.written'),
        votes: eb.ref('excluded.votes'),
      })),
    )
    .execute()
}

/** A hash of what was written here. */
export const hashOf = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest()

/** An id as the database can hold it. */
export const foreignId = (id: string): string => id.replaceAll('\0', '').toWellFormed().slice(0, 500)
