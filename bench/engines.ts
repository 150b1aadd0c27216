import { join } from 'node:path'
import pg from 'pg'
import { type OpenDatabase, openDatabase } from '../src/db/open.ts'
import { type KeyRing, keyRing } from '../src/keys.ts'
import { opensContacts } from '../src/readers/contacts.ts'
import { atTheEnd, type Running, start, temporaryFolder } from './processes.ts'

const secretKey = 'a secret of forty characters, for a bench.'

/** A database to measure on, empty but for its schema. */
export interface Engine {
  name: 'Postgres' | 'PGlite'
  keys: KeyRing
  /** Opens it in this process; on PGlite nothing else may then be open. */
  open(): Promise<OpenDatabase>
  /** Runs a statement that may take longer than one of the site's; only on Postgres. */
  prepare(statement: string): Promise<void>
  /** What another process opens it with. */
  environment: Record<string, string>
  /** Serves it from a process of its own. */
  serve(env?: Record<string, string>): Promise<Running>
}

/** A fresh Postgres database on the server that BENCH_DATABASE_URL or TEST_DATABASE_URL names; null where none answers. */
export async function postgresEngine(workers = '1'): Promise<Engine | null> {
  const given = process.env['BENCH_DATABASE_URL'] ?? process.env['TEST_DATABASE_URL']
  const server = given ?? 'postgres://postgres@127.0.0.1:5432/postgres'
  const name = `afterword_bench_${process.pid}_${Date.now().toString(36)}`
  if (!(await run(server, `create database ${name}`))) return null
  atTheEnd(async () => {
    await run(server, `drop database ${name} with (force)`)
    await run(server, `drop role if exists ${name}_public`)
  })
  const url = new URL(server)
  url.pathname = `/${name}`
  const dataDir = temporaryFolder()
  const keys = keyRing(secretKey, [])
  const env = { DATABASE_URL: url.href, DATA_DIR: dataDir, WEB_WORKERS: workers }
  return {
    name: 'Postgres',
    keys,
    open: () =>
      openDatabase(
        { database: { kind: 'postgres', url: url.href, publicUrl: null, poolSize: 10 }, dataDir },
        bringing(keys),
        'prepare',
      ),
    prepare: async statement => void (await run(url.href, statement)),
    environment: { ...env, SECRET_KEY: secretKey },
    serve: more => start(['dist/src/main.js', 'serve'], { ...env, ...common, ...more }, '/health'),
  }
}

/** A PGlite in a folder of its own. */
export async function pgliteEngine(): Promise<Engine> {
  const dataDir = join(temporaryFolder(), 'data')
  const keys = keyRing(secretKey, [])
  return {
    name: 'PGlite',
    keys,
    open: () => openDatabase({ database: { kind: 'pglite' }, dataDir }, bringing(keys), 'prepare'),
    prepare: () => Promise.reject(new Error('only on Postgres')),
    environment: { DATA_DIR: dataDir, SECRET_KEY: secretKey },
    serve: more => start(['dist/src/main.js', 'serve'], { DATA_DIR: dataDir, ...common, ...more }, '/health'),
  }
}

const common = { SECRET_KEY: secretKey, TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'warn' }

const bringing = (ring: KeyRing) => ({
  find: () => ring,
  make: () => ring,
  place: 'SECRET_KEY',
  open: opensContacts,
  isNew: false,
})

async function run(url: string, statement: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
  } catch {
    return false
  }
  await client.query(statement)
  await client.end()
  return true
}
