import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'

const folder = join(import.meta.dirname, '..', '..', 'src', 'db')
const text = readdirSync(folder)
  .filter(file => /(?:^|-)tables\.ts$/.test(file))
  .map(file => readFileSync(join(folder, file), 'utf8'))
  .join('\n')

/** The columns that an interface declares, with those of the one it extends. */
function declared(name: string): Map<string, string> {
  const [, parent, body = ''] =
    text.match(new RegExp(`interface ${name}(?: extends (\\w+))? \\{([\\s\\S]*?)\\n\\}`)) ?? []
  const columns = parent ? declared(parent) : new Map<string, string>()
  for (const [, column = '', type = ''] of body.matchAll(/^ {2}(\w+): (.+)$/gm)) columns.set(column, type)
  return columns
}

/** `Database`, and the groups of tables that it is made of. */
const groups = [...text.matchAll(/interface (?:Database|(?!Public)\w+Tables)\b[^{]*\{([\s\S]*?)\n\}/g)]
const tables = groups
  .flatMap(([, body = '']) => [...body.matchAll(/^ {2}'?([\w.]+)'?: (\w+Table)$/gm)])
  .map(([, name = '', type = '']) => ({
    name: name.includes('.') ? name : `public.${name}`,
    columns: declared(type),
  }))

interface Column {
  table: string
  name: string
  type: string
  nullable: boolean
  filled: boolean
  identity: string | null
}

async function columnsThere(): Promise<Column[]> {
  const { db } = await testDatabase()
  const { rows } = await sql<Column>`
    select table_schema || '.' || table_name as "table", column_name as name, udt_name as type,
           is_nullable = 'YES' as nullable, identity_generation as identity,
           column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS' as filled
    from information_schema.columns where table_schema in ('public', 'private')
      and not (select relispartition from pg_class where oid = format('%I.%I', table_schema, table_name)::regclass)
    order by 1, ordinal_position`.execute(db)
  return rows
}

/** What Postgres may call the type of a value. */
const called: Record<string, string[]> = {
  number: ['int8', 'int4', 'int2', 'float8'],
  'number[]': ['_int8'],
  string: ['text', 'inet', 'cidr', 'uuid', 'tsvector'],
  'ColumnType<BulkTask, string, string>': ['jsonb'],
  'ColumnType<SettingChanges, string, never>': ['jsonb'],
  'ColumnType<unknown, string, string>': ['jsonb'],
  'ColumnType<unknown, string, never>': ['jsonb'],
  JobState: ['text'],
  StepKind: ['text'],
  Lesson: ['text'],
  Likeness: ['text'],
  AttackStep: ['text'],
  ServiceName: ['text'],
  'string[]': ['_text', '_inet'],
  boolean: ['bool'],
  Buffer: ['bytea'],
  Date: ['timestamptz'],
  SetOnce: ['timestamptz'],
  MediaKind: ['text'],
  MoveState: ['text'],
  PostStatus: ['text'],
  PostKind: ['text'],
  RevisionKind: ['text'],
  'ColumnType<Cover | null, string | null, string | null>': ['jsonb'],
  'ColumnType<RevisionDetails, string, never>': ['jsonb'],
  'ColumnType<RevisionDetails, string, string>': ['jsonb'],
  ReportReason: ['text'],
  BlockKind: ['text'],
  CommentMark: ['text'],
  CommentStatus: ['text'],
  DecidedBefore: ['text'],
  WhoMayComment: ['text'],
  End: ['text'],
  Role: ['text'],
  ChallengePurpose: ['text'],
}

describe('the types of the tables', () => {
  test('name every table but those that libraries and limits keep for themselves', async () => {
    const there = new Set((await columnsThere()).map(column => column.table))
    const own = ['private.kysely_migration', 'private.kysely_migration_lock', 'private.rate_limits']
    expect([...there].filter(table => !own.includes(table)).sort()).toEqual(
      tables.map(table => table.name).sort(),
    )
  })

  test('name every column, with its type, and null where it may be', async () => {
    const there = await columnsThere()
    for (const { name, columns } of tables) {
      const real = there.filter(column => column.table === name && column.name !== 'only_row')
      expect(real.map(column => column.name).sort()).toEqual([...columns.keys()].sort())
      for (const column of real) {
        const type = columns.get(column.name) ?? ''
        const bare = type.replace(/^Generated(?:Always)?<(.+)>$/, '$1').replace(/ \| null$/, '')
        expect(called[bare], `${name}.${column.name}: ${type}`).toContain(column.type)
        expect(column.nullable, `${name}.${column.name} may be null`).toBe(type.includes('| null'))
      }
    }
  })

  test('let an insert leave out only what the database fills in', async () => {
    const there = await columnsThere()
    const wrong: string[] = []
    for (const { name, columns } of tables)
      for (const [column, type] of columns) {
        const real = there.find(each => each.table === name && each.name === column)
        if (/^Generated|^SetOnce/.test(type) && !real?.filled)
          wrong.push(`${name}.${column} is not filled in`)
        if (real?.identity === 'ALWAYS' && !type.startsWith('GeneratedAlways'))
          wrong.push(`${name}.${column}`)
      }
    expect(wrong).toEqual([])
  })
})

test('an id and a count come as numbers, and a list of ids as numbers', async () => {
  const { db } = await testDatabase()
  const { rows } = await sql`
    select 9007199254740991::bigint as id, count(*) as count, array[1, 2]::bigint[] as path,
           '{}'::bigint[] as empty, '\\x00ff'::bytea as bytes from (values (1), (2)) as v`.execute(db)
  expect(rows).toEqual([
    { id: 9007199254740991, count: 2, path: [1, 2], empty: [], bytes: Buffer.from([0, 255]) },
  ])
})
