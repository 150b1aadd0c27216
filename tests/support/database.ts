import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import pg from 'pg'
import { type OpenDatabase, openDatabase, openEmbedded } from '../../src/db/open.ts'
import { testKeys } from './keys.ts'

export const engine: 'postgres' | 'pglite' = process.env['TEST_DATABASE_URL'] ? 'postgres' : 'pglite'

let opened: Promise<OpenDatabase> | null = null

/** This worker's database, migrated; the same one for all its tests. */
export function testDatabase(): Promise<OpenDatabase> {
  opened ??= engine === 'postgres' ? openTestPostgres() : openTestPglite()
  return opened
}

async function openTestPglite(): Promise<OpenDatabase> {
  const dump = await readFile(process.env['TEST_PGLITE_DUMP'] ?? '')
  const lite = await PGlite.create({ loadDataDir: new Blob([new Uint8Array(dump)]) })
  return openEmbedded(lite, testKeys.current)
}

async function openTestPostgres(): Promise<OpenDatabase> {
  const url = await makePostgresDatabase(`w${process.env['VITEST_POOL_ID'] ?? '0'}_${process.pid}`)
  return openDatabase(
    { database: { kind: 'postgres', url, publicUrl: null, poolSize: 4 }, dataDir: '/nowhere' },
    testKeys.current,
  )
}

/** Makes an empty database that the run drops at its end; gives its address. Only on Postgres. */
export async function makePostgresDatabase(suffix: string): Promise<string> {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '')
  const name = `${process.env['TEST_DATABASE_PREFIX']}${suffix}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`create database ${pg.escapeIdentifier(name)}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}

/** Empties every table and puts the settings back, between two tests. */
export async function emptyDatabase({ db }: OpenDatabase): Promise<void> {
  await sql`delete from public.posts`.execute(db)
  await sql`delete from private.accounts`.execute(db)
  await sql`delete from private.invitations`.execute(db)
  await sql`delete from private.challenges`.execute(db)
  await sql`delete from private.audit_log`.execute(db)
  await sql`delete from private.contacts`.execute(db)
  await sql`delete from private.moderation_log`.execute(db)
  await sql`delete from private.rate_limits`.execute(db)
  await sql`delete from private.discussion`.execute(db)
  await sql`insert into private.discussion default values`.execute(db)
  await sql`delete from public.settings`.execute(db)
  await sql`insert into public.settings default values`.execute(db)
}
