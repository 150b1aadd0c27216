import { sql, type Transaction } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { Table } from './tables.ts'

/** Rows go in pages of about so many characters. */
const pageCharacters = 2_000_000
const mostRows = 2_000

/** The rows of a table as JSON, in the order of its key, a page at a time: in a transaction that sees one moment. */
export async function* rowsOf(trx: Transaction<Database>, table: Table): AsyncGenerator<string[]> {
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

/** Rows on their way into one table after the other. */
export interface PuttingBack {
  /** What comes next belongs into this table, which is emptied first; null: none. */
  into(table: Table | null): Promise<void>
  add(row: string): Promise<void>
  /** Puts back what is still held. */
  end(): Promise<void>
}

/** As many are put back at once, if they are short. */
const rowsAtOnce = 500

/** Puts rows back in portions, none of which is larger than a page: a piece of a picture has half a million characters. */
export function puttingBack(trx: Transaction<Database>): PuttingBack {
  let table: Table | null = null
  let held: string[] = []
  let characters = 0
  const end = async () => {
    if (table) await insertRows(trx, table, held)
    held = []
    characters = 0
  }
  return {
    async into(next) {
      await end()
      table = next
      if (next) await emptyTable(trx, next)
    },
    async add(row) {
      if (characters + row.length > pageCharacters) await end()
      held.push(row)
      characters += row.length
      if (held.length >= rowsAtOnce) await end()
    },
    end,
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

/** Lets the ids that the database gives next be higher than all that are there. */
export async function raiseSequences(trx: Transaction<Database>, tables: readonly Table[]): Promise<void> {
  for (const { schema, name, columns } of tables)
    for (const column of columns) {
      const table = sql.lit(`${schema}.${name}`)
      const { rows } = await sql<{ sequence: string | null }>`
        select pg_get_serial_sequence(${table}, ${sql.lit(column)}) as sequence`.execute(trx)
      const sequence = rows[0]?.sequence
      if (sequence)
        await sql`select setval(${sequence}::regclass, coalesce(max(${sql.ref(column)}), 0) + 1, false)
          from ${sql.id(schema, name)}`.execute(trx)
    }
}
