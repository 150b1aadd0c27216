import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { bytesBack, holdsBytes, type MediaHere, mediaRows } from './media-rows.ts'
import type { Table } from './tables.ts'

/** Rows go in pages of about so many characters. */
const pageCharacters = 2_000_000
const mostRows = 2_000

/** The rows of a table as JSON, in the order of its key, a page at a time: in a transaction that sees one moment. */
export async function* rowsOf(
  trx: Transaction<Database>,
  table: Table,
  here: MediaHere,
): AsyncGenerator<string[]> {
  if (holdsBytes(table)) return yield* mediaRows(trx, table, here)
  const { schema, name, columns, key } = table
  const order = key.length === 0 ? columns : key
  await sql`declare rows_of_table no scroll cursor for
    select row_to_json(t)::text as row from (
      select ${sql.join(columns.map(column => sql.ref(column)))} from ${sql.id(schema, name)}
      order by ${sql.join(order.map(column => sql.ref(column)))}
    ) t`.execute(trx)
  let size = 20
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(size)} from rows_of_table`.execute(trx)
    if (rows.length === 0) break
    yield rows.map(({ row }) => row)
    const longest = Math.max(...rows.map(({ row }) => row.length), 1)
    size = Math.max(1, Math.min(mostRows, Math.floor(pageCharacters / longest)))
  }
  await sql`close rows_of_table`.execute(trx)
}

/** Empties a table before its rows are put back: triggers may have made some of them of the rows of others. */
export async function emptyTable(trx: Transaction<Database>, { schema, name }: Table): Promise<void> {
  await sql`delete from ${sql.id(schema, name)}`.execute(trx)
}

/** Rows on their way into one table after the other. What is given up before its end leaves no files in the folder. */
export interface PuttingBack extends AsyncDisposable {
  /** What comes next belongs into this table, which is emptied first; null: none. */
  into(table: Table | null): Promise<void>
  add(row: string): Promise<void>
  /** Puts back what is still held. */
  end(): Promise<void>
}

/** As many are put back at once, if they are short. */
const rowsAtOnce = 500

/**
 * Puts rows back in portions, none of which is larger than a page: a piece of a picture has half a million characters.
 * With a folder, the bytes of files are put there.
 */
export function puttingBack(trx: Transaction<Database>, mediaDir: string | null): PuttingBack {
  const bytes = mediaDir === null ? null : bytesBack(trx, mediaDir)
  let table: Table | null = null
  let held: string[] = []
  let characters = 0
  const flush = async () => {
    if (table) await insertRows(trx, table, held)
    held = []
    characters = 0
  }
  return {
    async into(next) {
      await flush()
      table = next
      if (next) await emptyTable(trx, next)
    },
    async add(row) {
      if (bytes && table && holdsBytes(table)) return bytes.add(row)
      if (characters + row.length > pageCharacters) await flush()
      held.push(row)
      characters += row.length
      if (held.length >= rowsAtOnce) await flush()
    },
    async end() {
      await flush()
      await bytes?.end()
    },
    async [Symbol.asyncDispose]() {
      // What can't be removed stays, as after a process that was killed; why it was given up is what is to be said.
      await bytes?.undo().catch(() => undefined)
    },
  }
}

/** Puts rows back, as `rowsOf` gave them, their ids included. */
async function insertRows(
  trx: Transaction<Database>,
  { schema, name, columns }: Table,
  rows: readonly string[],
): Promise<void> {
  if (rows.length === 0) return
  const list = sql.join(columns.map(column => sql.ref(column)))
  await sql`insert into ${sql.id(schema, name)} (${list}) overriding system value
    select ${list} from json_populate_recordset(null::${sql.id(schema, name)}, ${`[${rows.join(',')}]`}::json)`.execute(
    trx,
  )
}

/** The last id that each column of some tables was given by the database, by `schema.table.column`. */
export type LastIds = Readonly<Record<string, number>>

/** The last ids that were given, those of rows that are gone included: other rows and readers may still name them. */
export async function lastIds(trx: Transaction<Database>, tables: readonly Table[]): Promise<LastIds> {
  const ids: Record<string, number> = {}
  for (const { path, sequence } of await sequencesOf(trx, tables)) {
    const { rows } = await sql<{ last: number | null }>`
      select pg_sequence_last_value(${sequence}::regclass) as last`.execute(trx)
    const last = rows[0]?.last ?? null
    if (last !== null) ids[path] = last
  }
  return ids
}

/** Lets the ids that the database gives next be higher than all that are there, and than those that were given before. */
export async function raiseSequences(
  trx: Transaction<Database>,
  tables: readonly Table[],
  given: LastIds,
): Promise<void> {
  for (const { path, table, column, sequence } of await sequencesOf(trx, tables))
    await sql`select setval(${sequence}::regclass, greatest(last, 1), last > 0) from (
      select greatest(coalesce(max(${sql.ref(column)}), 0), ${given[path] ?? 0}::bigint) as last
      from ${sql.id(table.schema, table.name)}) ids`.execute(trx)
}

async function sequencesOf(trx: Transaction<Database>, tables: readonly Table[]) {
  const found: { path: string; table: Table; column: string; sequence: string }[] = []
  for (const table of tables)
    for (const column of table.columns) {
      const name = `${table.schema}.${table.name}`
      const { rows } = await sql<{ sequence: string | null }>`
        select pg_get_serial_sequence(${sql.lit(name)}, ${sql.lit(column)}) as sequence`.execute(trx)
      const sequence = rows[0]?.sequence
      if (sequence) found.push({ path: `${name}.${column}`, table, column, sequence })
    }
  return found
}
