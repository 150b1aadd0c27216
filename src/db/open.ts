import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import pg from 'pg'
import type { Config, DatabaseConfig } from '../config.ts'
import type { Keys } from '../keys.ts'
import { type ChangeListener, listenOnPglite, listenOnPostgres } from './changes.ts'
import { columnTypes } from './column-types.ts'
import { lockFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import { openPglite, pglitePool, underPublicRole, yieldBetweenQueries } from './pglite.ts'
import {
  closeWaysBack,
  ensurePublicRole,
  grantPublicRole,
  publicRoleOf,
  refusePowerfulRole,
  takeRoleLock,
} from './public-role.ts'
import type { Database, PublicDatabase } from './tables.ts'

/** The two ways into one database, and how to hear what changes in it. */
export interface OpenDatabase {
  /** Everything, for those who write and decide. */
  db: Kysely<Database>
  /** What anyone may read, under a role that can't see more. */
  publicDb: ReadonlyKysely<PublicDatabase>
  /** The pool under `db`, for libraries that bring their own SQL. */
  pool: pg.Pool
  listen(listener: ChangeListener): Promise<() => Promise<void>>
  close(): Promise<void>
}

type PostgresConfig = Extract<DatabaseConfig, { kind: 'postgres' }>

/**
 * Opens and migrates the configured database. On PGlite throws FolderInUse when another process holds the folder;
 * on Postgres RoleRefused when the user may not make the public role, or when that one may see too much; on both SchemaTooNew.
 */
export async function openDatabase(
  config: Pick<Config, 'database' | 'dataDir'>,
  keys: Keys,
): Promise<OpenDatabase> {
  return config.database.kind === 'postgres'
    ? openOnPostgres(config.database, keys)
    : openOnPglite(config.dataDir, keys)
}

async function openOnPostgres(config: PostgresConfig, keys: Keys): Promise<OpenDatabase> {
  const { url, poolSize } = config
  const pool = postgresPool(url, poolSize)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrateUnlimited(url)
    const publicUrl = await db.transaction().execute(trx => preparePublicRole(trx, config, keys))
    const publicPool = postgresPool(publicUrl, poolSize)
    const publicDb = new Kysely<PublicDatabase>({ dialect: new PostgresDialect({ pool: publicPool }) })
    try {
      await publicDb.selectFrom('settings').select('title').executeTakeFirst()
    } catch (error) {
      await publicPool.end()
      throw error
    }
    return {
      db,
      publicDb: readonly(publicDb),
      pool,
      listen: async listener => listenOnPostgres(url, listener),
      close: async () => {
        await publicDb.destroy()
        await db.destroy()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

function postgresPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: columnTypes,
    connectionTimeoutMillis: 5_000,
    // A frozen server answers nothing: without this a request would wait until it wakes.
    query_timeout: 10_000,
    keepAlive: true,
    application_name: 'afterword',
  })
  // An idle connection that is cut ends the process unless somebody listens; the next query opens another.
  pool.on('error', () => undefined)
  // Nor does the pool listen to one in use: cut between two queries of a transaction, it says so to the next query.
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}

/** A migration may take longer than any request should. */
async function migrateUnlimited(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000 })
  pool.on('error', () => undefined)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(db)
  } finally {
    await pool.end()
  }
}

async function preparePublicRole(
  trx: Transaction<Database>,
  config: PostgresConfig,
  keys: Keys,
): Promise<string> {
  await takeRoleLock(trx)
  const publicUrl = config.publicUrl ?? (await ownPublicUrl(trx, config.url, keys))
  const name = userOf(publicUrl)
  await refusePowerfulRole(trx, name)
  await grantPublicRole(trx, name)
  return publicUrl
}

async function ownPublicUrl(db: Kysely<Database>, url: string, keys: Keys): Promise<string> {
  const role = await publicRoleOf(db, keys)
  await ensurePublicRole(db, role)
  // As parameters: the address of a Unix socket has no host, and then none of these before it.
  const own = new URL(url)
  own.username = ''
  own.password = ''
  own.searchParams.set('user', role.name)
  own.searchParams.set('password', role.password)
  return own.href
}

/** The user that `pg` reads out of an address. */
const userOf = (url: string): string => new pg.Client({ connectionString: url }).user ?? ''

async function openOnPglite(dataDir: string, keys: Keys): Promise<OpenDatabase> {
  const unlock = lockFolder(dataDir)
  try {
    const lite = await openPglite(dataDir)
    const opened = await openEmbedded(lite, keys).catch(async (error: unknown) => {
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
  keys: Keys,
): Promise<OpenDatabase> {
  const pool = pglitePool(lite)
  const plugins = [yieldBetweenQueries]
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins })
  await migrate(db)
  const role = await publicRoleOf(db, keys)
  await ensurePublicRole(db, role)
  await grantPublicRole(db, role.name)
  await closeWaysBack(db)
  const publicDb = new Kysely<PublicDatabase>({
    dialect: new PostgresDialect({ pool: underPublicRole(pool, role.name) }),
    plugins,
  })
  return {
    db,
    publicDb: readonly(publicDb),
    pool,
    listen: listener => listenOnPglite(lite, listener),
    close: () => pool.end(),
  }
}

/** The same object seen through a narrower type: what is left of it can only read. */
function readonly(db: Kysely<PublicDatabase>): ReadonlyKysely<PublicDatabase> {
  // The way Kysely gives for it: the two types share no ancestor.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return db as never
}
