import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { createGunzip } from 'node:zlib'
import { makeFolder, removeFolder } from '../media/temporary.ts'
import type { Source } from './open-file.ts'
import { counted } from './room.ts'
import { Unreadable } from './faults.ts'

export type Row = Readonly<Record<string, unknown>>

/** A database of SQLite, which is only read. */
export interface SqliteFile {
  /** The rows of a query, one after the other. */
  rows: (query: string) => Iterable<Row>
  tables: ReadonlySet<string>
}

/** Opens a file of SQLite to read it, and closes it when all that was asked for has been read. Throws Unreadable. */
export async function* withSqlite<T>(
  source: Source,
  read: (file: SqliteFile) => Iterable<T>,
): AsyncGenerator<T> {
  const folder = source.isGzip ? await makeFolder() : null
  const path = folder === null ? source.path : join(folder, 'database')
  try {
    if (folder !== null)
      await pipeline(
        createReadStream(source.path),
        createGunzip(),
        counted({ left: source.mostBytes }, () => new Unreadable(source.name, 1, 'tooLarge')),
        createWriteStream(path),
      )
    yield* readRows(path, read)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code !== 'ERR_SQLITE_ERROR' && !code.startsWith('Z_')) throw error
    const name = error instanceof Error ? error.message : ''
    throw new Unreadable(basename(source.path), 1, 'badDatabase', { name })
  } finally {
    if (folder !== null) await removeFolder(folder)
  }
}

function* readRows<T>(path: string, read: (file: SqliteFile) => Iterable<T>): Generator<T> {
  const url = pathToFileURL(path)
  // Nothing may be written beside it, not even a lock; but a log that lies there holds its last words.
  if (!existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1')
  url.searchParams.set('mode', 'ro')
  const database = new DatabaseSync(url, { readOnly: true })
  try {
    const rows = (query: string): Iterable<Row> => database.prepare(query).iterate()
    const tables = new Set<string>()
    for (const { name } of rows("select name from sqlite_master where type = 'table'"))
      tables.add(String(name))
    yield* read({ rows, tables })
  } finally {
    database.close()
  }
}

/** The names of a file's tables; none of one that is no such file. */
export async function tablesIn(source: Source): Promise<ReadonlySet<string>> {
  for await (const tables of withSqlite(source, ({ tables }) => [tables])) return tables
  return new Set()
}
