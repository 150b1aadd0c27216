import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { openEmbedded } from '../../src/db/open.ts'
import { startParams } from '../../src/db/pglite.ts'
import { bringing } from './keys.ts'

/**
 * On PGlite: makes one database, which each worker loads: as it is at first, and migrated. On Postgres
 * (TEST_DATABASE_URL): names the run, so that the databases its workers make can be dropped at the end, whatever became
 * of the workers.
 */
export default async function setup(): Promise<() => Promise<void>> {
  return process.env['TEST_DATABASE_URL']
    ? prepareForPostgres(process.env['TEST_DATABASE_URL'])
    : preparePglite()
}

async function preparePglite(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-tests-'))
  const lite = await PGlite.create({ startParams, initDbStartParams: ['--wal-segsize=1'] })
  for (const step of withoutTemplates) await lite.exec(step)
  process.env['TEST_PGLITE_BARE'] = await dump(lite, join(folder, 'bare.tar'))
  const opened = await openEmbedded(lite, bringing(), 'prepare')
  await opened.close()
  process.env['TEST_PGLITE_DUMP'] = await dump(lite, join(folder, 'database.tar'))
  await lite.close()
  return () => rm(folder, { recursive: true })
}

/** Of 40 MB that each who loads one would take apart 16 are left: nobody makes another database of it. */
const withoutTemplates = [
  'update pg_database set datistemplate = false',
  'drop database template0',
  'drop database template1',
  'checkpoint',
]

async function dump(lite: PGlite, path: string): Promise<string> {
  const files = await lite.dumpDataDir('none')
  await writeFile(path, Buffer.from(await files.arrayBuffer()))
  return path
}

async function prepareForPostgres(url: string): Promise<() => Promise<void>> {
  const prefix = `afterword_test_${process.pid}_${Date.now().toString(36)}_`
  process.env['TEST_DATABASE_PREFIX'] = prefix
  return async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const databases = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { name } of databases.rows)
      await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`)
    const roles = await client.query<{ name: string }>(
      'select rolname as name from pg_roles where starts_with(rolname, $1)',
      [prefix],
    )
    for (const { name } of roles.rows) await client.query(`drop role ${pg.escapeIdentifier(name)}`)
    await client.end()
  }
}
