import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import pg from 'pg'
import { type OpenDatabase, openDatabase, openEmbedded } from '../../src/db/open.ts'
import { guardGate } from './gate.ts'
import { bringing } from './keys.ts'

export const engine: 'postgres' | 'pglite' = process.env['TEST_DATABASE_URL'] ? 'postgres' : 'pglite'

let opened: Promise<OpenDatabase> | null = null

/** This worker's database, migrated; the same one for all its tests. */
export function testDatabase(): Promise<OpenDatabase> {
  opened ??= openGuarded()
  return opened
}

async function openGuarded(): Promise<OpenDatabase> {
  const database = await (engine === 'postgres' ? openTestPostgres() : openTestPglite())
  await guardGate(database.db)
  return database
}

async function openTestPglite(): Promise<OpenDatabase> {
  const dump = await readFile(process.env['TEST_PGLITE_DUMP'] ?? '')
  const lite = await PGlite.create({ loadDataDir: new Blob([new Uint8Array(dump)]) })
  return openEmbedded(lite, bringing(), 'prepare')
}

async function openTestPostgres(): Promise<OpenDatabase> {
  const url = await makePostgresDatabase(`w${process.env['VITEST_POOL_ID'] ?? '0'}_${process.pid}`)
  return openDatabase(
    { database: { kind: 'postgres', url, publicUrl: null, poolSize: 4 }, dataDir: '/nowhere' },
    bringing(),
    'prepare',
  )
}

/** Makes an empty database, with options of CREATE DATABASE, that the run drops at its end; returns its address. Only on Postgres. */
export async function makePostgresDatabase(suffix: string, options = ''): Promise<string> {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '')
  const name = `${process.env['TEST_DATABASE_PREFIX']}${suffix}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`create database ${pg.escapeIdentifier(name)} ${options}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}

/** Empties every table and puts the settings back, between two tests. */
export async function emptyDatabase({ db }: OpenDatabase): Promise<void> {
  await sql`delete from private.blocks`.execute(db)
  await sql`delete from private.person_notes`.execute(db)
  await sql`delete from private.ready_replies`.execute(db)
  await sql`delete from private.moves`.execute(db)
  await sql`delete from public.posts`.execute(db)
  await sql`delete from public.media`.execute(db)
  await sql`delete from public.tags`.execute(db)
  await sql`delete from public.authors`.execute(db)
  await sql`delete from public.addresses`.execute(db)
  await sql`delete from private.accounts`.execute(db)
  await sql`delete from private.invitations`.execute(db)
  await sql`delete from private.challenges`.execute(db)
  await sql`delete from private.audit_log`.execute(db)
  await sql`delete from private.contacts`.execute(db)
  await sql`delete from private.moderation_log`.execute(db)
  await sql`delete from private.spam_state`.execute(db)
  await sql`delete from private.spam_tokens`.execute(db)
  await sql`delete from private.spam_decisions`.execute(db)
  await sql`delete from private.rate_limits`.execute(db)
  await sql`delete from private.used_challenges`.execute(db)
  await sql`delete from private.arrivals`.execute(db)
  await sql`delete from private.attacks`.execute(db)
  await sql`delete from private.attack_steps`.execute(db)
  await sql`delete from private.service_keys`.execute(db)
  await sql`delete from private.videos`.execute(db)
  await sql`delete from private.import_media`.execute(db)
  await sql`delete from private.import_aside`.execute(db)
  await sql`delete from private.imported`.execute(db)
  await sql`delete from private.imports`.execute(db)
  await sql`delete from private.taken_back`.execute(db)
  await sql`delete from private.words`.execute(db)
  await sql`delete from private.jobs`.execute(db)
  await sql`delete from private.settings`.execute(db)
  await sql`delete from public.settings`.execute(db)
  await sql`delete from private.setting_saves`.execute(db)
  await sql`delete from private.welcome`.execute(db)
}
