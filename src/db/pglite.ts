import { existsSync, statSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import type { KyselyPlugin, PostgresPool } from 'kysely'
import pg from 'pg'
import { ConfigError } from '../config.ts'
import { columnTypes } from './column-types.ts'
import { DatabaseRefused } from './refused.ts'
import { settleConnection } from './session.ts'

/**
 * Opens the PGlite database in a folder that this process has locked; makes it at the first start, and says so
 * before, for that takes seconds.
 * A kill late in the making leaves a folder that never opens again, so it is made beside and then renamed.
 */
export async function openPglite(dataDir: string, sayMaking = () => {}): Promise<PGlite> {
  const folder = join(dataDir, 'database')
  try {
    if (!existsSync(folder)) {
      sayMaking()
      await makeDatabase(dataDir, folder)
    }
    return await PGlite.create(folder, { startParams })
  } catch (error) {
    throw isRefusedByDisk(error) ? new ConfigError(says => says.folders.noRoom(dataDir)) : error
  }
}

/** Throws DatabaseRefused when no database was made in a folder yet. */
export function refuseNoDatabase(dataDir: string): void {
  if (!hasDatabase(dataDir)) throw new DatabaseRefused(says => says.folders.noBlog(dataDir))
}

function hasDatabase(dataDir: string): boolean {
  try {
    return statSync(join(dataDir, 'database')).isDirectory()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false
    const { message } = error
    throw new ConfigError(says => says.folders.dataDirUnseen(message))
  }
}

/** What PGlite throws where a file can't be written: an error of its file system, which has no words, or it aborts. */
const isRefusedByDisk = (error: unknown): boolean =>
  (typeof error === 'object' && error !== null && 'name' in error && error.name === 'ErrnoError') ||
  error instanceof WebAssembly.RuntimeError

/**
 * With which a PGlite is opened. Buffers of a tenth of the default: a blog's working set is small, and this halves the
 * memory of the process. Its log begins a new file every 16 MB: nobody would be answered for 30 ms while that is filled
 * with zeros.
 */
export const startParams = [
  ...PGlite.defaultStartParams,
  ...['-c', 'shared_buffers=16MB'],
  ...['-c', 'wal_init_zero=off'],
]

async function makeDatabase(dataDir: string, folder: string): Promise<void> {
  for (const name of await readdir(dataDir))
    if (name.startsWith('database.unfinished')) await rm(join(dataDir, name), { recursive: true })

  const unfinished = join(dataDir, 'database.unfinished')
  const lite = await PGlite.create(unfinished, { startParams })
  await lite.close()
  await rename(unfinished, folder)
}

/** A pool of the one connection that PGlite has. Ending it leaves the PGlite open. */
export function pglitePool(lite: PGlite): pg.Pool {
  // Each has ends of its own to the one session: with shared ones, the end of a client is taken for that of the next.
  class Client extends pg.Client {
    constructor() {
      super(Object.assign(createPgConfig(askedAtOnce(lite)), { types: columnTypes }))
    }
  }
  return new pg.Pool({ Client, max: 1, idleTimeoutMillis: 0, onConnect: beginAnew })
}

/** The first bytes of what `pg` sends of a query before it asks for the answer: parse, bind, describe, execute, close. */
const parts = new Set(Buffer.from('PBDEC'))

/**
 * A PGlite as one client asks it: the parts of a query go into WebAssembly together. By themselves, as they are written,
 * they took a fifth of the time of a short query.
 */
function askedAtOnce(lite: PGlite): PGlite {
  let kept: Uint8Array[] = []
  const execProtocolStream: PGlite['execProtocolStream'] = async (message, options) => {
    kept.push(message)
    if (parts.has(message[0] ?? 0)) return []
    const whole = Buffer.concat(kept)
    kept = []
    return lite.execProtocolStream(whole, options)
  }
  return new Proxy(lite, {
    get: (target, name) => (name === 'execProtocolStream' ? execProtocolStream : Reflect.get(target, name)),
  })
}

/**
 * A client that was thrown away leaves its session behind, which the next one finds as it was: in the transaction in
 * which it failed, that one would be refused everything, and so would all after it.
 */
async function beginAnew(client: pg.ClientBase): Promise<void> {
  await client.query('rollback')
  await settleConnection(client)
}

/** PGlite answers in microtasks: without a turn of the event loop between queries no timer and no socket is served. */
export const yieldBetweenQueries: KyselyPlugin = {
  transformQuery: args => args.node,
  async transformResult(args) {
    await setImmediate()
    return args.result
  },
}

/**
 * The same connection as the role that renders public pages: whoever acquires it is in a read-only transaction
 * under that role until they release it. This catches our mistakes; an attacker who can run SQL of their own it
 * only slows, since one connection can't forget who it was. Postgres has separate logins for that.
 */
export function underPublicRole(pool: pg.Pool, role: string): PostgresPool {
  return {
    options: {},
    end: async () => {},
    async connect() {
      const client = await pool.connect()
      // It is the only one: kept, or left in a transaction that failed, nobody would ever be answered again.
      const release = () =>
        client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        )
      try {
        await client.query(`begin read only; set local role ${pg.escapeIdentifier(role)}`)
      } catch (error) {
        await release()
        throw error
      }
      return { query: client.query.bind(client), release: () => void release() }
    },
  }
}
