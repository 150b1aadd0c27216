import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import pg from 'pg'
import { type OpenDatabase, openDatabase, openEmbedded } from '../../src/db/open.ts'
import { startParams } from '../../src/db/pglite.ts'
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
  await makeEmptying(database.db)
  return database
}

async function openTestPglite(): Promise<OpenDatabase> {
  return openEmbedded(await usedPglite(), bringing(), 'prepare')
}

/** A PGlite of a test's own, as a first start leaves it with the keys of tests. */
export const usedPglite = (): Promise<PGlite> => loadPglite('TEST_PGLITE_DUMP')

/** A PGlite of a test's own, without a schema: the run has made one, which is loaded in a tenth of the time. */
export const barePglite = (): Promise<PGlite> => loadPglite('TEST_PGLITE_BARE')

async function loadPglite(variable: string): Promise<PGlite> {
  const dump = await readFile(process.env[variable] ?? '')
  return PGlite.create({ loadDataDir: new Blob([new Uint8Array(dump)]), startParams })
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

/** In the order in which they can be emptied; what refers to them goes with them. */
const filled = [
  'private.blocks',
  'private.person_notes',
  'private.ready_replies',
  'private.moves',
  'public.posts',
  'public.media',
  'private.media_left',
  'public.tags',
  'public.authors',
  'public.addresses',
  'private.accounts',
  'private.invitations',
  'private.challenges',
  'private.audit_log',
  'private.contacts',
  'private.moderation_log',
  'private.spam_state',
  'private.spam_tokens',
  'private.spam_decisions',
  'private.due_lessons',
  'private.rate_limits',
  'private.used_challenges',
  'private.arrivals',
  'private.attacks',
  'private.attack_steps',
  'private.service_keys',
  'private.videos',
  'private.import_media',
  'private.import_aside',
  'private.erased_readers',
  'private.imported',
  'private.imports',
  'private.taken_back',
  'private.words',
  'private.jobs',
  'private.settings',
  'public.settings',
  'private.setting_saves',
  'private.welcome',
  'private.backups',
]

/** One statement that knows its plans: thirty-five are much to ask before each of some thousands of tests. */
async function makeEmptying(db: OpenDatabase['db']): Promise<void> {
  const each = filled.map(table => `if exists (select from ${table}) then delete from ${table}; end if;`)
  await sql
    .raw(`create or replace function private.empty_all() returns void language plpgsql as
      $$ begin ${each.join('\n')} end $$`)
    .execute(db)
}

/** Empties every table and puts the settings back, between two tests. */
export async function emptyDatabase({ db }: OpenDatabase): Promise<void> {
  await sql`select private.empty_all()`.execute(db)
}
