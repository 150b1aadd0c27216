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
    .selectFrom(sql<{ id: string }>`unnest(${[...ids]}::text[])`.as<'asked'>(sql`asked(id)`))
    // One after the other: all of a site at once, the planner reads the whole site for them where it knows no figures yet.
    .innerJoinLateral(
      one =>
        one
          .selectFrom('private.imported')
          .select(['foreign_id', 'local_id', 'digest', 'written', 'import_id'])
          .where('source', '=', source)
          .where('site', '=', site)
          .where('kind', '=', kind)
          .whereRef('foreign_id', '=', 'asked.id')
          .limit(1)
          .as('known'),
      join => join.onTrue(),
    )
    .select(['foreign_id', 'local_id', 'digest', 'written', 'import_id'])
    .execute()
  return new Map(rows.map(({ foreign_id, ...known }) => [foreign_id, known]))
}

/** Holds off another import from the same place until this transaction ends: what both bring comes once. */
export async function lockPlace(trx: Transaction<Database>, { source, site }: Of): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`afterword import ${source} ${site}`}))`.execute(trx)
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
  // As one text: to name each value of some hundred rows takes longer than to write them.
  const given = rows.map(({ digest, written, ...row }) => ({
    ...{ is_mention: false, votes: 0, ...row, ...of },
    ...{ digest: asText(digest), written: asText(written) },
  }))
  await trx
    .insertInto('private.imported')
    .columns([
      ...(['source', 'site', 'kind', 'foreign_id', 'local_id', 'digest', 'written'] as const),
      ...(['is_mention', 'votes', 'import_id'] as const),
    ])
    .expression(eb =>
      eb
        .selectFrom(
          sql<ImportedTable>`json_to_recordset(${JSON.stringify(given)}::json)`.as<'r'>(
            sql`r(source text, site text, kind text, foreign_id text, local_id bigint, digest bytea, written bytea,
              is_mention boolean, votes integer, import_id bigint)`,
          ),
        )
        .select(['source', 'site', 'kind', 'foreign_id', 'local_id', 'digest', 'written'])
        .select(['is_mention', 'votes', 'import_id']),
    )
    .onConflict(conflict =>
      conflict.columns(['source', 'site', 'kind', 'foreign_id']).doUpdateSet(eb => ({
        digest: eb.ref('excluded.digest'),
        written: eb.ref('excluded.written'),
        votes: eb.ref('excluded.votes'),
      })),
    )
    .execute()
}

/** Bytes as Postgres reads them out of a text. */
const asText = (bytes: Buffer) => `\\x${bytes.toString('hex')}`

/** A hash of what was written here. */
export const hashOf = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest()

/** An id as the database can hold it. */
export const foreignId = (id: string): string => id.replaceAll('\0', '').toWellFormed().slice(0, 500)
