import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/tables.ts'

/** A table as it is written out: its columns, and by which its rows are put in order. */
export interface Table {
  schema: string
  name: string
  /** Without those that the database makes of others. */
  columns: string[]
  key: string[]
}

/** What the database or the program makes anew, and what is of no use elsewhere. */
const left = new Set([
  'private.kysely_migration',
  'private.kysely_migration_lock',
  'private.site_key',
  'private.notice_channel',
  'private.comment_counts',
  'public.threads',
  'private.rate_limits',
  'private.challenges',
  'private.used_challenges',
  'private.searches',
  'private.writers',
  'private.post_terms',
  'private.words',
  'private.media_left',
])
/** Kept by triggers, which count again; and where bytes lie, which is each host’s own. */
const madeHere = new Set(['public.threads.comment_count', 'public.media.in_folder'])

/** Every table that holds what can't be made anew, each behind those that it refers to. */
export async function allTables(db: Kysely<Database>): Promise<Table[]> {
  const { rows } = await sql<{ schema: string; name: string; columns: string[]; key: string[] }>`
    select n.nspname as schema, c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary), '{}') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind = 'r' and not c.relispartition
    order by n.nspname, c.relname`.execute(db)
  const tables = rows
    .filter(({ schema, name }) => !left.has(`${schema}.${name}`))
    .map(({ columns, ...table }) => ({
      ...table,
      columns: columns.filter(column => !madeHere.has(`${table.schema}.${table.name}.${column}`)),
    }))
  return inOrder(tables, await references(db))
}

/** Which table refers to which, by `schema.name`. */
async function references(db: Kysely<Database>): Promise<{ from: string; to: string }[]> {
  const { rows } = await sql<{ from: string; to: string }>`
    select distinct fn.nspname || '.' || f.relname as "from", tn.nspname || '.' || t.relname as "to"
    from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace
    join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and not k.condeferrable order by 1, 2`.execute(db)
  return rows
}

function inOrder(tables: readonly Table[], refers: readonly { from: string; to: string }[]): Table[] {
  const ordered: Table[] = []
  const begun = new Set<string>()
  const add = (table: Table) => {
    const full = `${table.schema}.${table.name}`
    if (begun.has(full)) return
    begun.add(full)
    for (const { from, to } of refers)
      if (from === full) for (const other of tables) if (`${other.schema}.${other.name}` === to) add(other)
    ordered.push(table)
  }
  for (const table of tables) add(table)
  return ordered
}
