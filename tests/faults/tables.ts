import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { Place } from './place.ts'

type Ask = (statement: string) => Promise<{ rows: Record<string, unknown>[] }>

/** Every row of every table, as text: what there is to be the same. */
export type Tables = Map<string, string[]>

/** Opens a blog's database beside the program: a PGlite only while nobody serves it. */
export async function withDatabase<T>(place: Place, work: (ask: Ask) => Promise<T>): Promise<T> {
  const url = place.env['DATABASE_URL']
  if (url === undefined) {
    const lite = await PGlite.create(join(place.env['DATA_DIR'] ?? '', 'database'))
    try {
      return await work(statement => lite.query(statement))
    } finally {
      await lite.close()
    }
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(statement => client.query(statement))
  } finally {
    await client.end()
  }
}

/** What was said in every comment, as it is kept. */
export const sourcesIn = (place: Place): Promise<string[]> =>
  withDatabase(place, async ask =>
    (await ask('select source from public.comments order by id')).rows.map(({ source }) => String(source)),
  )

/** Reads every table of the blog but those named. */
export async function readTables(ask: Ask, except: readonly string[] = []): Promise<Tables> {
  const { rows } = await ask(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'private') and table_type = 'BASE TABLE' order by 1`)
  const tables: Tables = new Map()
  for (const name of rows.map(row => String(row['name'])).filter(name => !except.includes(name))) {
    const read = await ask(`select t::text as row from ${summedUp[name] ?? name} as t order by 1`)
    tables.set(
      name,
      read.rows.map(({ row }) => String(row)),
    )
  }
  return tables
}

/** Which connection counted is nothing that anybody is told. */
const summedUp: Readonly<Record<string, string>> = {
  'private.comment_counts': `(select post_id, status, sum(comments) from private.comment_counts
    group by post_id, status having sum(comments) <> 0)`,
}

/** One hash a table. */
export const hashesOf = (tables: Tables): string =>
  [...tables]
    .map(([name, rows]) => `${name} ${createHash('sha256').update(rows.join('\n')).digest('hex')}`)
    .join('\n')

/**
 * What came and what went between two moments, with what no two runs have in common (numbers, times, keys, the words
 * themselves) made the same: two runs that did the same have the same.
 */
export function changesBetween(before: Tables, after: Tables): string {
  const lines: string[] = []
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [then, now] = [before.get(name) ?? [], after.get(name) ?? []]
    const [was, is] = [new Set(then), new Set(now)]
    const came = now.filter(row => !was.has(row))
    const went = then.filter(row => !is.has(row))
    lines.push(...told(name, '+', came, went), ...told(name, '-', went, came))
  }
  return lines.sort().join('\n')
}

function told(name: string, sign: '+' | '-', rows: readonly string[], others: readonly string[]): string[] {
  // Which older decisions are learned once more is chance.
  const stayed = new Set(name === 'private.spam_decisions' ? others.map(firstOf) : [])
  const lines = rows.filter(row => !stayed.has(firstOf(row))).map(row => `${name} ${sign} ${shapeOf(row)}`)
  // And from how many words depends on the digits of a text.
  return name === 'private.spam_tokens' ? [...new Set(lines)] : lines
}

const firstOf = (row: string) => row.slice(0, row.indexOf(','))

const shapeOf = (row: string) =>
  row
    .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, '#')
    .replace(/\\?\\x[\da-f]+/g, '#')
    .replace(/\b(?=[a-f]*\d)[\da-f]{8,}\b/g, '#')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*(?:[+-]\d\d)?/g, '#')
    .replace(/\b[\da-f]{1,4}(?::[\da-f]{0,4}){2,7}/g, '#')
    .replace(/[\w-]*\d[\w-]*/g, '#')
    .replace(/(?:#[ ,:]*)+/g, '#')
