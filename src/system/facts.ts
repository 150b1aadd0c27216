import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { type Kysely, sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Database } from '../db/tables.ts'
import { fingerprintOf, type KeyRing } from '../keys.ts'

/** What a host wants to know of a running blog before they ask anybody. */
export interface SystemFacts {
  /** Of Afterword. */
  version: string
  /** Of Node. */
  node: string
  engine: 'Postgres' | 'PGlite'
  /** Of Postgres, in either engine. */
  engineVersion: string
  /** Bytes the database takes. */
  size: number
  /** Bytes left where it is; null where the database's machine is another's. */
  free: number | null
  /** The first half of what the database knows its key by, in hexadecimal. */
  fingerprint: string
  /** Since when it is used with that key; null for a database that was not told. */
  keySince: Date | null
}

/** Reads what this process and its database are. */
export async function readFacts(
  db: Kysely<Database>,
  config: Pick<Config, 'database' | 'dataDir'>,
  keys: KeyRing,
): Promise<SystemFacts> {
  const { rows } = await sql<{ version: string; size: number; since: Date | null }>`
    select current_setting('server_version') as version,
      pg_database_size(current_database())::float8 as size,
      (select since from private.site_key) as since`.execute(db)
  const isEmbedded = config.database.kind === 'pglite'
  return {
    version: ownVersion,
    node: process.versions.node,
    engine: isEmbedded ? 'PGlite' : 'Postgres',
    engineVersion: rows[0]?.version ?? '',
    size: rows[0]?.size ?? 0,
    free: isEmbedded ? await freeBytes(config.dataDir) : null,
    fingerprint: fingerprintOf(keys.current).toString('hex').slice(0, 32),
    keySince: rows[0]?.since ?? null,
  }
}

const ownVersion = versionIn(readFileSync(findPackageJSON(import.meta.url) ?? '', 'utf8'))

function versionIn(text: string): string {
  const about: unknown = JSON.parse(text)
  const isThere = typeof about === 'object' && about !== null && 'version' in about
  return isThere ? String(about.version) : ''
}

async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null // no such folder here: the rest is still worth showing
  }
}
