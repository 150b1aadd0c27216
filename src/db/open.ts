import { Kysely, PostgresDialect, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import pg from 'pg'
import type { Config, DatabaseConfig } from '../config.ts'
import type { KeyRing } from '../keys.ts'
import { type ChangeListener, listenOnPglite, listenOnPostgres } from './changes.ts'
import { alwaysThere, type Circuit, watchDatabase } from './circuit.ts'
import { columnTypes } from './column-types.ts'
import { lockFolder } from './folder-lock.ts'
import { guardedPool } from './guarded-pool.ts'
import { migrate } from './migrate.ts'
import type { pglitePool } from './pglite.ts'
import { prepare, useAsItIs } from './prepare.ts'
import { closeWaysBack, ensurePublicRole, grantPublicRole, publicRoleOf } from './public-role.ts'
import { reach } from './refused.ts'
import { settleConnection } from './session.ts'
import { type KeysFor, rememberKey, settleKey } from './site-key.ts'
import { lookAt, type Purpose } from './standing.ts'
import type { Database, PublicDatabase } from './tables.ts'

/** The two ways into one database, and how to hear what changes in it. */
export interface OpenDatabase {
  /** Everything, for those who write and decide. */
  db: Kysely<Database>
  /** What anyone may read, under a role that can't see more. */
  publicDb: ReadonlyKysely<PublicDatabase>
  /** The pool under `db`, for libraries that bring their own SQL. */
  pool: pg.Pool
  /** Whether it answers. */
  circuit: Circuit
  /** Those that the database is used with. */
  keys: KeyRing
  listen(listener: ChangeListener): Promise<() => Promise<void>>
  close(): Promise<void>
}

type PostgresConfig = Extract<DatabaseConfig, { kind: 'postgres' }>

/**
 * Opens the configured database; whoever prepares it brings it up to date first. On PGlite throws FolderInUse when
 * another process holds the folder; on Postgres RoleRefused when the user may not make the public role, or when that
 * one may see too much; on both KeyRefused, DatabaseRefused and SchemaTooNew. `sayMaking` is called before PGlite makes
 * its database, which takes seconds.
 */
export async function openDatabase(
  config: Pick<Config, 'database' | 'dataDir'>,
  keys: KeysFor,
  purpose: Purpose,
  sayMaking?: () => void,
): Promise<OpenDatabase> {
  return config.database.kind === 'postgres'
    ? openOnPostgres(config.database, keys, purpose)
    : openOnPglite(config.dataDir, keys, purpose, sayMaking)
}

async function openOnPostgres(
  config: PostgresConfig,
  keysFor: KeysFor,
  purpose: Purpose,
): Promise<OpenDatabase> {
  const { url, listenUrl, poolSize } = config
  await reach('DATABASE_URL', url)
  const circuit = watchDatabase(url)
  const pool = postgresPool(url, poolSize, circuit)
  const db = new Kysely<Database>({ dialect: guardedDialect(pool, circuit) })
  // A connection of its own: where all others are busy, it must still be proven that changes are heard.
  const beats = new Kysely<unknown>({ dialect: guardedDialect(postgresPool(url, 1, circuit), circuit) })
  const tell = async (what: string) => {
    await sql`select private.tell(${what})`.execute(beats)
  }
  try {
    const ready = purpose === 'prepare' ? prepare(config, keysFor) : useAsItIs(db, config, keysFor)
    const { keys, publicUrl } = await ready
    const publicPool = postgresPool(publicUrl, poolSize, circuit)
    const publicDb = new Kysely<PublicDatabase>({ dialect: guardedDialect(publicPool, circuit) })
    try {
      await publicDb.selectFrom('settings').select('name').limit(1).executeTakeFirst()
    } catch (error) {
      await publicPool.end()
      throw error
    }
    return {
      db,
      publicDb: readonly(publicDb),
      pool,
      circuit,
      listen: async listener => {
        if (listenUrl) await reach('DATABASE_LISTEN_URL', listenUrl)
        const channel = await noticeChannel(db)
        return listenOnPostgres({ url: listenUrl ?? url, circuit, channel, tell }, listener)
      },
      keys,
      close: async () => {
        circuit.close()
        await beats.destroy()
        await publicDb.destroy()
        await db.destroy()
      },
    }
  } catch (error) {
    circuit.close()
    await beats.destroy()
    await pool.end()
    throw error
  }
}

const guardedDialect = (pool: pg.Pool, circuit: Circuit) =>
  new PostgresDialect({ pool: guardedPool(pool, circuit) })

function postgresPool(url: string, max: number, circuit: Circuit): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: columnTypes,
    connectionTimeoutMillis: 5_000,
    // A frozen server the circuit tells of; this is for one connection that is dead while others are not.
    query_timeout: 10_000,
    keepAlive: true,
    stream: () => circuit.socket(),
    application_name: 'afterword',
    onConnect: settleConnection,
  })
  // An idle connection that is cut ends the process unless somebody listens; the next query opens another.
  pool.on('error', () => undefined)
  // Nor does the pool listen to one in use: cut between two queries of a transaction, it says so to the next query.
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}

/** With Postgres its program is not needed. */
const pglite = () => import('./pglite.ts')

async function openOnPglite(
  dataDir: string,
  keys: KeysFor,
  purpose: Purpose,
  sayMaking?: () => void,
): Promise<OpenDatabase> {
  const { openPglite, refuseNoDatabase } = await pglite()
  if (purpose === 'use') refuseNoDatabase(dataDir)
  const unlock = lockFolder(dataDir)
  try {
    const lite = await openPglite(dataDir, sayMaking)
    const opened = await openEmbedded(lite, keys, purpose).catch(async (error: unknown) => {
      await lite.close() // before the lock is given back
      throw error
    })
    const close = async () => {
      await opened.close()
      await lite.close()
      unlock()
    }
    return { ...opened, close }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Both ways into a PGlite that is already open, wherever its data is. Closing leaves the PGlite itself open. */
export async function openEmbedded(
  lite: Parameters<typeof pglitePool>[0],
  keysFor: KeysFor,
  purpose: Purpose,
): Promise<OpenDatabase> {
  const { pglitePool, underPublicRole, yieldBetweenQueries } = await pglite()
  const pool = pglitePool(lite)
  const plugins = [yieldBetweenQueries]
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins })
  const { inUse } = await lookAt(db, purpose)
  const keys = await settleKey(db, keysFor, inUse)
  const role = await publicRoleOf(db)
  if (purpose === 'prepare') {
    await migrate(db)
    await ensurePublicRole(db, role, await rememberKey(db, keys))
    await grantPublicRole(db, role)
    await closeWaysBack(db)
  }
  const publicDb = new Kysely<PublicDatabase>({
    dialect: new PostgresDialect({ pool: underPublicRole(pool, role) }),
    plugins,
  })
  return {
    db,
    publicDb: readonly(publicDb),
    pool,
    circuit: alwaysThere,
    keys,
    listen: async listener => listenOnPglite(lite, await noticeChannel(db), listener),
    close: () => pool.end(),
  }
}

/** Where changes are told: `private.tell` sends there, and the public role can't read the name. */
async function noticeChannel(db: Kysely<Database>): Promise<string> {
  const { name } = await db.selectFrom('private.notice_channel').select('name').executeTakeFirstOrThrow()
  return name
}

/** The same object seen through a narrower type: what is left of it can only read. */
function readonly(db: Kysely<PublicDatabase>): ReadonlyKysely<PublicDatabase> {
  // The way Kysely gives for it: the two types share no ancestor.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return db as never
}
